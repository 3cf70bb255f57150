import type { Explanation } from '../../shared/schemas/explanation.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { chanceOf } from '../decide/chance.ts';
import { type Change, changesFor, type Standing, standingOf } from '../decide/why.ts';
import { explainStored, notDecided } from './explained.ts';
import type { FactEffects } from './facts/effects.ts';
import { decideOver } from './facts/facts.ts';
import type { PoolSource } from './facts/pool-source.ts';
import { findQuestion, findRun, recipeOf } from './find.ts';
import { keptAgain } from './keep.ts';
import { textTables } from './over-shards/texts.ts';
import { spacesOf } from './spaces.ts';

/**
 * Why a question is, or is not, in the selection of a run, and which settings would bring it in.
 * The decisions are those that the run stored; settings and chance are found by deciding the run's own pool anew
 * with what is known today.
 * @throws WinnowError `not-found` for an unknown run or question, or one that was not in the pool of the run
 */
export async function explain(
  workspace: Workspace,
  ids: { question: string; run: string },
  effects: FactEffects,
): Promise<Explanation> {
  const run = findRun(workspace, ids.run);
  const question = findQuestion(workspace, ids.question);
  const stored = workspace.decisions.ofQuestion(run.n, question.n);
  if (stored === undefined) throw notDecided(ids.question, run);
  return explainDecision(workspace, { run, stored, source: { run: run.n } }, effects);
}

/** What a run stored about a question, and the pool that it would be decided over anew. */
export interface ToExplain {
  run: StoredRun;
  stored: StoredDecision;
  source: PoolSource;
}

/** What was stored, with the settings that would bring it in, and the chance. */
export async function explainDecision(
  workspace: Workspace,
  { run, stored, source }: ToExplain,
  effects: FactEffects,
): Promise<Explanation> {
  const { report } = run;
  const { questionId } = stored;
  const recipe = recipeOf(run);
  const keep = keptAgain(workspace, report);
  let chance: number | undefined;
  const redecide = async (changed: Recipe): Promise<Standing> => {
    const asked = { source, recipe: changed, seed: report.seed, ...keep };
    const { facts, decided } = await decideOver(workspace, asked, effects);
    const standing = standingOf(questionId, decided, facts.measured, facts.pool);
    if (standing === undefined) throw new RangeError(`${questionId} was not decided`);
    chance ??= chanceOf(
      questionId,
      decided.verdicts.filter(({ stage }) => stage === 'diversity').map(({ row }) => row),
      changed,
      { ...keep, spaceOf: spacesOf(textTables(workspace, source), changed, effects.memory) },
    );
    return standing;
  };
  const { before, change, after } = await changesFor(recipe, redecide);
  return {
    ...explainStored({ run, stored }),
    today: todayOf(stored, before),
    change: change.map(asTold),
    turns: after.verdict.reason === null,
    chance: chance ?? 0,
  };
}

const asTold = ({ stage, key, value }: Change): Explanation['change'][number] => ({ stage, key, value });

/** How the question would stand if the run were made today, where that is something else. */
function todayOf({ stage, reason, rank }: StoredDecision, { verdict }: Standing): Explanation['today'] {
  const now = { stage: verdict.stage, reason: verdict.reason, rank: verdict.rank };
  return now.stage === stage && now.reason === reason && now.rank === rank ? null : now;
}
