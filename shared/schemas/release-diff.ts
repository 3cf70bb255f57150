import { type Static, Type } from '@sinclair/typebox';
import { verdictSchema } from './trace.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** What a difference between two releases may be put down to. */
export const RELEASE_CAUSES = {
  pool: 'One of the runs did not look at the question.',
  run: 'One of the runs did not rank it.',
  trace: 'A trace came between the two releases.',
  review: 'A person judged it between the two releases.',
  rows: 'One of the releases ended at an earlier rank.',
  split: 'One of the releases holds it back for validation, the other trains on it.',
  policy: 'The releases were written under different policies.',
  text: 'The question itself has another version.',
  format: 'The same row is written otherwise: another template, system text or version of a format.',
  order: 'The runs gave it another rank.',
  unknown: 'Nothing that is stored tells.',
} as const;
export type ReleaseCauseKind = keyof typeof RELEASE_CAUSES;

const rowSide = Type.Object({
  line: Type.Integer({ description: 'Line of provenance.jsonl, counted from 1.' }),
  rank: nullable(Type.Integer()),
  traceId: Type.String(),
  verdict: nullable(verdictSchema),
});

const change = Type.Object({
  field: Type.String({
    description:
      '`text`, `trace`, `verdict`, `licence`, `reviews`, `split`, or `format NAME` where the line differs and nothing else does.',
  }),
  from: nullable(Type.String()),
  to: nullable(Type.String()),
});

/** One question that two releases hold differently. */
export const releaseChangeSchema = Type.Object({
  questionId: Type.String(),
  externalId: nullable(Type.String()),
  source: Type.String(),
  before: nullable(rowSide),
  after: nullable(rowSide),
  changed: Type.Array(change, { description: 'What differs of a row that both hold.' }),
  cause: Type.Object({
    kind: Type.Union((Object.keys(RELEASE_CAUSES) as ReleaseCauseKind[]).map((name) => Type.Literal(name))),
    says: Type.String({ description: 'The same in words, with what is known.' }),
  }),
});
export type ReleaseChange = Static<typeof releaseChangeSchema>;

export const RELEASE_SIDES = ['added', 'removed', 'changed', 'moved'] as const;
export type ReleaseSide = (typeof RELEASE_SIDES)[number];

/** A release of a comparison. */
const compared = Type.Object({
  releaseId: Type.String(),
  runId: nullable(Type.String()),
  policy: nullable(Type.String()),
  rows: Type.Integer(),
});

const counts = Type.Object({
  added: Type.Integer(),
  removed: Type.Integer(),
  changed: Type.Integer(),
  moved: Type.Integer(),
  same: Type.Integer({ description: 'Rows that both hold alike.' }),
});

/** How two releases differ, without their rows, which are listed page by page. */
export const releaseDiffHeadSchema = Type.Object({
  before: compared,
  after: compared,
  counts,
  causes: Type.Array(
    Type.Object({
      kind: Type.String(),
      added: Type.Integer(),
      removed: Type.Integer(),
      changed: Type.Integer(),
      moved: Type.Integer(),
    }),
    { description: 'The one that accounts for most comes first.' },
  ),
});
export type ReleaseDiffHead = Static<typeof releaseDiffHeadSchema>;

/** The same with every row that differs: the reply of `diff` for two releases. */
export type ReleaseDiff = ReleaseDiffHead & Record<ReleaseSide, ReleaseChange[]>;

/** A change with the question itself, as lists show it. */
export const releaseChangeRowSchema = Type.Composite([
  releaseChangeSchema,
  Type.Object({ text: Type.String({ description: 'The first 400 characters of the question.' }) }),
]);
export type ReleaseChangeRow = Static<typeof releaseChangeRowSchema>;
