import { type Static, Type } from '@sinclair/typebox';

const share = Type.Object({
  name: Type.String({ description: 'Code, source name or licence; empty where the source declares none.' }),
  title: Type.Union([Type.String(), Type.Null()], { description: 'In words, where the name is a code.' }),
  pool: Type.Integer(),
  selected: Type.Integer(),
});
export type Share = Static<typeof share>;

const bin = Type.Object({
  from: Type.Integer({ description: 'Smallest length of the bin. Unit: tokens.' }),
  to: Type.Integer({ description: 'First length of the next bin. Unit: tokens.' }),
  pool: Type.Integer(),
  selected: Type.Integer(),
});
export type LengthBin = Static<typeof bin>;

const tenth = Type.Object({
  from: Type.Number({ description: 'Least difficulty of the bin. Unit: 0 (easy) to 1.' }),
  to: Type.Number({ description: 'Where the next one begins; the last holds 1 too.' }),
  pool: Type.Integer(),
  selected: Type.Integer(),
});

/** What the pool and the selection of a run are made of; each list adds up to the totals. */
export const makeUpSchema = Type.Object({
  runId: Type.String(),
  pool: Type.Integer(),
  selected: Type.Integer(),
  domains: Type.Array(share, { description: 'Most selected first, then largest in the pool, then by name.' }),
  sources: Type.Array(share),
  licences: Type.Array(share),
  lengths: Type.Object({
    bins: Type.Array(bin, {
      description: 'Two bins an octave, shortest first; only from first to last used.',
    }),
    median: Type.Object({
      pool: Type.Union([Type.Integer(), Type.Null()]),
      selected: Type.Union([Type.Integer(), Type.Null()]),
    }),
  }),
  difficulties: Type.Object({
    bins: Type.Array(tenth, { description: 'Ten, the easiest first; none where no difficulty is known.' }),
    unknown: Type.Object({ pool: Type.Integer(), selected: Type.Integer() }),
  }),
});
export type MakeUp = Static<typeof makeUpSchema>;
