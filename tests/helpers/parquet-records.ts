import { writeFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';

/** Writes records of any JSON as a Parquet file: texts as texts, everything else as JSON columns. */
export function writeRecords(
  file: string,
  records: readonly Readonly<Record<string, unknown>>[],
  rowGroupSize: number,
): void {
  const names = [...new Set(records.flatMap((one) => Object.keys(one)))];
  const columnData = names.map((name) => {
    const values = records.map((one) => one[name] ?? null);
    const isText = values.every((value) => value === null || typeof value === 'string');
    return { name, type: isText ? ('STRING' as const) : ('JSON' as const), data: values };
  });
  writeFileSync(file, Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize })));
}
