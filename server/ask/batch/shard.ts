import type { Call, Failed, Replied } from '../provider.ts';

/** Calls that go to a provider as one batch, as they are written down. Times in ms since the epoch. */
export interface Shard {
  /** What the provider shows, and by which a batch whose creation was not heard of is found again. */
  displayName: string;
  /** Work keys of its calls. */
  keys: readonly string[];
  /** The provider's name of the job; null as long as none is known. */
  jobName: string | null;
  intendedAt: number;
  namedAt: number | null;
  /** When it was called off for being late. */
  cancelledAt: number | null;
}

/** How shards end, a sentence each. Only the first two may have answered everything. */
export const SHARD_ENDS = {
  succeeded: 'The batch was answered.',
  partial: 'The batch was answered in part.',
  failed: 'The provider says that the batch failed.',
  cancelled: 'The batch was cancelled.',
  expired: 'The batch expired at the provider.',
  refused: 'The provider does not take this batch.',
  'never-made': 'The batch could not be made in time.',
  gone: 'The provider does not know the batch or its results any more.',
  overdue: 'The batch was not answered in time, and did not end when it was cancelled.',
} as const;
export type ShardEndName = keyof typeof SHARD_ENDS;

/** What became of a shard: every key of it is in exactly one of the two. */
export interface ShardEnd {
  end: ShardEndName;
  at: number;
  /** Replies, and failures of items that can never be answered so. */
  answers: ReadonlyMap<string, Replied | Failed>;
  /** Keys to be asked about online. */
  online: readonly string[];
  /** What the provider said about the batch as a whole. */
  error: string | null;
  /** What was odd, a sentence each. */
  notes: readonly string[];
}

/** The books of the shards of one collection. Each act is durable when it resolves, and what follows waits for it. */
export interface BatchJournal {
  /** Shards that have not ended, oldest first. */
  open(): readonly Shard[];
  /** Whether there is or was a shard of that name. */
  knows(displayName: string): boolean;
  /** Before a batch is made. */
  intended(shard: Shard, calls: readonly Call[]): Promise<void>;
  /** Before anything else is done about a batch that was made or found. */
  named(shard: Shard, jobName: string, at: number): Promise<void>;
  cancelled(shard: Shard, at: number): Promise<void>;
  /** Answers and end together: whoever is killed before takes the results once more. */
  ended(shard: Shard, end: ShardEnd): Promise<void>;
}
