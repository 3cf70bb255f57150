import { type Static, Type } from '@sinclair/typebox';
import { parser } from '../../algorithms/parser.ts';

const closed = { additionalProperties: false } as const;
const count = Type.Integer({ minimum: 0 });
const name = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 60 });

/** What a question of the sample can be, besides a plain one: a sentence each. */
export const PLANTED = {
  'exact-copy': 'the same text as another question, under another id',
  'case-copy': 'the text of another question with other capital letters',
  'spacing-copy': 'the text of another question with other white space',
  'near-appended': 'the text of another question with a sentence more at the end',
  'near-opened': 'the text of another question with a sentence more at the beginning',
  'near-reworded': 'the text of another question with a few words changed',
  'leak-whole': 'holds a whole question of the sample benchmark',
  'leak-half': 'holds half of a question of the sample benchmark',
  asymptote: 'holds [asy] drawing code',
  'asymptote-kept': 'holds [asy] drawing code in a source that s1 makes an exception for',
  'missing-image': 'refers to an image that is not there',
  numbering: 'begins with the number of a problem sheet',
  'bold-label': 'begins with a bold label',
  'without-solution': 'has an answer, but no worked solution, and nobody tried it',
} as const;
export type Planted = keyof typeof PLANTED;
export const PLANTED_KINDS = Object.keys(PLANTED) as Planted[];

/** data/sample/plan.json: which sources there are, and what is planted in them. */
const planSchema = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    questions: count,
    benchmark: Type.Integer({ minimum: 1, description: 'Items of the sample benchmark.' }),
    solved: Type.Integer({
      minimum: 0,
      description: 'Questions that a solver answered correctly, among those that every gate before keeps.',
    }),
    sources: Type.Array(
      Type.Object(
        {
          name: Type.String({ pattern: '^sample-[a-z-]+$' }),
          ids: Type.String({ pattern: '^[a-z]{2}$', description: 'What its ids begin with.' }),
          license: Type.Union([Type.String({ minLength: 1 }), Type.Null()]),
          count,
          choice: Type.Boolean({ description: 'Its questions have options.' }),
          families: Type.Record(name, Type.Integer({ minimum: 1 }), {
            description: 'Families of templates, and how often each is drawn.',
          }),
        },
        closed,
      ),
      { minItems: 1 },
    ),
    planted: Type.Array(
      Type.Object(
        {
          kind: Type.Union(PLANTED_KINDS.map((kind) => Type.Literal(kind))),
          count,
          sources: Type.Array(Type.String(), { minItems: 1, uniqueItems: true }),
        },
        closed,
      ),
    ),
    topics: Type.Record(Type.String(), Type.String({ minLength: 1 }), {
      description: 'Domain to the topic that the records state.',
    }),
  },
  closed,
);
export type Plan = Static<typeof planSchema>;
export type SourcePlan = Plan['sources'][number];

/** @throws WinnowError `bad-input` where the plan is not as the schema says */
export const parsePlan = parser(planSchema);

/** The same plan for another number of questions, everything in proportion. */
export function scaledPlan(plan: Plan, questions: number): Plan {
  if (questions === plan.questions) return plan;
  const share = questions / plan.questions;
  const counts = shares(
    questions,
    plan.sources.map((source) => source.count),
  );
  return {
    ...plan,
    questions,
    benchmark: Math.max(1, Math.round(plan.benchmark * share)),
    solved: Math.round(plan.solved * share),
    sources: plan.sources.map((source, i) => ({ ...source, count: counts[i] ?? 0 })),
    planted: plan.planted.map((one) => ({ ...one, count: Math.round(one.count * share) })),
  };
}

/** Divides a whole number in proportion to the weights; the parts add up to it (largest remainders). */
export function shares(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const left = total - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, i) => ({ i, rest: value - Math.floor(value) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of order.slice(0, left)) parts[i] = (parts[i] ?? 0) + 1;
  return parts;
}
