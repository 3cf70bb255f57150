import type { HeadRow, PoolRow, PromptRow, TopicRow, WorkedRow } from '../../db/pool.ts';

/** How the questions of a pool are read. */
export interface PoolReader {
  /** Whether these are all live questions, of every source. */
  isWhole: boolean;
  heads(): Iterable<HeadRow>;
  pages(): Generator<PoolRow[]>;
  topics(): IterableIterator<TopicRow>;
  prompts(rows: readonly number[]): IterableIterator<PromptRow>;
  worked(rows: readonly number[]): IterableIterator<WorkedRow>;
}
