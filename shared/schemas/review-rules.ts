import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;

/** What becomes of a row for what people said of it. */
export const FATES = ['release', 'replace', 'refuse'] as const;
export type Fate = (typeof FATES)[number];

const fate = (byDefault: Fate, description: string) =>
  Type.Union(
    FATES.map((name) => Type.Literal(name)),
    {
      default: byDefault,
      description: `${description} release: it goes out; replace: it gives way to the reserve; refuse: nothing is released while there is one. Source: ours.`,
    },
  );

/**
 * The part of a recipe that says what people's judgements mean for a release. It decides nothing about a selection:
 * the same run under other rules selects the same questions.
 */
export const reviewRulesSchema = Type.Object(
  {
    rejected: fate('replace', 'What becomes of a row that somebody rejected, in any aspect but difficulty.'),
    doubtful: fate(
      'release',
      'What becomes of a row that was only skipped, or on which people differ and nobody has said the last word; such a row is rejected too, and the stricter of both holds.',
    ),
    unreviewed: fate(
      'release',
      'What becomes of a row of whose text nobody who did not write it has said anything.',
    ),
  },
  closed,
);
export type ReviewRules = Static<typeof reviewRulesSchema>;

/** What every release does whose recipe says nothing. */
export const DEFAULT_REVIEW_RULES: ReviewRules = {
  rejected: 'replace',
  doubtful: 'release',
  unreviewed: 'release',
};
