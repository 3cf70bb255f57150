import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** When an item is put before more people than it began with. */
export const overlapRuleSchema = Type.Object(
  {
    upTo: Type.Integer({ minimum: 2, maximum: 20, description: 'The most people an item.' }),
    sure: Type.Number({
      minimum: 0.5,
      maximum: 0.999,
      description:
        'Share of the verdicts that is to hold: once its lower end reaches this nobody more is asked.',
    }),
  },
  closed,
);
export type OverlapRule = Static<typeof overlapRuleSchema>;

/** How sure a queue is of its verdicts. */
export const overlapStateSchema = Type.Object(
  {
    share: nullable(Type.Number({ description: 'Of the verdicts given, expected to hold.' })),
    low: nullable(Type.Number({ description: 'Below it the share lies with a chance of 5 %.' })),
    met: Type.Boolean({ description: 'That end reaches what was asked for.' }),
    error: nullable(
      Type.Object(
        { value: Type.Number(), low: Type.Number(), high: Type.Number() },
        { description: 'Share of decisions that are mistaken, with its interval of 95 %.' },
      ),
    ),
  },
  { description: 'Of a queue that raises its overlap: how sure it was when it was looked at last.' },
);
