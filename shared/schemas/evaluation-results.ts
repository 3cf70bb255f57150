import { type Static, Type } from '@sinclair/typebox';

const sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
const name = Type.String({ minLength: 1, maxLength: 400 });
const count = Type.Integer({ minimum: 0 });
const point = Type.Object({ budget: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]), waits: count });

/** The first line of what `evaluate.py` writes: what was asked, and how. */
export const resultsBeginSchema = Type.Object({
  event: Type.Literal('begin'),
  version: Type.Literal(1),
  model: name,
  release: Type.Union([Type.String({ pattern: '^release-[0-9a-f]{16}$' }), Type.Null()]),
  datasetRoot: Type.Union([sha256, Type.Null()]),
  template: Type.String({ pattern: '^[a-z0-9][a-z0-9.-]{0,40}@[0-9]{1,6}$' }),
  points: Type.Array(point, { minItems: 1, maxItems: 100 }),
  mostThinking: Type.Integer({ minimum: 1 }),
  mostAnswer: Type.Integer({ minimum: 1 }),
  temperature: Type.Number({ minimum: 0, maximum: 2 }),
  seed: Type.Union([Type.Integer(), Type.Null()]),
});

/** An item at a point: the replies as they came, the last one of them the answer, unless it failed before. */
export const resultsItemSchema = Type.Object({
  event: Type.Literal('item'),
  benchmark: name,
  id: Type.String({ minLength: 1, maxLength: 1000 }),
  questionSha256: sha256,
  point,
  replies: Type.Array(
    Type.Object({
      text: Type.String(),
      finish: Type.Union([Type.String(), Type.Null()]),
      tokens: count,
    }),
    { maxItems: 1000 },
  ),
  failed: Type.Optional(
    Type.Union(
      ['bad-request', 'server-error', 'timeout', 'transport', 'broken-reply'].map((one) => Type.Literal(one)),
      { description: 'Why the next call got no reply; not there where the answer came.' },
    ),
  ),
});

export type ResultsBegin = Static<typeof resultsBeginSchema>;
export type ResultsItem = Static<typeof resultsItemSchema>;
