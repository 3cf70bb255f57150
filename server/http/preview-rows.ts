import type { PreviewRowsOrder } from '../../shared/api/lab.ts';
import type { Place } from '../../shared/schemas/explanation.ts';
import type { PreviewRow } from '../../shared/schemas/preview.ts';
import { CHANGE_SIDES, causeKey, type QuestionChange } from '../../shared/schemas/run-diff.ts';
import { NO_LICENCE } from '../../shared/vocabulary/pool.ts';
import type { Sequence } from '../algorithms/columns/sequence.ts';
import type { Workspace } from '../db/workspace.ts';
import type { Measured } from '../decide/measure.ts';
import type { PreviewDiff } from '../runs/diff/preview.ts';
import { pageOfArray } from './cursor.ts';
import { questionHead } from './question-head.ts';

type Filter = Omit<PreviewRowsOrder, 'runId' | 'recipe' | 'seed'>;

/** A page of the questions of a preview: those that moved as the diff lists them, all others by rank or id. */
export function previewRows(
  { questions }: Pick<Workspace, 'questions'>,
  { diff, before, after, measured }: PreviewDiff,
  filter: Filter,
): { items: PreviewRow[]; nextCursor: string | null } {
  const changes = new Map<string, QuestionChange>(
    CHANGE_SIDES.flatMap((side) => diff[side].map((change) => [change.questionId, change] as const)),
  );
  const fits = fitting(
    filter,
    diff.funnel.map(({ stage }) => stage),
  );
  const ids =
    filter.side === undefined ? [...after.keys()] : diff[filter.side].map(({ questionId }) => questionId);
  const isOfShare = ofShare(measured, filter);
  const isOfCause = (id: string): boolean => {
    const cause = changes.get(id)?.cause;
    return filter.cause === undefined || (cause !== undefined && causeKey(cause) === filter.cause);
  };
  const isSelected = (place: Place | null | undefined): boolean => place?.reason === null;
  const stays = (id: string): boolean => isSelected(before.get(id)) && isSelected(after.get(id));
  const found = ids.filter(
    (id) =>
      fits(after.get(id) ?? null) && isOfShare(id) && isOfCause(id) && (filter.stays !== true || stays(id)),
  );
  const rankOf = (id: string) => after.get(id)?.rank ?? Number.POSITIVE_INFINITY;
  const isRanked =
    filter.side === undefined &&
    (filter.kept === true || filter.stays === true || filter.reason === 'reserve');
  const page = pageOfArray(isRanked ? found.sort((a, b) => rankOf(a) - rankOf(b)) : found, filter);
  return {
    ...page,
    items: page.items.map((questionId) => ({
      questionId,
      ...questionHead({ questions }, questionId),
      before: before.get(questionId) ?? null,
      after: after.get(questionId) ?? null,
      cause: changes.get(questionId)?.cause ?? null,
    })),
  };
}

/** Whether a question is of the source, the licence and the domain that are asked for. */
function ofShare(measured: Sequence<Measured>, { source, license, domain }: Filter): (id: string) => boolean {
  if (source === undefined && license === undefined && domain === undefined) return () => true;
  const ids = new Set<string>();
  const declared = license === NO_LICENCE ? null : license;
  for (const { row, signals } of measured)
    if (
      (source === undefined || row.source === source) &&
      (license === undefined || row.license === declared) &&
      (domain === undefined || signals.domain === domain)
    )
      ids.add(row.id);
  return (id) => ids.has(id);
}

/** Whether a question that would stand there is asked for. */
function fitting({ stage, reason, passed, kept }: Filter, stages: readonly string[]) {
  const behind = passed === undefined ? null : new Set(stages.slice(stages.indexOf(passed) + 1));
  return (place: Place | null): boolean =>
    (stage === undefined || (place?.stage === stage && place.reason !== null)) &&
    (reason === undefined || place?.reason === reason) &&
    (kept === undefined || (place?.reason === null) === kept) &&
    (behind === null || (place !== null && (place.reason === null || behind.has(place.stage))));
}
