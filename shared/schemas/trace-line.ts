import { type Static, Type } from '@sinclair/typebox';
import { VERDICTS, type Verdict } from '../vocabulary/signals.ts';

const text = (description: string) =>
  Type.Optional(Type.Union([Type.String(), Type.Null()], { description }));
const count = Type.Optional(
  Type.Union([Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }), Type.Null()]),
);
const verdict = Type.Union((Object.keys(VERDICTS) as Verdict[]).map((name) => Type.Literal(name)));

/**
 * One line of `traces import`: a trace that was made elsewhere, of a question that is in the pool. What is
 * missing of its provenance is not made up: it becomes a flag.
 */
export const traceLineSchema = Type.Object(
  {
    id: text("The question: our id, or the import's."),
    source: text('Where two sources use the same id.'),
    question: text('The text of the question, where there is no id; it must be in the pool word for word.'),
    thinking: text('The thoughts; also read from `reasoning` and `reasoning_content`.'),
    answer: text('The answer that followed them; also read from `response` and `content`.'),
    kind: Type.Optional(
      Type.Union([Type.Literal('raw'), Type.Literal('summary'), Type.Null()], {
        description: 'Whether the thoughts are the model’s own or a summary of them.',
      }),
    ),
    provider: text('Who served the model, as in `terms list`.'),
    model: text('The model as it was asked for.'),
    modelVersion: text('The model that answered, by its own word.'),
    responseId: text('The id that the provider gave to the reply.'),
    finishReason: text('Why the reply ended, in the words of the provider.'),
    createdAt: text('When the reply was made, RFC 3339.'),
    termsId: text('The terms that applied, as in `terms list`.'),
    verdict: Type.Optional(Type.Union([verdict, Type.Null()])),
    usage: Type.Optional(
      Type.Union([Type.Object({ prompt: count, thoughts: count, answer: count }), Type.Null()]),
    ),
  },
  { additionalProperties: true },
);
export type TraceLine = Static<typeof traceLineSchema>;
