import { WinnowError } from '../../shared/error.ts';
import type { DecisionPlace } from '../db/decisions.ts';
import { refuseOverShards } from '../db/over-shards.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';

/** Whom to ask about, in words: `selected`, `reserve`, `survivors:STAGE` (whoever passed STAGE), `pool`. */
export const SCOPES = ['selected', 'reserve', 'survivors:STAGE', 'pool'] as const;

/**
 * Ids of the questions of a scope: by rank for `selected` and `reserve`, else in the order of the pool.
 * @throws WinnowError `bad-usage` for a scope or a stage that is not there
 */
export function questionsOf(workspace: Workspace, run: StoredRun, scope: string): string[] {
  const holds = member(run, scope);
  if (scope !== 'selected' && scope !== 'reserve') refuseOverShards(run, `--for ${scope}`);
  const places = workspace.decisions.places(run.n).filter(holds);
  if (scope === 'selected' || scope === 'reserve') places.sort(byRank);
  return places.map(({ id }) => id);
}

/** Ids of the selected and then of the reserve, by rank. */
export const rankedQuestions = (workspace: Workspace, run: StoredRun): string[] =>
  workspace.decisions
    .places(run.n)
    .filter(({ rank }) => rank !== null)
    .sort(byRank)
    .map(({ id }) => id);

/** As SCOPES, with whoever the difficulty gate has not dropped: those whose fate another verdict could turn. */
export const UNDECIDED = 'undecided';

/**
 * Ids of the questions of a scope, also where there is no run: then the whole pool is the only one.
 * @throws WinnowError `bad-usage`
 */
export function anyQuestionsOf(workspace: Workspace, run: StoredRun | null, scope: string): string[] {
  if (run !== null) {
    if (scope !== UNDECIDED) return questionsOf(workspace, run, scope);
    const gate = run.recipe.stages.some(({ stage }) => stage === 'difficulty') ? 'difficulty' : null;
    const before = run.recipe.stages.at(-2)?.stage;
    const stage = gate ?? before;
    return questionsOf(workspace, run, stage === undefined ? 'pool' : `survivors:${stage}`);
  }
  if (scope !== 'pool')
    throw new WinnowError('bad-usage', `--for ${scope} needs a run: name one with --run, or use --for pool.`);
  return wholePool(workspace);
}

/** Live questions of the sources that take part, by id. */
function wholePool({ sources, questions }: Workspace): string[] {
  const included = new Set(
    sources
      .all()
      .filter((one) => one.included)
      .map(({ name }) => name),
  );
  return [...questions.names()]
    .filter(({ source }) => included.has(source))
    .map(({ id }) => id)
    .sort();
}

/** Every scope of a run, in words. */
export const scopesOf = ({ recipe }: StoredRun): string[] => [
  'selected',
  'reserve',
  ...recipe.stages.slice(0, -1).map(({ stage }) => `survivors:${stage}`),
  'pool',
];

const byRank = (a: DecisionPlace, b: DecisionPlace) => (a.rank ?? 0) - (b.rank ?? 0);

function member(run: StoredRun, scope: string): (place: DecisionPlace) => boolean {
  if (scope === 'pool') return () => true;
  if (scope === 'selected') return ({ reason, rank }) => rank !== null && reason === null;
  if (scope === 'reserve') return ({ reason, rank }) => rank !== null && reason !== null;
  if (scope.startsWith('survivors:')) return survivor(run, scope.slice('survivors:'.length));
  throw new WinnowError('bad-usage', `--for ${scope} is not one of ${SCOPES.join(', ')}.`);
}

/** True for whoever fell at a later stage than this one, or never. */
function survivor(run: StoredRun, stage: string): (place: DecisionPlace) => boolean {
  const stages: string[] = run.recipe.stages.map((config) => config.stage);
  const at = stages.indexOf(stage);
  if (at < 0)
    throw new WinnowError(
      'bad-usage',
      `The run ${run.report.runId} has no stage ${stage}; its stages are ${stages.join(', ')}.`,
    );
  return (place) => place.reason === null || stages.indexOf(place.stage) > at;
}
