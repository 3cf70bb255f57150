import type { ReleaseChange } from '../../../shared/schemas/release-diff.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Difference } from './compare.ts';
import type { Compared, ReleasedLine } from './rows.ts';

type Cause = ReleaseChange['cause'];

/** What the workspace knows of one of two releases. */
interface Side {
  compared: Compared;
  run: StoredRun | undefined;
  /** Where its run put its questions. */
  places: ReadonlyMap<string, { stage: string; reason: string | null; rank: number | null }>;
  /** The last rank that it holds. */
  lastRank: number;
}

export function sideOf({ runs, decisions }: Workspace, compared: Compared): Side {
  const run = compared.stored === undefined ? undefined : runs.byNumber(compared.stored.run);
  return {
    compared,
    run,
    places: new Map(run === undefined ? [] : decisions.places(run.n).map(({ id, ...place }) => [id, place])),
    lastRank: compared.rows.reduce((most, { rank }) => Math.max(most, rank ?? 0), 0),
  };
}

/**
 * Says what a difference is put down to, by what is stored: where the runs put the question, when its trace came, what
 * people said of it in between, how far each release goes. The first that accounts for it is named.
 */
export function causesBetween(workspace: Workspace, a: Side, b: Side) {
  const traceOf = (row: ReleasedLine) => workspace.traces.byId(row.trace.id);
  const cameBetween = (at: string | undefined): boolean =>
    at !== undefined && isBetween(at, a.compared.stored?.createdAt, b.compared.stored?.createdAt);
  const judged = (question: string): boolean =>
    workspace.reviews.of(question).some(({ at }) => cameBetween(at));

  /** Why one of the releases lacks a row that the other has. */
  function lacking(without: Side, { questionId, ...row }: ReleasedLine, isNew: boolean): Cause {
    const { releaseId } = without.compared;
    const where = without.run?.report.runId;
    const place = without.places.get(questionId);
    if (where === undefined)
      return { kind: 'unknown', says: `nothing is stored about the run of ${releaseId}` };
    if (place === undefined) return { kind: 'pool', says: `${where} did not look at it` };
    if (place.rank === null)
      return { kind: 'run', says: `in ${where}: ${place.stage}, ${place.reason ?? 'kept'}` };
    if (isNew && cameBetween(traceOf({ ...row, questionId })?.createdAt))
      return { kind: 'trace', says: `its trace came after ${releaseId}` };
    if (judged(questionId)) return { kind: 'review', says: 'a person judged it in between' };
    if (place.rank > without.lastRank)
      return {
        kind: 'rows',
        says: `${releaseId} ends at rank ${without.lastRank}; it has ${place.rank} there`,
      };
    return policyCause(a, b) ?? { kind: 'unknown', says: `it has rank ${place.rank} in ${where}` };
  }

  return ({ before, after, changed }: Difference): Cause => {
    if (before === null) return after === null ? UNKNOWN : lacking(a, after, true);
    if (after === null) return lacking(b, before, false);
    const fields = changed.map(({ field }) => field);
    if (fields.includes('text')) return { kind: 'text', says: 'the question was changed or superseded' };
    if (fields.includes('reviews') || (fields.includes('trace') && judged(after.questionId)))
      return { kind: 'review', says: 'people judged it in between' };
    if (fields.includes('trace')) {
      return cameBetween(traceOf(after)?.createdAt)
        ? { kind: 'trace', says: 'its trace came after the earlier release' }
        : { kind: 'trace', says: 'another of its traces was taken' };
    }
    if (fields.includes('licence'))
      return { kind: 'review', says: 'another licence was concluded or declared' };
    if (fields.includes('split')) {
      const [trained, held] = ['trained on', 'held back for validation'];
      const isHeld = changed.some(({ field, to }) => field === 'split' && to === 'validation');
      return {
        kind: 'split',
        says: isHeld ? `${trained} before, ${held} now` : `${held} before, ${trained} now`,
      };
    }
    if (fields.some((field) => field.startsWith('format ')))
      return { kind: 'format', says: 'the same row, written otherwise' };
    if (fields.length > 0) return UNKNOWN;
    return { kind: 'order', says: `rank ${before.rank} became ${after.rank}` };
  };
}

const UNKNOWN: Cause = { kind: 'unknown', says: 'nothing that is stored tells' };

function policyCause(a: Side, b: Side): Cause | null {
  const [was, is] = [a.compared.stored?.policy, b.compared.stored?.policy];
  return was === undefined || is === undefined || was === is
    ? null
    : { kind: 'policy', says: `${was} became ${is}` };
}

function isBetween(at: string, one: string | undefined, other: string | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  const [from, to] = one < other ? [one, other] : [other, one];
  return at > from && at <= to;
}
