import type { Fate, ReviewRules } from '../../shared/schemas/review-rules.ts';
import type { ReviewedRow } from './review-floor.ts';

/** What keeps a row from being simply accepted. */
export const OBJECTIONS = ['rejected', 'doubtful', 'unreviewed'] as const;
export type Objection = (typeof OBJECTIONS)[number];

/** The harsher of two fates counts. */
const HARSHNESS: Readonly<Record<Fate, number>> = { release: 0, replace: 1, refuse: 2 };

/** What the rules of a recipe make of a row; `why` is null where it goes out. */
export type RowFate = { fate: 'release'; why: null } | { fate: Exclude<Fate, 'release'>; why: Objection };

/** What there is against a row: a text on which people differ is rejected and doubtful at once. */
export function objectionsTo({ accepted, rejected, skipped, writers }: ReviewedRow): Objection[] {
  if (rejected.length > 0) return accepted.length > 0 ? ['rejected', 'doubtful'] : ['rejected'];
  if (accepted.some((who) => !writers.includes(who))) return [];
  return skipped.length > 0 ? ['doubtful'] : ['unreviewed'];
}

/** What becomes of a row by the rules of a recipe. Pure. */
export function fateOf(row: ReviewedRow, rules: ReviewRules): RowFate {
  let found: RowFate = { fate: 'release', why: null };
  for (const why of objectionsTo(row)) {
    const fate = rules[why];
    if (fate !== 'release' && HARSHNESS[fate] > HARSHNESS[found.fate]) found = { fate, why };
  }
  return found;
}

/** How the rows of a release stand by the review rules of its recipe. */
export interface RecipeStanding {
  met: boolean;
  rules: ReviewRules;
  /** Rows for which the recipe refuses the release, by what there is against them. */
  refused: Partial<Record<Objection, number>>;
  /** One sentence on why it refuses; null where it does not. */
  says: string | null;
}

/**
 * Holds the rows of a release against the review rules of its recipe. Pure. What gives way is not among them any more.
 * @param graders what is to be said of graders without whom the recipe refuses; none where it asks for nothing
 */
export function recipeStanding(
  rules: ReviewRules,
  rows: readonly ReviewedRow[],
  graders: readonly string[] = [],
): RecipeStanding {
  const refused: Partial<Record<Objection, number>> = {};
  for (const row of rows) {
    const { fate, why } = fateOf(row, rules);
    if (fate === 'refuse') refused[why] = (refused[why] ?? 0) + 1;
  }
  const counts = OBJECTIONS.flatMap((why) => {
    const n = refused[why];
    return n === undefined ? [] : [`${n} of ${rows.length} rows ${SAYS[why]}`];
  });
  const reasons = [
    ...(counts.length === 0 ? [] : [`${counts.join(', ')}, and the recipe lets none out`]),
    ...graders,
  ];
  return {
    met: reasons.length === 0,
    rules,
    refused,
    says: reasons.length === 0 ? null : reasons.join('; '),
  };
}

const SAYS: Readonly<Record<Objection, string>> = {
  rejected: 'were rejected',
  doubtful: 'are in doubt (only skipped, or people differ)',
  unreviewed: 'were not judged yet',
};
