import type { Workspace } from '../../db/workspace.ts';
import { numberFinder, numbersOfExternalId, readPartitions } from './find-in-index.ts';
import { standingPools } from './find-pool.ts';
import { indexDir } from './where.ts';

/** So many ids are looked for: each may read a partition of the index of each pool. */
const LOOKED_FOR = 50;

/**
 * What is to be said of ids that the database does not know where they are of pools that stay as shards; null where
 * they are not. An index that is not whole says nothing here: whoever reads that pool is told.
 */
export function notRankedYet(workspace: Workspace, ids: readonly string[]): string | null {
  const some = ids.slice(0, LOOKED_FOR);
  for (const { id } of standingPools(workspace)) {
    const found = countIn(indexDir(workspace.dir, id), some);
    if (found === 0) continue;
    const of = ids.length > some.length ? ` of the first ${some.length} looked for` : '';
    return `${found} of them${of} ${found === 1 ? 'is a question' : 'are questions'} of ${id}, which stays as shards: the database knows those alone that a run has ranked. Make a run over it first (winnow run --pool ${id}), and give the same command again.`;
  }
  return null;
}

function countIn(dir: string, ids: readonly string[]): number {
  try {
    const partitions = readPartitions(dir);
    const numberOf = numberFinder(dir, () => partitions);
    return ids.filter((id) => numberOf(id) !== null || numbersOfExternalId(dir, partitions, id).length > 0)
      .length;
  } catch {
    return 0;
  }
}
