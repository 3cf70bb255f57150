import { type Static, Type } from '@sinclair/typebox';
import { funnelStageSchema, stageNameSchema } from './decision.ts';
import { placeSchema } from './explanation.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

export const CAUSE_KINDS = {
  recipe: 'a line of the recipe',
  evidence: 'what is known: attempts, labels, levels, lengths, benchmarks, rulings',
  pool: 'the questions of the pool',
  seed: 'the seed of the draw',
  code: 'another version of the program, or something that was not kept',
} as const;
export type CauseKind = keyof typeof CAUSE_KINDS;

const kind = Type.Union((Object.keys(CAUSE_KINDS) as CauseKind[]).map((name) => Type.Literal(name)));

const factorSchema = {
  kind,
  stage: nullable(stageNameSchema),
  key: Type.String({
    description:
      'A setting of the stage; `stage` or `stages` where the recipes have other ones; `length.from`; `keep`; `seed`; what became known (`attempts`, `label`, …); `question` where only one pool holds it; `pool`, `evidence` for what others brought about.',
  }),
};

/** What a change is put down to. */
export const causeSchema = Type.Object({
  ...factorSchema,
  from: Type.Unknown({ description: 'In the first run.' }),
  to: Type.Unknown({ description: 'In the second run.' }),
  together: Type.Optional(
    Type.Array(Type.Object(factorSchema), {
      description: 'What else had to change as well; absent where the cause did it alone.',
    }),
  ),
});
export type Cause = Static<typeof causeSchema>;

/** One question that stands elsewhere in the second run. */
export const questionChangeSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  before: nullable(placeSchema),
  after: nullable(placeSchema),
  cause: causeSchema,
});
export type QuestionChange = Static<typeof questionChangeSchema>;

/** The same with the question itself, as lists show it. */
export const changeRowSchema = Type.Composite([
  questionChangeSchema,
  Type.Object({
    source: Type.String(),
    text: Type.String({ description: 'The first 400 characters of the question.' }),
  }),
]);

const side = nullable(funnelStageSchema);

/** How two runs differ, question by question: the reply of `diff`. */
export const runDiffSchema = Type.Object({
  runs: Type.Tuple([Type.String(), Type.String()]),
  factors: Type.Array(Type.Omit(causeSchema, ['together']), {
    description: 'All in which the runs differ, in the order in which they were changed.',
  }),
  funnel: Type.Array(Type.Object({ stage: stageNameSchema, before: side, after: side })),
  selected: Type.Object({
    before: Type.Integer(),
    after: Type.Integer(),
    both: Type.Integer({ description: 'Selected by both runs.' }),
  }),
  added: Type.Array(questionChangeSchema, { description: 'Selected by the second run alone.' }),
  removed: Type.Array(questionChangeSchema, { description: 'Selected by the first run alone.' }),
  moved: Type.Array(questionChangeSchema, { description: 'Any other that has another place or rank.' }),
  warnings: Type.Array(Type.String()),
});
export type RunDiff = Static<typeof runDiffSchema>;

/** The same text for what is counted as one cause: `recipe:quality:rule`, with what else had to change behind a `+`. */
export const causeKey = ({ kind, stage, key, together = [] }: Omit<Cause, 'from' | 'to'>): string =>
  [{ kind, stage, key }, ...together].map((one) => [one.kind, one.stage ?? '', one.key].join(':')).join('+');

/** Such a key as what a list of changes is narrowed by. */
export const causeKeySchema = Type.Optional(
  Type.String({
    maxLength: 2000,
    description: 'Only what is put down to this, as in `recipe:quality:rule+recipe:diversity:n`.',
  }),
);

export const CHANGE_SIDES = ['added', 'removed', 'moved'] as const;

/** How many changes one cause accounts for. */
export const causeCountSchema = Type.Object({
  ...factorSchema,
  together: Type.Array(Type.Object(factorSchema), { description: 'What else had to change as well.' }),
  added: Type.Integer(),
  removed: Type.Integer(),
  moved: Type.Integer(),
});
export type CauseCount = Static<typeof causeCountSchema>;

/** The same without the questions, which are listed page by page. */
export const runDiffHeadSchema = Type.Composite([
  Type.Omit(runDiffSchema, CHANGE_SIDES),
  Type.Object({
    changes: Type.Object({ added: Type.Integer(), removed: Type.Integer(), moved: Type.Integer() }),
    causes: Type.Array(causeCountSchema, { description: 'The one that accounts for most comes first.' }),
  }),
]);
export type RunDiffHead = Static<typeof runDiffHeadSchema>;
