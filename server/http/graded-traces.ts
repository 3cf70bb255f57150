import type { TraceCount } from '../db/collection-tallies.ts';
import type { TraceConditions } from '../db/trace-pages.ts';
import { type RegradedTrace, regradedOf } from '../db/trace-verdicts.ts';
import type { Service } from './service.ts';

type Reader = Pick<Service, 'workspace' | 'collections'>;

/** Counts of a collection by what its traces stand as, graders heard. */
export function countsAsGraded({ workspace, collections }: Reader, collection: string): TraceCount[] {
  const counts = collections.traces(collection).map((one) => ({ ...one }));
  const add = (sign: 1 | -1, { outcome, verdict, kind, tokens }: Omit<TraceCount, 'count'>): void => {
    const known = counts.find(
      (one) => one.outcome === outcome && one.verdict === verdict && one.kind === kind,
    );
    if (known === undefined) counts.push({ outcome, verdict, kind, count: sign, tokens });
    else {
      known.count += sign;
      known.tokens += sign * tokens;
    }
  };
  for (const { outcome, kind, tokens, now } of regradedOf(workspace, collection)) {
    add(-1, { outcome, verdict: 'unverifiable', kind, tokens: tokens ?? 0 });
    add(1, { ...now, kind, tokens: tokens ?? 0 });
  }
  return counts.filter(({ count }) => count > 0);
}

/** How many more traces of the workspace are usable than were when they came; less than 0 where graders found them wrong. */
export const usableByGrades = ({ workspace }: Reader): number =>
  workspace.collections
    .all()
    .filter(({ purpose }) => purpose === 'traces')
    .flatMap(({ id }) => regradedOf(workspace, id))
    .reduce(
      (sum, { outcome, now }) => sum + Number(now.outcome === 'usable') - Number(outcome === 'usable'),
      0,
    );

/** Rows that another outcome or verdict than the stored one stands for, and which of them a filter finds. */
export function movedBy(
  { workspace }: Pick<Service, 'workspace'>,
  { collection, outcomes, verdict }: TraceConditions,
): Pick<TraceConditions, 'moved'> {
  if (outcomes === undefined && verdict === undefined) return {};
  const all = regradedOf(workspace, collection);
  if (all.length === 0) return {};
  const fits = ({ now }: RegradedTrace): boolean =>
    (verdict === undefined || now.verdict === verdict) &&
    (outcomes === undefined ||
      ('among' in outcomes ? outcomes.among.includes(now.outcome) : !outcomes.not.includes(now.outcome)));
  return { moved: { all: all.map(({ at }) => at), found: all.filter(fits).map(({ at }) => at) } };
}
