import type { Place } from '../../../shared/schemas/explanation.ts';
import type { Cause, QuestionChange, RunDiff } from '../../../shared/schemas/run-diff.ts';
import type { StageName } from '../../../shared/vocabulary/stages.ts';
import type { Tables } from '../../db/tables.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type Attribution, attribute, type DecideWith, type Moved } from '../../decide/attribute.ts';
import type { Decided } from '../../decide/decide.ts';
import type { FactEffects } from '../facts/effects.ts';
import { decideOver } from '../facts/facts.ts';
import { findRun } from '../find.ts';
import { askedOf, factorsOf, mixtureOf, type RunFactor } from './factors.ts';
import { newsOf, type Side, sideOf } from './sides.ts';
import { tell } from './tell.ts';

/**
 * How the second of two runs differs from the first, question by question, and what each change is put down to.
 * Where the runs stand is what they stored; causes are found by deciding again with one thing changed at a time.
 * @throws WinnowError `not-found` for an unknown run
 */
export async function diffRuns(
  workspace: Workspace,
  ids: { a: string; b: string },
  effects: FactEffects,
): Promise<RunDiff> {
  const [first, second] = [findRun(workspace, ids.a), findRun(workspace, ids.b)];
  if (first.n === second.n) return tell(first.report, second.report, NO_CHANGE);
  const [a, b] = [sideOf(workspace, first), sideOf(workspace, second)];
  const moved = movedBetween(placesOf(workspace, a), placesOf(workspace, b));
  return compareSides({ a, b, factors: factorsOf(a, b) }, moved, decidingWith(workspace, { a, b }, effects));
}

/**
 * Puts each change between two sides down to one of the factors in which they differ.
 * @param deciding decides with some of the factors as they are on the second side
 */
export async function compareSides(
  compared: Compared,
  moved: readonly Moved[],
  deciding: (factors: Compared['factors']) => DecideWith,
): Promise<RunDiff> {
  const { a, b, factors } = compared;
  const attributions = await attribute(moved, factors.length, deciding(factors));
  const changes = moved.map((one, i) => changeOf(one, attributions[i] ?? UNEXPLAINED, compared));
  return tell(a.run.report, b.run.report, {
    factors: factors.map(({ cause }) => cause),
    changes,
    warnings: doubts(attributions),
  });
}

/** A run beside itself. */
const NO_CHANGE = { factors: [], changes: [], warnings: [] };
const UNEXPLAINED: Attribution = { factor: null, together: [] };

/** Says so where something stored does not come out again. */
function doubts(attributions: readonly Attribution[]): string[] {
  const count = attributions.filter(({ factor }) => factor === null).length;
  if (count === 0) return [];
  return [
    `${count} changes do not come about when the runs are decided again: what a run knew is no longer at hand, or the program is another one.`,
  ];
}

export interface Compared {
  a: Side;
  b: Side;
  factors: readonly RunFactor[];
}

/** Where the questions of a stored run stand. */
export const placesOf = (
  { decisions }: Pick<Tables, 'decisions'>,
  { run }: Pick<Side, 'run'>,
): Map<string, Place> =>
  new Map(
    decisions.places(run.n).map(({ id, stage, reason, rank }) => [id, { stage, reason, rank } as Place]),
  );

/** Every question that has another place, in the order of ids. */
export function movedBetween(before: ReadonlyMap<string, Place>, after: ReadonlyMap<string, Place>): Moved[] {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  return ids
    .map((id) => ({ id, before: before.get(id) ?? null, after: after.get(id) ?? null }))
    .filter(({ before: was, after: is }) => !isSame(was, is));
}

const isSame = (a: Place | null, b: Place | null): boolean =>
  a?.stage === b?.stage && a?.reason === b?.reason && a?.rank === b?.rank;

/** Decides with some of the factors as they are in the second run. */
const decidingWith =
  (workspace: Workspace, { a, b }: Pick<Compared, 'a' | 'b'>, effects: FactEffects) =>
  (factors: Compared['factors']): DecideWith =>
  async (changed) => {
    const mixture = changed.reduce((now, n) => factors[n]?.apply(now) ?? now, mixtureOf(a));
    const { decided } = await decideOver(workspace, askedOf(mixture, a, b), effects);
    const places = decidedPlaces(decided);
    return (id) => places.get(id) ?? null;
  };

/** Where questions stand by what was decided. */
export const decidedPlaces = ({ verdicts }: Pick<Decided, 'verdicts'>): Map<string, Place> =>
  new Map(verdicts.map(({ row, stage, reason, rank }) => [row.id, { stage, reason, rank }]));

function changeOf(
  { id, before, after }: Moved,
  attribution: Attribution,
  compared: Compared,
): QuestionChange {
  const { a, b, factors } = compared;
  const cause = causeOf({ id, before, after }, attribution, compared);
  const together = attribution.together.flatMap((n) => factors[n]?.cause ?? []);
  return {
    questionId: id,
    externalId: b.questions.get(id) ?? a.questions.get(id) ?? null,
    before,
    after,
    cause: {
      ...cause,
      ...(together.length > 0
        ? { together: together.map(({ kind, stage, key }) => ({ kind, stage, key })) }
        : {}),
    },
  };
}

/** The factor, as it bears on this question. */
function causeOf(moved: Moved, { factor }: Attribution, compared: Compared): Cause {
  const { a, b, factors } = compared;
  const found = factor === null ? unexplained(compared) : factors[factor]?.cause;
  const stage = stageOf(moved, b);
  if (found === undefined) return { kind: 'code', stage, key: 'codeVersion', ...versions(a, b) };
  if (found.kind === 'evidence') return { ...found, stage, ...newsOf(moved.id, a, b) };
  if (found.kind !== 'pool') return found;
  const isThere = { from: moved.before !== null, to: moved.after !== null };
  return isThere.from && isThere.to
    ? { ...found, stage }
    : { kind: 'pool', stage, key: 'question', ...isThere };
}

/** What is left to have done it: things that runs knew and that may not be at hand, unless the program is another one. */
const unexplained = ({ a, b, factors }: Compared): RunFactor['cause'] | undefined =>
  a.run.report.codeVersion === b.run.report.codeVersion
    ? factors.find(({ cause: { kind } }) => kind === 'evidence' || kind === 'pool')?.cause
    : undefined;

const versions = (a: Side, b: Side) => ({ from: a.run.report.codeVersion, to: b.run.report.codeVersion });

/** Where the change shows: the first stage at which the runs say something else. */
function stageOf({ before, after }: Moved, b: Side): StageName | null {
  if (before === null || after === null) return (after ?? before)?.stage ?? null;
  const at = ({ stage }: Place) => b.run.recipe.stages.findIndex((one) => one.stage === stage);
  return at(before) >= 0 && at(before) < at(after) ? before.stage : after.stage;
}
