import type { SchemaElement } from 'hyparquet';

/** A decision as it lies in a file: a row of the table of decisions with the names of its question. */
export interface DroppedRow {
  id: string;
  external_id: string | null;
  source: string;
  license: string | null;
  stage: string;
  reason: string;
  /** Number of the question in its pool. */
  question: number;
  domain: string;
  domain_from: string;
  domain_confidence: number | null;
  /** Unit: tokens. */
  length: number;
  length_from: string;
  difficulty: number | null;
  difficulty_from: string;
  /** JSON array: how far from turning at each stage reached. */
  margins: string;
  /** JSON object; null where there is none. */
  evidence: string | null;
}

type Kind = 'text' | 'number' | 'count';

/** Columns in their order, and whether a row may leave them out. */
export const COLUMNS: readonly { name: keyof DroppedRow; kind: Kind; optional?: true }[] = [
  { name: 'id', kind: 'text' },
  { name: 'external_id', kind: 'text', optional: true },
  { name: 'source', kind: 'text' },
  { name: 'license', kind: 'text', optional: true },
  { name: 'stage', kind: 'text' },
  { name: 'reason', kind: 'text' },
  { name: 'question', kind: 'number' },
  { name: 'domain', kind: 'text' },
  { name: 'domain_from', kind: 'text' },
  { name: 'domain_confidence', kind: 'number', optional: true },
  { name: 'length', kind: 'count' },
  { name: 'length_from', kind: 'text' },
  { name: 'difficulty', kind: 'number', optional: true },
  { name: 'difficulty_from', kind: 'text' },
  { name: 'margins', kind: 'text' },
  { name: 'evidence', kind: 'text', optional: true },
];

const TYPES = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  number: { type: 'DOUBLE' },
  count: { type: 'INT32' },
} as const satisfies Record<Kind, Partial<SchemaElement>>;

/** The same columns as a Parquet schema. */
export const SCHEMA: SchemaElement[] = [
  { name: 'root', num_children: COLUMNS.length },
  ...COLUMNS.map(
    ({ name, kind, optional }): SchemaElement => ({
      name,
      ...TYPES[kind],
      repetition_type: optional === true ? 'OPTIONAL' : 'REQUIRED',
    }),
  ),
];
