import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { fileOf, readFile, recordsIn } from '../files.ts';

type Columns = Parameters<typeof parquetWriteBuffer>[0]['columnData'];

const parquet = (columnData: Columns, rowGroupSize = 1000): Buffer =>
  Buffer.from(parquetWriteBuffer({ columnData, rowGroupSize }));

const columns: Columns = [
  { name: 'question', data: ['a', 'b', 'c'], type: 'STRING' },
  { name: 'big', data: [2n ** 60n, -1n, 0n], type: 'INT64' },
  { name: 'score', data: [0.5, 1, -0], type: 'DOUBLE' },
  { name: 'meta', data: [{ n: 1, tags: ['x'] }, null, { n: 2, tags: [] }], type: 'JSON' },
];

const rows = [
  '{"question":"a","big":1152921504606846976,"score":0.5,"meta":{"n":1,"tags":["x"]}}',
  '{"question":"b","big":-1,"score":1,"meta":null}',
  '{"question":"c","big":0,"score":-0,"meta":{"n":2,"tags":[]}}',
];

test('Parquet, packed by gzip or not, by row group and row', async () => {
  for (const bytes of [parquet(columns, 2), gzipSync(parquet(columns, 2))]) {
    const { records, faults } = await readFile(fileOf('a.bin', bytes));
    expect(faults).toEqual([]);
    expect(records.map(({ text }) => text)).toEqual(rows);
    expect(records.map(({ line }) => line)).toEqual([1, 2, 3]);
    expect(records.map(({ byte }) => byte > 0)).toEqual([true, true, true]);
  }
});

test('decimals keep their digits', async () => {
  const file = parquetWriteBuffer({
    columnData: [
      { name: 'question', data: ['a', 'b', 'c'] },
      { name: 'price', data: [11000n, -5n, 9_007_199_254_740_993n] },
    ],
    schema: [
      { name: 'root', num_children: 2 },
      { name: 'question', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      {
        name: 'price',
        type: 'INT64',
        converted_type: 'DECIMAL',
        scale: 2,
        precision: 18,
        repetition_type: 'REQUIRED',
      },
    ],
  });
  expect(await recordsIn(fileOf('a.parquet', Buffer.from(file)))).toEqual([
    '{"question":"a","price":110.00}',
    '{"question":"b","price":-0.05}',
    '{"question":"c","price":90071992547409.93}',
  ]);
});

test('a text column with bytes that are not UTF-8 is rejected by row', async () => {
  const file = parquet([{ name: 'question', data: ['ok', 'caf\u00e9x', 'ok2'], type: 'STRING' }]);
  const at = file.indexOf(Buffer.from('caf\u00e9x'));
  file[at + 3] = 0xff;
  expect(await readFile(fileOf('a.parquet', file), {})).toMatchObject({
    records: [{ line: 1 }, { line: 3 }],
    faults: [{ line: 2, reason: 'invalid-utf8' }],
  });
});

test('a Parquet file whose pages are damaged is refused', async () => {
  const file = parquet(columns);
  await expect(
    readFile(fileOf('a.parquet', Buffer.from(file).fill(0xff, file.length - 60, file.length - 8))),
  ).rejects.toThrow('its Parquet data can not be decoded');
  await expect(readFile(fileOf('a.parquet', 'question\na\n'), { format: 'parquet' })).rejects.toThrow(
    'it is no Parquet file',
  );
});
