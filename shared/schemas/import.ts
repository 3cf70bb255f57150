import { type Static, Type } from '@sinclair/typebox';
import { REJECTIONS, type RejectionReason } from '../vocabulary/rejections.ts';

const reason = Type.Union((Object.keys(REJECTIONS) as RejectionReason[]).map((name) => Type.Literal(name)));

export const rejectionSchema = Type.Object({
  file: Type.String({ description: 'As named on the command line.' }),
  line: Type.Integer({ description: '1-based; the row for formats without lines.' }),
  byte: Type.Integer({ description: 'Offset of the record in the unpacked file, from 0.' }),
  reason,
  message: Type.String(),
});
export type Rejection = Static<typeof rejectionSchema>;

export const importedSourceSchema = Type.Object({
  name: Type.String(),
  revision: Type.Union([Type.String(), Type.Null()]),
  records: Type.Integer(),
  licenseDeclared: Type.Union([Type.String(), Type.Null()], {
    description: 'The one licence of all its records, null where there is none or more than one.',
  }),
});

/** The reply of `import`. */
export const importReportSchema = Type.Object({
  importId: Type.Union([Type.String(), Type.Null()], { description: 'Null where nothing was stored.' }),
  sources: Type.Array(importedSourceSchema),
  imported: Type.Integer(),
  superseded: Type.Integer(),
  alreadyPresent: Type.Integer(),
  rejected: Type.Integer(),
  rejectedFor: Type.Optional(
    Type.Record(Type.String(), Type.Integer(), {
      description: 'How many for each reason; left out where none was rejected.',
    }),
  ),
  rejections: Type.Array(rejectionSchema, { description: 'The first 1,000.' }),
  warnings: Type.Array(Type.String()),
  seconds: Type.Number(),
});
export type ImportReport = Static<typeof importReportSchema>;

/** The reply of `import --shards`. */
export const shardImportReportSchema = Type.Composite([
  importReportSchema,
  Type.Object({
    poolId: Type.String({ description: 'What `run --pool` calls it.' }),
    poolSha256: Type.String({ description: 'As a run over all of it has it.' }),
    shards: Type.Integer({ description: 'Parquet files.' }),
    bytes: Type.Integer(),
  }),
]);
export type ShardImportReport = Static<typeof shardImportReportSchema>;
