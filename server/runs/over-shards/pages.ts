import type { PoolRow } from '../../db/pool.ts';
import type { ShardPool } from './shard-pool.ts';

/** Questions of a page. */
const PAGE = 2048;

/** Rows of a pool that carry names alone, in the order of the pool: their texts are read by whoever looks at them. */
export function* pagesWithoutTexts(pool: ShardPool): Generator<PoolRow[]> {
  let page: PoolRow[] = [];
  for (const [n, id, externalId, source, license, level, record] of pool.heads()) {
    page.push([n, id, externalId, source, license, level, null, null, null, '', null, '{}', record]);
    if (page.length < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
