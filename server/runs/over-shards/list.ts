import { WinnowError } from '../../../shared/error.ts';
import type { DecisionFile } from '../../db/decision-files.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Tables } from '../../db/tables.ts';
import type { DroppedRow } from './columns.ts';
import { droppedRows } from './read-dropped.ts';

/** Which decisions of a run over shards: what can be told by the files that they lie in. All of it holds at once. */
export interface OutcomeFilter {
  stage?: string | undefined;
  reason?: string | undefined;
  kept?: boolean | undefined;
  /** Those that this stage let through. */
  passed?: string | undefined;
}

/** Decisions of a run over shards one behind the other: the ranked by rank, then the files as the run has them. */
export interface Outcomes {
  /** Ranks of the first and the last that are meant; none where the last is smaller. */
  ranks: readonly [first: number, last: number];
  files: readonly DecisionFile[];
  count: number;
}

/** What a filter leaves, without a look into a file. @throws WinnowError `bad-usage` for a stage that the run has not */
export function outcomesOf(
  { decisionFiles }: Pick<Tables, 'decisionFiles'>,
  { n, report }: StoredRun,
  { stage, reason, kept, passed }: OutcomeFilter,
): Outcomes {
  const { selected, reserve, funnel } = report;
  const stages: string[] = funnel.map((one) => one.stage);
  const from = passed === undefined ? 0 : stages.indexOf(passed) + 1;
  if (passed !== undefined && from === 0)
    throw new WinnowError('bad-usage', `The run ${report.runId} has no stage ${passed}.`);
  const isLast = from === stages.length; // whom the draw let through was selected
  const isAtDraw = stage === undefined || stage === 'diversity';
  const hasSelected = kept !== false && reason === undefined && isAtDraw;
  const hasReserve = kept !== true && !isLast && (reason === undefined || reason === 'reserve') && isAtDraw;
  const ranks = [
    hasSelected ? 1 : selected + 1,
    hasReserve ? selected + reserve : hasSelected ? selected : 0,
  ] as const;
  const files =
    kept === true || isLast
      ? []
      : decisionFiles
          .ofRun(n)
          .filter(
            (file) =>
              (stage === undefined || file.stage === stage) &&
              (reason === undefined || file.reason === reason) &&
              stages.indexOf(file.stage) >= from,
          );
  const ranked = Math.max(0, ranks[1] - ranks[0] + 1);
  return { ranks, files, count: files.reduce((sum, { rows }) => sum + rows, ranked) };
}

/** Some of them, from a place on. @param dir of the files; @returns ranks (none where the last is smaller), and rows */
export async function outcomePage(
  dir: string,
  { ranks: [first, last], files }: Outcomes,
  { after, limit }: { after: number; limit: number },
): Promise<{ ranks: readonly [first: number, last: number]; dropped: DroppedRow[] }> {
  const inRanks = Math.max(0, last - first + 1);
  const ranks = [first + after, Math.min(last, first + after + limit - 1)] as const;
  const ranked = Math.max(0, ranks[1] - ranks[0] + 1);
  const dropped: DroppedRow[] = [];
  let skip = Math.max(0, after - inRanks);
  for (const file of files) {
    const left = limit - ranked - dropped.length;
    if (left <= 0) break;
    if (skip >= file.rows) {
      skip -= file.rows;
      continue;
    }
    dropped.push(...(await droppedRows(dir, file, skip, Math.min(file.rows, skip + left))));
    skip = 0;
  }
  return { ranks, dropped };
}
