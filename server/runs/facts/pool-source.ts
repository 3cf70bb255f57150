import type { HeadRow, PoolRow, PromptRow, TopicRow, WorkedRow } from '../../db/pool.ts';
import type { Tables } from '../../db/tables.ts';
import { sourcesOf } from '../pool.ts';

/** Whose questions: live ones of some sources (undefined: of all that are included), or those that a run looked at. */
export type PoolSource = { sources: readonly string[] | undefined } | { run: number };

/** How they are read. */
export interface PoolReader {
  /** Whether these are all live questions, of every source. */
  isWhole: boolean;
  heads(): HeadRow[];
  pages(): Generator<PoolRow[]>;
  topics(): IterableIterator<TopicRow>;
  prompts(rows: readonly number[]): IterableIterator<PromptRow>;
  worked(rows: readonly number[]): IterableIterator<WorkedRow>;
}

/** @throws WinnowError `not-found` for a source that is not there */
export function poolReader(tables: Tables, source: PoolSource): PoolReader {
  if ('run' in source) {
    return {
      isWhole: false,
      heads: () => tables.runPool.heads(source.run),
      pages: () => tables.runPool.pages(source.run),
      topics: () => tables.runPool.topics(source.run),
      prompts: (rows) => tables.runPool.prompts(source.run, rows),
      worked: (rows) => tables.runPool.worked(source.run, rows),
    };
  }
  const names = sourcesOf(tables, source.sources);
  return {
    isWhole: names.length === tables.sources.all().length,
    heads: () => tables.pool.heads(names),
    pages: () => tables.pool.pages(names),
    topics: () => tables.pool.topics(names),
    prompts: (rows) => tables.pool.prompts(rows),
    worked: (rows) => tables.pool.worked(rows),
  };
}
