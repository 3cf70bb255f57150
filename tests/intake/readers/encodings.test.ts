import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decoderFor } from '../../../server/intake/readers/decoder.ts';
import { Transcoder } from '../../../server/intake/readers/transcoder.ts';
import { fileOf, readFile, recordsIn } from '../files.ts';
import { cut, cuts } from './scanning.ts';

const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();
const utf16le = (text: string) => Buffer.from(text, 'utf16le');

describe('encodings', () => {
  const text = '{"question":"é 漢 🙂"}\n{"question":"b"}\n';

  test('UTF-8 with and without a byte order mark, UTF-16 of both orders by its mark', async () => {
    const records = ['{"question":"é 漢 🙂"}', '{"question":"b"}'];
    for (const [bytes, second] of [
      [Buffer.from(text), 27],
      [Buffer.from(`\ufeff${text}`), 30],
      [utf16le(`\ufeff${text}`), 46],
      [swapped(utf16le(`\ufeff${text}`)), 46],
    ] as const) {
      const { records: found, faults } = await readFile(fileOf('a.jsonl', bytes));
      expect(found.map((record) => record.text)).toEqual(records);
      expect(found.map(({ line, byte }) => [line, byte])).toEqual([
        [1, { 27: 0, 30: 3, 46: 2 }[second]],
        [2, second],
      ]);
      expect(faults).toEqual([]);
    }
  });

  test('a byte order mark wins over --encoding', async () => {
    expect(await recordsIn(fileOf('a.jsonl', `\ufeff${text}`), { encoding: 'windows-1252' })).toContain(
      '{"question":"b"}',
    );
  });

  test('windows-1252 has its own letters at 0x80 to 0x9f, whatever the runtime thinks', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"question":"'),
      Buffer.from([0x80, 0x93, 0xe9, 0x94]),
      Buffer.from('"}\n{"question":"b"}'),
    ]);
    const { records } = await readFile(fileOf('a.jsonl', bytes), { encoding: 'windows-1252' });
    expect(records).toEqual([
      { line: 1, byte: 0, text: '{"question":"€“é”"}' },
      { line: 2, byte: 20, text: '{"question":"b"}' },
    ]);
  });

  test('bytes that are no text spoil their own line only', async () => {
    const gbk = Buffer.concat([
      Buffer.from('{"question":"'),
      Buffer.from([0xba, 0xba]),
      Buffer.from('"}\n{"question":"'),
      Buffer.from([0xff, 0xff]),
      Buffer.from('"}\n{"question":"ok"}\n'),
    ]);
    expect(await readFile(fileOf('a.jsonl', gbk), { encoding: 'gbk' })).toEqual({
      records: [
        { line: 1, byte: 0, text: '{"question":"汉"}' },
        { line: 3, byte: 36, text: '{"question":"ok"}' },
      ],
      faults: [{ line: 2, byte: 18, reason: 'invalid-encoding' }],
    });
    const half = utf16le('\ufeff{"question":"\ud83d"}\n{"question":"ok"}\n');
    expect(await readFile(fileOf('a.jsonl', half))).toEqual({
      records: [{ line: 2, byte: 36, text: '{"question":"ok"}' }],
      faults: [{ line: 1, byte: 2, reason: 'lone-surrogate' }],
    });
  });

  test('an array on one line keeps its places in the file', async () => {
    const bytes = utf16le('\ufeff[{"q":"é漢🙂"},{"q":2}]');
    const { records } = await readFile(fileOf('a.json', bytes));
    expect(records.map(({ byte }) => byte)).toEqual([4, 30]);
  });

  test('an encoding that is not known is a usage error', () => {
    expect(() => decoderFor('utf-99')).toThrow('--encoding utf-99 is not known');
  });
});

describe('Transcoder', () => {
  test('gives the same text and places wherever the chunks are cut', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '漢', '🙂', '\n', '"'), maxLength: 40 });
    fc.assert(
      fc.property(text, cuts, (whole, at) => {
        const decoder = decoderFor('utf-16le');
        if (decoder === null) throw new Error('UTF-16 needs a decoder');
        const transcoder = new Transcoder(decoder, 0);
        const chunks = [...cut(utf16le(whole), at), Buffer.alloc(0)];
        const out = chunks.map((chunk, i) => transcoder.push(chunk, i === chunks.length - 1));
        expect(Buffer.concat(out).toString()).toBe(whole);
        let [units, bytes] = [0, 0];
        for (const character of whole) {
          expect(transcoder.fileOffset(bytes)).toBe(2 * units);
          units += character.length;
          bytes += Buffer.byteLength(character);
        }
      }),
    );
  });
});
