import type { PoolRow } from '../../db/pool.ts';
import type { PoolReader } from '../facts/pool-reader.ts';

/** Questions of one shard, as a job is told of them: it reads the rows itself. */
export interface SpanTold {
  path: string;
  bytes: number;
  rows: Uint32Array;
  start: number;
  ids: string;
}

/** Where shards lie, for all who see the same folder, and how their rows become questions. */
export interface ShardsTold {
  folder: string;
  reading: unknown;
}

/** Reads the questions of spans, in order; handed in by whoever knows how rows become questions. */
export type ReadSpans<A extends ShardsTold = ShardsTold> = (at: A, spans: readonly SpanTold[]) => PoolRow[];

/** A pool that stays as shards, open to be read: what a run needs of it. Questions are told by their numbers, from 1. */
export interface ShardPool extends PoolReader {
  id: string;
  /** Those that take part; null where all do. */
  sources: readonly string[] | null;
  /** How many questions it has. */
  size: number;
  at: ShardsTold;
  /** @throws WinnowError `conflict` where a shard was changed or is gone, as far as its size and its date tell */
  refuseChanged(): void;
  spansOf(questions: readonly { n: number; id: string }[]): SpanTold[];
  /** Id and record hash of every question, in the order of ids. */
  records(): Iterable<string>;
  /** As `poolView` has it. */
  sample(digits: string): Iterable<[string, string | null]>;
  /** The number of a question by our id, and those that may have an external id. */
  numberOf(questionId: string): number | null;
  numbersOf(externalId: string): number[];
  /** Questions by their numbers, in the order of the pool. */
  rowsOf(numbers: readonly number[]): Iterable<PoolRow>;
  /** Reads these questions as they are to be stored; the function stores them, in the transaction of a run. */
  toKeep(numbers: readonly number[]): (actor: string) => void;
  toJSON(): unknown;
}
