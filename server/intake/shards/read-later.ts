import type { PoolRow } from '../../db/pool.ts';
import type { ShardPool } from './pool.ts';
import type { rowReader } from './read-rows.ts';
import type { ShardReader } from './reader.ts';
import { numbered } from './span.ts';

/** For those who read questions by `rowsLater` alone, as others are served meanwhile. */
export const NOBODY_WAITS: ShardReader = {
  read(): never {
    throw new RangeError('nobody waits for shards here');
  },
  ready: () => Promise.resolve(),
  close: () => undefined,
};

/** Questions of a pool by their numbers, in the order of the pool. @throws WinnowError as `rowReader` does */
export async function rowsLater(
  reader: ReturnType<typeof rowReader>,
  pool: Pick<ShardPool, 'asked'>,
  numbers: readonly number[],
): Promise<PoolRow[]> {
  const found: PoolRow[] = [];
  for (const { rows, start } of pool.asked(numbers))
    for (const row of await reader.read(rows)) found.push(numbered(row, start));
  return found;
}
