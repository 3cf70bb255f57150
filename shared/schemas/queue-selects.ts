import { type Static, Type } from '@sinclair/typebox';
import { reasonSchema, stageNameSchema } from './decision.ts';

const closed = { additionalProperties: false } as const;
const id = (description: string) => Type.String({ minLength: 1, maxLength: 200, description });
const word = Type.Optional(Type.String({ minLength: 1, maxLength: 400 }));

/** What the items of a queue are taken from. */
export const queueSelectsSchema = Type.Union([
  Type.Object(
    { from: Type.Literal('release', { description: 'The rows that a release of the run would have now.' }) },
    closed,
  ),
  Type.Object(
    {
      from: Type.Literal('decisions', {
        description: 'Questions of the run, filtered as its decisions are.',
      }),
      stage: Type.Optional(stageNameSchema),
      reason: Type.Optional(reasonSchema),
      kept: Type.Optional(Type.Boolean()),
      source: word,
      domain: word,
      q: word,
    },
    closed,
  ),
  Type.Object(
    { from: Type.Literal('questions'), ids: Type.Array(id('Ours.'), { minItems: 1, maxItems: 10_000 }) },
    closed,
  ),
]);
export type QueueSelects = Static<typeof queueSelectsSchema>;
