import type { StoredBatch } from '../../db/batches.ts';
import type { Workspace } from '../../db/workspace.ts';
import { createGroup } from '../journal/group.ts';
import type { Call } from '../provider.ts';
import type { BatchJournal, Shard, ShardEnd } from './shard.ts';

export interface StoredJournalOptions {
  workspace: Workspace;
  collection: string;
  /** Print of the key that makes the batches. */
  project: string;
  /** The command, for those who wait for the workspace. */
  who: string;
  /** Takes keys out of what a provider said. */
  redact: (text: string) => string;
  /** Writes down the calls of a shard, in the transaction of its intent. */
  begun: (shard: Shard, calls: readonly Call[]) => void;
  /** Stores the answers of a shard, in the transaction of its end. */
  over: (shard: Shard, end: ShardEnd) => void;
  /** Called at the end of each transaction, inside it. */
  seal: () => void;
}

/** What a provider says about a batch is kept up to here. Unit: characters. */
const SAID_MOST = 500;

/** The journal of a collection's batches in its workspace; another writer is waited for. */
export function storedJournal(options: StoredJournalOptions): BatchJournal {
  const { workspace, collection, project, redact } = options;
  const { batches } = workspace;
  const group = createGroup(workspace, options.who, options.seal);
  const write = (act: () => void): Promise<void> => group.add(act);
  const said = (text: string): string => redact(text).slice(0, SAID_MOST);
  return {
    open: () => batches.open(collection).map(shardOf),
    knows: (displayName) => batches.knows(displayName),
    intended: (shard, calls) =>
      write(() => {
        const { displayName, keys, intendedAt } = shard;
        batches.intend(collection, { displayName, keys, project, intendedAt: timeOf(intendedAt) });
        options.begun(shard, calls);
      }),
    named: (shard, jobName, at) => write(() => void batches.name(shard.displayName, jobName, timeOf(at))),
    cancelled: (shard, at) => write(() => void batches.cancel(shard.displayName, timeOf(at))),
    ended: (shard, end) =>
      write(() => {
        const isOpen = batches.end(shard.displayName, {
          endedAt: timeOf(end.at),
          outcome: end.end,
          answered: end.answers.size,
          online: end.online.length,
          error: end.error === null ? null : said(end.error),
          notes: end.notes,
        });
        if (isOpen) options.over(shard, end); // else its answers are stored already
      }),
  };
}

const timeOf = (ms: number): string => new Date(ms).toISOString();

const shardOf = (b: StoredBatch): Shard => ({
  displayName: b.displayName,
  keys: b.keys,
  jobName: b.job,
  intendedAt: Date.parse(b.intendedAt),
  namedAt: b.namedAt === null ? null : Date.parse(b.namedAt),
  cancelledAt: b.cancelledAt === null ? null : Date.parse(b.cancelledAt),
});
