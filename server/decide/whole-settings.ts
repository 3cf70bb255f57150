import { isDeepStrictEqual } from 'node:util';
import { recipeGradersSchema } from '../../shared/schemas/grade-rules.ts';
import { lengthSchema } from '../../shared/schemas/length-settings.ts';
import type { Recipe } from '../../shared/schemas/recipe.ts';
import { DEFAULT_REVIEW_RULES, reviewRulesSchema } from '../../shared/schemas/review-rules.ts';
import { parser } from '../algorithms/parser.ts';

/** Parts of a recipe that belong to no stage and are set by their own name: `--set review.unreviewed=replace`. */
const PARSE = {
  length: parser(lengthSchema),
  review: parser(reviewRulesSchema),
  graders: parser(recipeGradersSchema),
};
type Part = keyof typeof PARSE;
export const isWholePart = (name: string): name is Part => Object.hasOwn(PARSE, name);

/** @throws WinnowError `bad-input` for a key that is not there or a value out of range */
export const setPart = (recipe: Recipe, part: Part, key: string, value: unknown, what: string): Recipe => ({
  ...recipe,
  [part]: PARSE[part]({ ...recipe[part], [key]: value }, `${what}, ${part}`),
});

/**
 * What of them is to be hashed with a recipe: nothing that says what is so anyway, so that a recipe keeps its hash
 * when a part is added that it says nothing of.
 */
export function hashedParts({ length, review, graders }: Recipe): object[] {
  const from = length?.from ?? 'best';
  return [
    ...(from === 'best' ? [] : [{ length: from }]),
    ...(review === undefined || isDeepStrictEqual(review, DEFAULT_REVIEW_RULES)
      ? []
      : [{ review: [review.rejected, review.doubtful, review.unreviewed] }]),
    ...(graders === undefined
      ? []
      : [{ graders: [graders.kappa, graders.verdicts, graders.bound, graders.below] }]),
  ];
}

/** Values by their places, as in `review.rejected`; what is left out by its default, null where there is none. */
export function partValues({ length, review, graders }: Recipe): Record<string, unknown> {
  const { rejected, doubtful, unreviewed } = review ?? DEFAULT_REVIEW_RULES;
  return {
    'length.from': length?.from ?? 'best',
    'review.rejected': rejected,
    'review.doubtful': doubtful,
    'review.unreviewed': unreviewed,
    'graders.kappa': graders?.kappa ?? null,
    'graders.verdicts': graders?.verdicts ?? null,
    'graders.bound': graders?.bound ?? null,
    'graders.below': graders?.below ?? null,
  };
}
