import { join } from 'node:path';

/** Below this folder of the workspace lies what is known of pools that stay where they are. All of it can be made again. */
const POOLS = 'pools';

/** What is known of each shard, by its content. */
export const narrowDir = (workspace: string): string => join(workspace, POOLS, 'shards');

/** The index of a pool. */
export const indexDir = (workspace: string, pool: string): string => join(workspace, POOLS, pool);
