import { type Static, Type } from '@sinclair/typebox';
import { UPLOAD_KINDS, UPLOAD_LIMITS, type UploadKind } from '../vocabulary/uploads.ts';
import { rejectionSchema } from './import.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);

const name = Type.String({ minLength: 1, maxLength: 120, description: 'Base name; never a path.' });
const bytes = Type.Integer({ minimum: 0, maximum: UPLOAD_LIMITS.fileBytes });

/** Files that are going to be handed in. */
export const newUploadSchema = Type.Object(
  {
    files: Type.Array(Type.Object({ name, bytes }, closed), {
      minItems: 1,
      maxItems: UPLOAD_LIMITS.files,
    }),
  },
  closed,
);

/** An upload as it lies in the workspace: `uploads/<id>/upload.json`. */
export const keptUploadSchema = Type.Object(
  {
    createdAt: Type.String({ maxLength: 40 }),
    actor: Type.String({ maxLength: 64 }),
    files: newUploadSchema.properties.files,
  },
  closed,
);

/** Files that were handed in, wholly or in part, and are not imported yet. */
export const uploadSchema = Type.Object({
  uploadId: Type.String(),
  createdAt: Type.String(),
  actor: Type.String({ description: 'Opaque id of who hands them in.' }),
  files: Type.Array(
    Type.Object({
      name,
      bytes,
      received: Type.Integer({ description: 'Bytes that are there; the next ones are sent from here on.' }),
    }),
  ),
});
export type Upload = Static<typeof uploadSchema>;

const kind = Type.Union(
  (Object.keys(UPLOAD_KINDS) as UploadKind[]).map((one) => Type.Literal(one)),
  { default: 'questions' },
);
const text = (maxLength: number, description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength, pattern: '^[^\\u0000-\\u001f]*$', description }));

/** How files are read, in the words of `import`. */
const reading = {
  format: Type.Optional(
    Type.Union(
      ['auto', 'jsonl', 'json', 'csv', 'tsv', 'parquet'].map((one) => Type.Literal(one)),
      { description: 'As --format.' },
    ),
  ),
  encoding: text(40, 'As --encoding.'),
  map: text(4000, 'As --map: question=row.qa.question,answer=final.'),
  records: text(400, 'As --records: data.train[].row.'),
  source: text(400, 'As --source.'),
  license: text(200, 'As --license.'),
};

/** A look at the first records of one file. */
export const lookOrderSchema = Type.Object(
  {
    kind,
    file: Type.Integer({ minimum: 0, default: 0, description: 'Place of the file in the upload, from 0.' }),
    ...reading,
  },
  closed,
);
export type LookOrder = Static<typeof lookOrderSchema>;

const lookRow = Type.Object({
  line: Type.Integer(),
  reason: nullable(Type.String({ description: 'Why it would be rejected.' })),
  message: nullable(Type.String()),
  fields: Type.Record(Type.String(), Type.String(), {
    description: 'What it says by field, the first 300 characters of each.',
  }),
});

/** What a file is taken for, and what its first records would become. */
export const lookSchema = Type.Object({
  file: name,
  bytes: Type.Integer(),
  format: Type.String({ description: '`jsonl`, `json`, `csv`, `tsv` or `parquet`.' }),
  isPacked: Type.Boolean({ description: 'It is a gzip file.' }),
  delimiter: nullable(Type.String({ description: 'Of a table: what stands between its fields.' })),
  encoding: nullable(Type.String({ description: 'Of a text.' })),
  problem: nullable(Type.String({ description: 'Why it can not be read so; null where it can.' })),
  looked: Type.Integer({ description: 'Records that were looked at.' }),
  columns: Type.Array(
    Type.Object({
      path: Type.String({ description: 'As --map names it.' }),
      filled: Type.Integer({ description: 'Of the records looked at, those in which it says something.' }),
      sample: Type.String({ description: 'The first 120 characters of one.' }),
    }),
  ),
  fields: Type.Array(
    Type.Object({
      field: Type.String({ description: 'A field of ours.' }),
      from: Type.Array(Type.String(), { description: 'The columns it is read from; none: it is not there.' }),
      isMapped: Type.Boolean({ description: 'By `map`, not by its name.' }),
      filled: Type.Integer(),
    }),
  ),
  rows: Type.Array(lookRow),
});
export type Look = Static<typeof lookSchema>;

/** An import that is to be carried out over an upload. */
export const newImportSchema = Type.Object(
  {
    uploadId: Type.String({ minLength: 1, maxLength: 60 }),
    kind,
    ...reading,
    revision: text(200, 'As --revision.'),
    name: text(120, 'Of a benchmark: as --name.'),
    strict: Type.Optional(Type.Boolean({ description: 'As --strict.' })),
    supersede: Type.Optional(Type.Boolean({ description: 'As --supersede.' })),
    dryRun: Type.Optional(
      Type.Boolean({ description: 'As --dry-run: what would be taken, nothing stored.' }),
    ),
  },
  closed,
);
export type NewImport = Static<typeof newImportSchema>;

/** The reply of `imports undo`. */
export const undoneImportSchema = Type.Object({
  importId: Type.String(),
  retired: Type.Integer({ description: 'Questions that left the pool.' }),
  revived: Type.Integer({ description: 'Earlier versions that are back.' }),
});

/** A record that an import did not take, as its file of rejections tells it. */
export const rejectionRowSchema = rejectionSchema;
export const REJECTION_REASON = rejectionSchema.properties.reason;
