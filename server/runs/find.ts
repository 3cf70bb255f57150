import { WinnowError } from '../../shared/error.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { parseRecipe } from '../decide/recipe.ts';

/**
 * A run by its id, or `latest`.
 * @throws WinnowError `not-found`
 */
export function findRun(tables: Pick<Tables, 'runs'>, id: string): StoredRun {
  const run = id === 'latest' ? tables.runs.latest() : tables.runs.byId(id);
  if (run !== undefined) return run;
  const newest = tables.runs.latest();
  if (newest === undefined)
    throw new WinnowError('not-found', 'There is no run yet; make one with: winnow run');
  throw new WinnowError('not-found', `There is no run ${id}; the newest is ${newest.report.runId}.`);
}

/** The recipe of a run, with the defaults of settings that are newer than the run. */
export const recipeOf = ({ recipe, report }: Pick<StoredRun, 'recipe' | 'report'>): Recipe =>
  parseRecipe(recipe, `The recipe of ${report.runId}`);

/**
 * A question by our id or by the import's.
 * @throws WinnowError `not-found`, or `bad-usage` where several live questions carry that external id
 */
export function findQuestion(tables: Pick<Tables, 'questions'>, id: string): StoredQuestion {
  const [first, second] = tables.questions.find(id);
  if (first === undefined) throw new WinnowError('not-found', `There is no question ${id}.`);
  if (first.questionId === id || second === undefined || !second.live) return first;
  const choices = [first, second].map(({ questionId, source }) => `${questionId} (${source})`).join(', ');
  throw new WinnowError('bad-usage', `Several questions are called ${id}; name one by our id: ${choices}.`);
}
