import { WinnowError } from '../../shared/error.ts';
import { STAGE_SCHEMAS } from '../../shared/schemas/recipe.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { configOf } from '../decide/config-of.ts';
import type { CandidateOptions } from '../decide/near/candidates.ts';
import { clusterMarks } from '../decide/near/cluster-marks.ts';
import type { Choice, Chosen } from './choice.ts';

type Reader = Pick<Tables, 'decisions' | 'questions' | 'duplicates'>;

/**
 * Tells whether a question is one that stands in the release already, in the same or in other words. What the run found
 * to be the same counts where its recipe looked for that; the ranked questions are compared in any case. Two questions
 * that only others join are in one cluster too.
 * @param rows that are trained on
 * @returns whether it is; it takes its place from then on where `takes` is true and it is not
 */
export function apartFrom(
  { decisions, questions, duplicates }: Reader,
  { n, recipe, report }: StoredRun,
  rows: readonly Chosen[],
): (question: number, takes: boolean) => boolean {
  const ids = decisions.selection(n, report.selected + report.reserve).sort();
  const texts = ids.flatMap((id) => questions.byId(id) ?? []);
  const looked = recipe.looksAt === 'question' ? texts.map((one) => ({ ...one, options: null })) : texts;
  const markOf = clusterMarks(looked, duplicates.edges(n), optionsOf(recipe));
  const taken = new Set(rows.map(({ decision }) => markOf(decision.n)));
  return (question, takes) => {
    const mark = markOf(question);
    if (taken.has(mark)) return true;
    if (takes) taken.add(mark);
    return false;
  };
}

/** As the recipe looks for near duplicates; where it looks for none, as the stage would by its defaults. */
function optionsOf(recipe: StoredRun['recipe']): CandidateOptions {
  const { threshold, shingle } = STAGE_SCHEMAS.duplicates.properties;
  const own = configOf(recipe, 'duplicates');
  return {
    method: own?.method === 'minhash' ? 'minhash' : 'join',
    threshold: own?.threshold ?? Number(threshold.default),
    shingle: own?.shingle ?? Number(shingle.default),
  };
}

/** @throws WinnowError `bad-input` where rows for validation were asked for and there is none */
export function refuseUnvalidated({ rows, wanted, validation }: Choice, { report }: StoredRun): void {
  if (validation.wanted === 0 || validation.rows.length > 0) return;
  const isShort = rows.length < wanted;
  throw new WinnowError(
    'bad-input',
    isShort
      ? `No row is left for validation: only ${rows.length} of ${wanted} rows for training can be released. Collect more traces: winnow traces collect --run ${report.runId} --teacher reference --until-usable ${wanted + validation.wanted}`
      : `No question of the reserve can be released for validation. Collect their traces: winnow traces collect --run ${report.runId} --teacher reference --until-usable ${wanted + validation.wanted}; a larger reserve: winnow run --set diversity.reserve=${2 * wanted + validation.wanted}`,
    { passedOver: validation.passedOver },
  );
}
