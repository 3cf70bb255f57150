import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Below this folder of the workspace lies what is known of pools that stay where they are. All of it can be made again. */
const POOLS = 'pools';

/** What is known of each shard, by its content. */
export const narrowDir = (workspace: string): string => join(workspace, POOLS, 'shards');

/** The index of a pool. */
export const indexDir = (workspace: string, pool: string): string => join(workspace, POOLS, pool);

/** What was being made when its process died is swept up after this. Unit: milliseconds. */
const LEFT_OVER = 3_600_000;

/** Takes away what killed registrations left half made. */
export function sweepParts(workspace: string, now: Date): void {
  for (const dir of [join(workspace, POOLS), narrowDir(workspace)]) {
    for (const name of existsSync(dir) ? readdirSync(dir) : []) {
      const stat = name.endsWith('.part') ? statSync(join(dir, name), { throwIfNoEntry: false }) : undefined;
      if (stat !== undefined && now.getTime() - stat.mtimeMs > LEFT_OVER)
        rmSync(join(dir, name), { recursive: true, force: true });
    }
  }
}
