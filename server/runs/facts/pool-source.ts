import type { HeadRow, PoolRow } from '../../db/pool.ts';
import type { Tables } from '../../db/tables.ts';
import { sourcesOf } from '../pool.ts';

/** Whose questions: live ones of some sources (undefined: of all that are included), or those that a run looked at. */
export type PoolSource = { sources: readonly string[] | undefined } | { run: number };

/** How they are read. */
export interface PoolReader {
  heads(): HeadRow[];
  pages(): Generator<PoolRow[]>;
}

/** @throws WinnowError `not-found` for a source that is not there */
export function poolReader(tables: Tables, source: PoolSource): PoolReader {
  if ('run' in source) {
    return {
      heads: () => tables.runPool.heads(source.run),
      pages: () => tables.runPool.pages(source.run),
    };
  }
  const names = sourcesOf(tables, source.sources);
  return { heads: () => tables.pool.heads(names), pages: () => tables.pool.pages(names) };
}
