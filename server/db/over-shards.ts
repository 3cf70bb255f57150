import { WinnowError } from '../../shared/error.ts';
import type { StoredRun } from './runs.ts';

/**
 * Of a run over shards the database holds the ranked questions alone: whatever would take those for its pool refuses.
 * @param what is not to be had, as in `a map of it`
 * @throws WinnowError `conflict`
 */
export function refuseOverShards({ report }: Pick<StoredRun, 'report'>, what: string): void {
  if (report.shards === undefined) return;
  throw new WinnowError(
    'conflict',
    `${report.runId} is a run over ${report.shards.pool}, whose questions stay as shards: the database holds only those that it ranked, and ${what} is not to be had. What was decided of the others lies in Parquet files (docs/shards.md).`,
  );
}
