import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { Column, ListColumn, ObjectColumn } from './format.ts';

/** Where the bytes go. */
export interface Bytes {
  write(bytes: Uint8Array): void;
}

/** Rows that are gathered before they are written: a row group. */
const GROUP = 256;

/** Writes rows as a Parquet file, a row group in memory at a time. The same rows give the same bytes. */
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
    const columnData = columns.map(({ name }) => ({ name, data: waiting.map((row) => row[name]) }));
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

/** Lists in the three levels that the format asks for; all is there save what a row leaves out of its objects. */
const schemaOf = (columns: readonly Column[]): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.flatMap((column) =>
    'object' in column
      ? objectOf(column)
      : column.list === null
        ? [{ ...TEXT, name: column.name, repetition_type: 'REQUIRED' as const }]
        : listOf(column),
  ),
];

const objectOf = ({ name, object }: ObjectColumn): SchemaElement[] => [
  { name, repetition_type: 'REQUIRED', num_children: object.length },
  ...membersOf(object),
];

const listOf = ({ name, list }: ListColumn): SchemaElement[] => [
  { name, repetition_type: 'REQUIRED', num_children: 1, converted_type: 'LIST' },
  { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
  { name: 'element', repetition_type: 'REQUIRED', num_children: list.length },
  ...membersOf(list),
];

const membersOf = (keys: ListColumn['list']): SchemaElement[] =>
  keys.flatMap((key): SchemaElement[] =>
    typeof key === 'string' ? [{ ...TEXT, name: key, repetition_type: 'OPTIONAL' }] : listOf(key),
  );

const TEXT = { type: 'BYTE_ARRAY', converted_type: 'UTF8' } as const;
