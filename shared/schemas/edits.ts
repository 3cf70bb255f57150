import { type Static, Type } from '@sinclair/typebox';
import { reasonSchema } from './reason.ts';
import { verdictSchema } from './trace.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const text = Type.String({ minLength: 1, maxLength: 2_000_000 });

/** What somebody mends in a trace; what is not named stays. */
export const traceEditSchema = Type.Object(
  {
    thinking: Type.Optional(text),
    answer: Type.Optional(text),
    why: reasonSchema(10_000, 'The reason of the change.'),
  },
  closed,
);
export type TraceEditOrder = Static<typeof traceEditSchema>;

/** Why a mend is taken back. */
export const takeBackSchema = Type.Object(
  { why: reasonSchema(10_000, 'The reason of taking it back.') },
  closed,
);

export const editedTraceSchema = Type.Object({
  traceId: Type.String({ description: 'Of the new version.' }),
  before: Type.String({ description: 'Of the trace that gave way; what was judged of it is stale.' }),
  outcome: Type.String({ description: '`usable`, or which detector or rule drops the new version.' }),
  verdict: nullable(verdictSchema),
});

/** What one edit changed, with the texts before and after. */
export const editItemSchema = Type.Object({
  of: Type.Union([Type.Literal('question'), Type.Literal('trace')]),
  id: Type.String({ description: 'Of the version that it made.' }),
  before: Type.String(),
  editor: Type.String({ description: 'Name; an opaque id where it was erased.' }),
  at: Type.String(),
  why: Type.String(),
  stands: Type.Boolean({ description: 'false: another version has taken its place, or it was undone.' }),
  takesBack: Type.Boolean({ description: 'Of a trace: an earlier text of it came back.' }),
  outcome: nullable(Type.String({ description: 'Of a trace: `usable`, or what drops it.' })),
  parts: Type.Array(Type.Object({ name: Type.String(), before: Type.String(), after: Type.String() }), {
    description: 'Those that differ.',
  }),
});
export type EditItem = Static<typeof editItemSchema>;
