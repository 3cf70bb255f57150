import { type Static, Type } from '@sinclair/typebox';
import { importReportSchema } from './import.ts';

const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

/** Where questions come from, and whether a run takes them. */
export const sourceItemSchema = Type.Object({
  name: Type.String(),
  included: Type.Boolean(),
  questions: Type.Integer({ description: 'Live questions.' }),
  firstImport: Type.String(),
});

/** An import without its rejections, which lie in a file of the workspace. */
export const importItemSchema = Type.Composite([
  Type.Omit(importReportSchema, ['importId', 'rejections']),
  Type.Object({
    importId: Type.String(),
    createdAt: Type.String(),
    undoneAt: nullable(Type.String()),
    files: Type.Array(Type.Object({ name: Type.String(), sha256: Type.String(), bytes: Type.Integer() })),
  }),
]);
export type ImportItem = Static<typeof importItemSchema>;

export const benchmarkItemSchema = Type.Object({
  name: Type.String(),
  items: Type.Integer(),
  ngrams: Type.Integer(),
  sha256: Type.String(),
  included: Type.Boolean({ description: 'Whether runs compare with it.' }),
});

export const releaseItemSchema = Type.Object({
  releaseId: Type.String(),
  runId: nullable(Type.String()),
  policy: Type.String(),
  createdAt: Type.String(),
  rows: nullable(Type.Integer()),
  report: Type.Unknown({ description: 'The reply of `release`.' }),
});
export type ReleaseItem = Static<typeof releaseItemSchema>;
