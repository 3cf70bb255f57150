import { type Static, Type } from '@sinclair/typebox';
import { VERDICTS, type Verdict } from '../vocabulary/signals.ts';

const verdict = Type.Union((Object.keys(VERDICTS) as Verdict[]).map((name) => Type.Literal(name)));
/** Beyond 2^53 a number would lose digits on the way in. */
const tokens = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** Dimensions of a vector at most. */
export const LONGEST_VECTOR = 8192;
const value = Type.Union([
  Type.String(),
  Type.Number(),
  Type.Boolean(),
  Type.Null(),
  Type.Array(Type.Number(), { minItems: 1, maxItems: LONGEST_VECTOR }),
]);

/** One line of `signals import`: what somebody measured about a question that is in the pool. */
export const signalsLineSchema = Type.Object(
  {
    id: Type.String({ minLength: 1, description: "Ours or the import's." }),
    source: Type.Optional(Type.String({ description: 'Where two sources use the same id.' })),
    attempts: Type.Optional(
      Type.Array(
        Type.Object(
          {
            model: Type.String({ minLength: 1 }),
            answer: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()])),
            text: Type.Optional(Type.Union([Type.String(), Type.Null()])),
            tokens: Type.Optional(Type.Union([tokens, Type.Null()])),
            verdict: Type.Optional(Type.Union([verdict, Type.Null()])),
          },
          { additionalProperties: true },
        ),
      ),
    ),
    domain: Type.Optional(Type.Union([Type.String(), Type.Null()])),
    level: Type.Optional(Type.Union([Type.String(), Type.Number(), Type.Null()])),
    tokens: Type.Optional(Type.Union([{ ...tokens, description: 'Length of a trace.' }, Type.Null()])),
    signals: Type.Optional(
      Type.Record(Type.String({ minLength: 1, maxLength: 64 }), value, {
        description: 'Named numbers, truth values, labels and vectors of your own; a name has one kind.',
      }),
    ),
    origin: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'What measured the signals, such as a model; the file where it is left out.',
      }),
    ),
  },
  { additionalProperties: true },
);
export type SignalsLine = Static<typeof signalsLineSchema>;
