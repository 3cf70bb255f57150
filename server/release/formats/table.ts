import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column } from './format.ts';

/** Where the bytes go. */
export interface Bytes {
  write(bytes: Uint8Array): void;
}

/** Rows that are gathered before they are written: a row group. */
const GROUP = 256;

/**
 * Writes rows as a Parquet file, a row group in memory at a time. The same rows give the same bytes.
 * A value that is no text where the column is a text (a list of objects with lists in them) is written as JSON.
 */
export function tableWriter(columns: readonly Column[], to: Bytes) {
  const buffer = new ByteWriter();
  const schema = schemaOf(columns);
  const parquet = new ParquetWriter({ writer: buffer, schema, statistics: false, createdBy: 'winnow' });
  let waiting: Readonly<Record<string, unknown>>[] = [];

  const pass = () => {
    to.write(buffer.getBytes());
    buffer.index = 0; // its offset counts on
  };
  const flush = () => {
    if (waiting.length === 0) return;
    const columnData = columns.map(({ name, list }) => ({
      name,
      data: waiting.map((row) => (list === null ? textOf(row[name]) : row[name])),
    }));
    waiting = [];
    void parquet.write({ columnData, rowGroupSize: GROUP }); // without `flush` of its writer it waits for nothing
    pass();
  };
  return {
    add(row: Readonly<Record<string, unknown>>): void {
      waiting.push(row);
      if (waiting.length === GROUP) flush();
    },
    finish(): void {
      flush();
      void parquet.finish();
      pass();
    },
  };
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Lists in the three levels that the format asks for; all is there save what a row leaves out of its objects. */
const schemaOf = (columns: readonly Column[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.flatMap(({ name, list }): SchemaElement[] =>
    list === null
      ? [{ ...TEXT, name, repetition_type: 'REQUIRED' }]
      : [
          { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
          { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
          { name: 'element', repetition_type: 'REQUIRED', num_children: list.length },
          ...list.map((key): SchemaElement => ({ ...TEXT, name: key, repetition_type: 'OPTIONAL' })),
        ],
  ),
];

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
