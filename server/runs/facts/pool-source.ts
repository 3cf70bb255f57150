import { refuseOverShards } from '../../db/over-shards.ts';
import type { Tables } from '../../db/tables.ts';
import type { ShardPool } from '../over-shards/shard-pool.ts';
import { sourcesOf } from '../pool.ts';
import type { PoolReader } from './pool-reader.ts';

/**
 * Whose questions: live ones of some sources (undefined: of all that are included), those that a run looked at, or those
 * of a pool that stays as shards.
 */
export type PoolSource = { sources: readonly string[] | undefined } | { run: number } | { shards: ShardPool };

/** @throws WinnowError `not-found` for a source that is not there, `conflict` for a run whose pool stayed as shards */
export function poolReader(tables: Tables, source: PoolSource): PoolReader {
  if ('shards' in source) return source.shards;
  if ('run' in source) {
    const run = tables.runs.byNumber(source.run);
    if (run !== undefined) refuseOverShards(run, 'deciding over its pool anew');
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
