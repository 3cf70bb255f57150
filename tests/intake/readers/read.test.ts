import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { gunzipChunks } from '../../../server/intake/readers/bytes.ts';
import { textFormat } from '../../../server/intake/readers/format.ts';
import { temporaryFolder } from '../../helpers/workspace.ts';
import { fileOf, jsonLines, readFile, recordsIn } from '../files.ts';

const lines = jsonLines({ question: 'a' }, { question: 'b' });
const two = ['{"question":"a"}', '{"question":"b"}'];

describe('readRecords, format by content', () => {
  test.each([
    ['JSON Lines called .csv', 'a.csv', lines],
    ['a JSON array', 'a.jsonl', '[{"question":"a"},{"question":"b"}]'],
    ['JSON over several lines', 'a.json', '[\n  {\n "question": "a"\n },\n {"question": "b"}\n]\n'],
    ['objects that follow each other', 'a', '{\n "question": "a"\n}\n{\n "question": "b"\n}'],
    ['CSV', 'a.json', 'question\na\nb\n'],
    ['TSV', 'a.txt', 'question\tx\na\t\nb\t\n'],
    ['gzip by content', 'a.jsonl', gzipSync(lines)],
    ['several gzip members', 'a.gz', Buffer.concat([gzipSync(`${two[0]}\n`), gzipSync(`${two[1]}\n`)])],
    ['gzip with zeros behind it', 'a.gz', Buffer.concat([gzipSync(lines), Buffer.alloc(700)])],
  ])('%s', async (_, name, content) => {
    const found = await recordsIn(fileOf(name, content));
    expect(found.map((text) => text.replace(',"x":""', ''))).toEqual(two);
  });

  test('the records of a nested file', async () => {
    const nested = '{"info":{"n":2},"data":{"train":[{"row":{"question":"a"}},{"row":{"question":"b"}}]}}';
    expect(await recordsIn(fileOf('a.json', nested), { records: 'data.train[].row' })).toEqual(two);
  });

  test('an empty file has no records', async () => {
    for (const content of ['', '\n\n', '\ufeff', gzipSync('')]) {
      expect(await readFile(fileOf('a.jsonl', content))).toEqual({ records: [], faults: [] });
    }
  });
});

describe('textFormat', () => {
  test.each([
    ['{"a":1}\n{"a":2}\n', 'jsonl'],
    ['oops\n{"a":1}\n{"a":2}\n', 'jsonl'],
    ['[1]\n{"a":1}\n', 'jsonl'],
    ['{"a": "cut\n{"a":2}\n', 'jsonl'],
    ['{"a": "a long line that the head cuts', 'jsonl'],
    ['[{"a":1}', 'json'],
    ['[\n{"a":1},\n{"a":2}\n]', 'json'],
    ['{\n "data": [\n{"a":1}\n', 'json'],
    ['{"data": [\n{"a":1},\n', 'json'],
    ['a,b\n1,2\n', 'table'],
  ])('of %j is %s', (head, format) => {
    expect(textFormat(Buffer.from(head), false)).toBe(format);
  });
});

const refused = async (content: string | Uint8Array, options = {}): Promise<string> => {
  const path = fileOf('a.jsonl', content);
  const cause: unknown = await readFile(path, options).catch((error: unknown) => error);
  expect(cause).toMatchObject({ name: 'WinnowError', code: 'bad-input' });
  expect(String(cause)).not.toContain('\n');
  return (cause as Error).message.replace(path, 'FILE');
};

describe('readRecords, files that can not be read', () => {
  const packed = gzipSync(lines.repeat(1000));

  test.each([
    [
      'a gzip file that is cut',
      packed.subarray(0, packed.length - 9),
      'its gzip data is cut short; get the whole file again',
    ],
    [
      'a second gzip member that is cut',
      Buffer.concat([packed, packed.subarray(0, 20)]),
      'its gzip data is cut short',
    ],
    [
      'a damaged gzip file',
      Buffer.from(packed).fill(7, packed.length - 8, packed.length - 4),
      'its gzip data is damaged',
    ],
    ['garbage behind gzip data', Buffer.concat([packed, Buffer.from('abc')]), 'its gzip data is damaged'],
    [
      'a Git LFS pointer',
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n',
      'a Git LFS pointer, not the file itself; fetch the file with git lfs pull',
    ],
    ['a web page', '\n<!DOCTYPE html>\n<html>', 'it is a web page; download the raw file'],
    ['a zip archive', Buffer.from('504b0304140000', 'hex'), 'it is a zip archive; unpack it'],
    ['a zstd file', Buffer.from('28b52ffd2400', 'hex'), 'it is packed by zstd'],
    ['binary data', Buffer.from(Array.from({ length: 500 }, (_, i) => (i * 7) % 32)), 'it is binary'],
    [
      'UTF-16 without a mark',
      Buffer.from(lines, 'utf16le'),
      'UTF-16 without a byte order mark; add --encoding utf-16le',
    ],
    [
      'prose',
      'Dear reader, this is no data.\nIt is prose.\n',
      'neither JSON nor a table with a column "question"',
    ],
    ['a header with a name twice', 'question,a,a\n1,2,3\n', 'two of its columns are called "a"'],
    [
      'a Parquet file that is cut',
      Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(100, 1)]),
      'its Parquet data is cut short',
    ],
  ])('%s', async (_, content, why) => {
    expect(await refused(content)).toContain(
      `FILE can not be read: ${why.startsWith('a Git') ? 'it is ' : ''}`,
    );
    expect(await refused(content)).toContain(why);
  });

  test('a missing file and a folder', async () => {
    await expect(readFile('/nowhere/a.jsonl')).rejects.toThrow(
      '/nowhere/a.jsonl can not be read: there is no such file',
    );
    const folder = temporaryFolder();
    await expect(readFile(folder)).rejects.toThrow(
      `it is a folder; name the files in it, as in ${folder}/*.jsonl`,
    );
  });

  test('half a megabyte of gzip that is one line of 600 MB, quickly and in little memory', async () => {
    const member = gzipSync(Buffer.alloc(20_000_000, 'a'), { level: 9 });
    const bomb = Buffer.concat([gzipSync('{"question":"'), ...Array.from({ length: 30 }, () => member)]);
    expect(bomb.length).toBeLessThan(700_000);
    const before = process.memoryUsage().rss;
    expect(await refused(bomb)).toContain('one of its records is over 256 MiB');
    expect(process.memoryUsage().rss - before).toBeLessThan(150e6);
  });

  test('gzip that expands beyond its limit, once it has given more than is free', async () => {
    const packed = gzipSync(Buffer.alloc(5_000_000, 'a'));
    const path = fileOf('a.gz', packed);
    const unpack = async (limit: { free: number; ratio: number }) => {
      let bytes = 0;
      const watch = { hash: createHash('sha256'), read: () => undefined, check: () => undefined };
      for await (const chunk of gunzipChunks(path, packed.length, watch, limit)) bytes += chunk.length;
      return bytes;
    };
    expect(await unpack({ free: 5_000_000, ratio: 2 })).toBe(5_000_000);
    expect(await unpack({ free: 0, ratio: 2000 })).toBe(5_000_000);
    await expect(unpack({ free: 1_000_000, ratio: 2 })).rejects.toThrow(
      'it expands to more than 2 times its size',
    );
  });
});
