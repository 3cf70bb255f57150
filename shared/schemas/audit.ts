import { Type } from '@sinclair/typebox';

const anything = Type.Unknown();
const list = Type.Array(Type.Unknown());

/** What an audit answers; the parts of a match are told by name and left open, since evidence has many shapes. */
export const auditSchema = Type.Object({
  query: Type.String(),
  matches: Type.Array(
    Type.Object({
      found: Type.Unknown({ description: 'What the query was taken for, and where it stands.' }),
      question: Type.Unknown({ description: 'The record as it was imported.' }),
      source: Type.Unknown({ description: 'Source, revision, file with its hash, row.' }),
      licence: Type.Unknown({ description: 'As declared on the day of the import, and what was concluded.' }),
      decisions: Type.Array(anything, { description: 'One a run, oldest first.' }),
      trace: Type.Unknown({ description: 'The trace that was asked for, or released; with its calls.' }),
      otherTraces: list,
      terms: Type.Unknown({ description: 'The documents that were believed to bind the trace.' }),
      grades: list,
      reviews: list,
      flags: list,
      waivers: list,
      releases: Type.Array(anything, { description: 'The lines that hold it, with their hashes.' }),
      trainings: Type.Array(anything, { description: 'Weights that were trained on those releases.' }),
      events: Type.Array(anything, {
        description: 'Every event of the log that speaks of it, oldest first.',
      }),
    }),
  ),
  trainings: Type.Array(anything, {
    description: 'Trainings that a file of weights, a training or a release leads to.',
  }),
  isCut: Type.Boolean({ description: 'Whether more questions than these have it.' }),
  log: Type.Object({
    origin: Type.String(),
    events: Type.Integer(),
    signed: Type.Union([Type.Object({ size: Type.Integer(), signedAt: Type.String() }), Type.Null()]),
  }),
});
