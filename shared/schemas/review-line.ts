import { type Static, Type } from '@sinclair/typebox';
import { ASPECT_NAMES } from '../vocabulary/queues.ts';
import { REVIEW_DECISIONS, REVIEW_FLAGS, type ReviewDecision } from '../vocabulary/reviews.ts';

const text = Type.String({ minLength: 1, maxLength: 1000 });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** A line of `reviews import` and `reviews export`: what somebody says of one question and its trace. */
export const reviewLineSchema = Type.Object(
  {
    id: { ...text, description: "Id of the question, ours or the import's." },
    source: Type.Optional(orNull({ ...text, description: 'Where two sources use the same id.' })),
    reviewer: { ...text, description: 'Name of the person.' },
    decision: Type.Union((Object.keys(REVIEW_DECISIONS) as ReviewDecision[]).map((one) => Type.Literal(one))),
    why: Type.Optional(orNull(Type.String({ maxLength: 10_000 }))),
    at: Type.Optional(
      orNull(Type.String({ maxLength: 40, description: 'When, RFC 3339; now where it is not said.' })),
    ),
    flags: Type.Optional(
      orNull(
        Type.Array(Type.Union(REVIEW_FLAGS.map((code) => Type.Literal(code))), {
          maxItems: REVIEW_FLAGS.length,
          description: 'What the reviewer found in it, besides the decision.',
        }),
      ),
    ),
    aspect: Type.Optional(
      orNull(
        Type.Union(
          ASPECT_NAMES.map((name) => Type.Literal(name)),
          { description: 'Of what; of the release.' },
        ),
      ),
    ),
    fields: Type.Optional(
      orNull(Type.Record(Type.String({ maxLength: 64 }), Type.Unknown(), { maxProperties: 20 })),
    ),
    final: Type.Optional(
      orNull(Type.Boolean({ description: 'Whether it is the verdict of an adjudicator.' })),
    ),
    textSha256: Type.Optional(
      orNull(
        Type.String({
          pattern: '^[0-9a-f]{64}$',
          description: 'Of the text that was seen, as reviews wanted and reviews export give it.',
        }),
      ),
    ),
  },
  { additionalProperties: true },
);
export type ReviewLine = Static<typeof reviewLineSchema>;
