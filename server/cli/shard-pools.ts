import { dirname, extname, join } from 'node:path';
import { findShardPool } from '../intake/shards/find-pool.ts';
import { openShardPool, type ShardPool } from '../intake/shards/pool.ts';
import { type ShardReader, shardReader } from '../intake/shards/reader.ts';
import type { CliContext } from './frame.ts';

/** The thread that reads shards: it begins with the first that is read. Its file lies where that of the workers does. */
export const shardReaderOf = ({ assets: { worker } }: Pick<CliContext, 'assets'>): ShardReader =>
  shardReader({
    file: join(dirname(worker.file), '..', 'intake', 'shards', `reader-thread${extname(worker.file)}`),
    execArgv: worker.execArgv,
  });

/**
 * Does something with a registered pool, or with none where none is named.
 * @param sources only these of it
 * @throws WinnowError as `findShardPool` does
 */
export async function withShardPool<T>(
  context: CliContext,
  id: string | undefined,
  sources: readonly string[] | undefined,
  act: (pool: ShardPool | undefined) => Promise<T>,
): Promise<T> {
  if (id === undefined) return act(undefined);
  const workspace = context.workspace();
  const stored = findShardPool(workspace, id);
  const reader = shardReaderOf(context);
  try {
    await reader.ready();
    return await act(openShardPool(workspace, stored, reader, sources));
  } finally {
    reader.close();
  }
}
