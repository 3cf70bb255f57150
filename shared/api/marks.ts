import { Type } from '@sinclair/typebox';
import { list, post } from '../route.ts';
import { poolFilterSchema } from '../schemas/pool-filter.ts';
import { reasonSchema } from '../schemas/reason.ts';
import { STAGE_NAMES } from '../vocabulary/stages.ts';

const closed = { additionalProperties: false } as const;
const id = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const by = Type.Optional(
  Type.String({ minLength: 1, maxLength: 100, description: 'Who says so, where nobody has signed in.' }),
);
const mark = Type.Union([Type.Literal('pin'), Type.Literal('exclude'), Type.Literal('tag')]);

/** What is said of questions: of those with these ids, or of all that a filter of a run leaves. */
export const newMarksSchema = Type.Object(
  {
    mark,
    name: Type.Optional(Type.String({ maxLength: 64, description: 'Of a tag.' })),
    despite: Type.Optional(
      Type.Array(Type.Union(STAGE_NAMES.map((stage) => Type.Literal(stage))), {
        maxItems: 20,
        description: 'Stages that a pin overrules.',
      }),
    ),
    why: reasonSchema(2000),
    by,
    undo: Type.Optional(Type.Boolean({ description: 'Take the mark away instead.' })),
    questions: Type.Optional(Type.Array(id('Our id.'), { minItems: 1, maxItems: 1000 })),
    runId: Type.Optional(id('The run whose decisions are filtered; the newest where it is left out.')),
    filter: Type.Optional(poolFilterSchema),
    expected: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'How many questions are meant; where the filter leaves others, nothing is done.',
      }),
    ),
  },
  closed,
);

export const markBatchSchema = Type.Object({
  batchId: Type.String({ description: 'By which all of it is taken back.' }),
  mark,
  name: Type.String(),
  by: Type.String(),
  why: Type.String(),
  at: Type.String(),
  state: Type.Union(
    (['going', 'done', 'undoing', 'undone'] as const).map((state) => Type.Literal(state)),
    { description: 'Of very many questions it is said, and taken back, part by part.' },
  ),
  meant: Type.Integer({ description: 'Questions that it is said of.' }),
  reached: Type.Integer({ description: 'How many of them it has come to, or come back to.' }),
  changed: Type.Integer({ description: 'Questions for which it said anything new.' }),
  undoneAt: Type.Union([Type.String(), Type.Null()]),
});

/** Pins, exclusions and tags, of many questions at once. */
export const MARK_ROUTES = {
  markBatches: list(
    '/marks',
    'What was said of many questions at once, newest first: 50 at most.',
    markBatchSchema,
  ),
  mark: post('/marks', 'Pins, excludes or tags questions, as `winnow pin|exclude|tag` do.', markBatchSchema, {
    body: newMarksSchema,
    status: 201,
  }),
  undoMarks: post(
    '/marks/{id}/undo',
    'Puts back what stood before, where nobody has said anything else since.',
    Type.Object({
      batchId: Type.String(),
      changed: Type.Integer(),
      left: Type.Integer({ description: 'Questions of which somebody has said something else since.' }),
    }),
    { params: Type.Object({ id: id('Of what is taken back.') }, closed), body: Type.Object({ by }, closed) },
  ),
} as const;
