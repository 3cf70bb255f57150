import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_RECORD_BYTES } from '../../../server/intake/limits.ts';
import { LineScanner } from '../../../server/intake/readers/lines.ts';
import { collect, cut, cuts } from './scanning.ts';

const scan = (text: string | Buffer, at: readonly number[] = []) =>
  collect((finds) => new LineScanner(finds), cut(Buffer.from(text), at));

describe('LineScanner', () => {
  test('ends lines at LF, CRLF and CR, and passes over blank ones but counts them', () => {
    expect(scan('a\r\nb\rc\n\n \t\nd').records).toEqual(['1 @0 a', '2 @3 b', '3 @5 c', '6 @11 d']);
  });

  test('takes U+2028, U+2029 and U+0085 for text', () => {
    expect(scan('a\u2028b\u2029c\u0085d\ne').records).toEqual(['1 @0 a\u2028b\u2029c\u0085d', '2 @13 e']);
  });

  test('finds the same lines wherever the chunks are cut', () => {
    const texts = fc.array(fc.constantFrom('a', 'é', '', 'long line', '\r', '\n', '\r\n', '"'), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(texts, cuts, (parts, at) => {
        const text = parts.join('');
        const lines = text.split(/\r\n|\n|\r/u);
        const expected = lines.flatMap((line, i) => (line === '' ? [] : [`${i + 1} ${line}`]));
        const found = scan(text, at).records;
        expect(found.map((record) => record.replace(/ @\d+/u, ''))).toEqual(expected);
        expect(found).toEqual(scan(text).records);
        for (const record of found) {
          const [, byte = '', line = ''] = /^\d+ @(\d+) (.*)$/u.exec(record) ?? [];
          expect(Buffer.from(text).subarray(Number(byte)).toString().startsWith(line)).toBe(true);
        }
      }),
    );
  });

  test('rejects a line over the limit by its place and goes on behind it', () => {
    const long = Buffer.alloc(MAX_RECORD_BYTES + 1, 'x');
    const text = Buffer.concat([Buffer.from('a\n'), long, Buffer.from('\nb\n')]);
    expect(scan(text, [1000, MAX_RECORD_BYTES / 2])).toEqual({
      records: ['1 @0 a', `3 @${MAX_RECORD_BYTES + 4} b`],
      faults: ['2 @2 too-long'],
    });
  });
});
