import { resolve } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import type { StoredShardPool } from '../../db/shard-pools.ts';
import type { Workspace } from '../../db/workspace.ts';

/**
 * A pool that was registered, by its id, that of its import, or `latest`.
 * @throws WinnowError `not-found`, or `conflict` where its import was undone
 */
export function findShardPool({ shardPools, imports }: Workspace, id: string): StoredShardPool {
  const all = shardPools.all();
  const found = id === 'latest' ? all.at(-1) : all.find((pool) => pool.id === id || pool.importId === id);
  if (found === undefined)
    throw new WinnowError(
      'not-found',
      all.length === 0
        ? 'No shards are registered yet; do it with: winnow import --shards DIR'
        : `There is no pool ${id}; the pools that stay as shards are: ${all.map((one) => one.id).join(', ')}.`,
    );
  if (imports.byId(found.importId)?.undoneAt !== null)
    throw new WinnowError('conflict', `The import of ${found.id} was undone; register its folder again.`);
  return found;
}

/** The pools that stay as shards and whose import stands, in the order in which they were registered. */
export const standingPools = ({ shardPools, imports }: Workspace): StoredShardPool[] =>
  shardPools.all().filter(({ importId }) => imports.byId(importId)?.undoneAt === null);

/** Where the shards of a pool lie by now, as far as the workspace was told. */
export const shardFolderOf = (
  { dir, shardPools }: Pick<Workspace, 'dir' | 'shardPools'>,
  id: string,
): string => resolve(dir, shardPools.placeOf(id)?.folder ?? '.');

/** @throws WinnowError `conflict` where what is known of the pool is not whole: it can be made again */
export function whole<T>(read: () => T, pool: string): T {
  try {
    return read();
  } catch (cause) {
    throw new WinnowError(
      'conflict',
      `What the workspace knows of ${pool} is not whole (${(cause as Error).message}); make it again with: winnow import --shards DIR`,
    );
  }
}

/** A shard that does not lie where it should. */
export const missing = (folder: string, path: string): WinnowError =>
  new WinnowError(
    'conflict',
    `The shard ${path} is not in ${folder}; where the folder was moved, say where it is now with: winnow import --shards DIR`,
  );

/** The file that a question of a number lies in. */
export function fileOf(starts: readonly number[], n: number): number {
  let [low, high] = [0, starts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (starts[middle]! < n) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
