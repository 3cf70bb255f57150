import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;

/** When the word of a model grader counts. */
export const graderRuleSchema = Type.Object(
  {
    kappa: Type.Number({
      minimum: -1,
      maximum: 1,
      default: 0.6,
      description:
        "Agreement with people that a grader needs: Cohen's kappa. Source: 0.6, where Landis and Koch 1977 begin to call it substantial.",
    }),
    verdicts: Type.Integer({
      minimum: 0,
      maximum: 1_000_000,
      default: 50,
      description:
        'Human verdicts that it must have been held against. Unit: verdicts. Source: ours; 0 asks for none.',
    }),
    bound: Type.Union([Type.Literal('low'), Type.Literal('point')], {
      default: 'low',
      description: 'Whether the lower end of the interval or the estimate itself must reach it.',
    }),
  },
  closed,
);
export type GraderRule = Static<typeof graderRuleSchema>;

/** The floor of agreement with people that a recipe demands of model graders, besides that of the workspace. */
export const recipeGradersSchema = Type.Object(
  {
    ...graderRuleSchema.properties,
    below: Type.Union([Type.Literal('ignore'), Type.Literal('refuse')], {
      default: 'ignore',
      description:
        'What happens where a grader that said something is below the floor. ignore: its word counts for nothing; refuse: neither a run nor a release is made. Source: ours.',
    }),
  },
  closed,
);
export type RecipeGraders = Static<typeof recipeGradersSchema>;

/** How many attempts of a solver are asked for at one question. */
export const attemptRuleSchema = Type.Object(
  {
    first: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 2,
      description: 'Attempts that every question gets. Unit: attempts. Source: ours; s1 has 1.',
    }),
    samples: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 4,
      description: 'Attempts where it is not clear after the first ones. Unit: attempts. Source: ours.',
    }),
    most: Type.Integer({
      minimum: 1,
      maximum: 1000,
      default: 16,
      description: 'Attempts where the interval still straddles the threshold. Unit: attempts. Source: ours.',
    }),
    threshold: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 0,
      description:
        'Share of correct attempts above which a question counts as solved. Source: 0, s1: one correct attempt is enough.',
    }),
    confidence: Type.Number({
      minimum: 0.5,
      maximum: 0.999,
      default: 0.9,
      description: 'Of the interval by Wilson 1927, two-sided. Source: ours.',
    }),
  },
  closed,
);
export type AttemptRule = Static<typeof attemptRuleSchema>;
