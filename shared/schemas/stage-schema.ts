import { type TProperties, Type } from '@sinclair/typebox';

export const closed = { additionalProperties: false } as const;

/** What happens to a question with some fault: drop, note or off. */
export const effect = (what: string, byDefault: 'drop' | 'note' = 'drop') =>
  Type.Union([Type.Literal('drop'), Type.Literal('note'), Type.Literal('off')], {
    default: byDefault,
    description: `What happens to ${what}: drop it, keep it with a note, or do not look.`,
  });

/** The settings of one stage of a recipe. */
export const stage = <N extends string, P extends TProperties>(name: N, properties: P) =>
  Type.Object({ stage: Type.Literal(name), ...properties }, closed);
