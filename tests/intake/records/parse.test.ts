import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Fault } from '../../../server/intake/fault.ts';
import { MAX_DEPTH } from '../../../server/intake/limits.ts';
import { parseExact } from '../../../server/intake/records/exact-json.ts';
import { type Json, plain, writeJson } from '../../../server/intake/records/json.ts';
import { parseJson, parseRecord } from '../../../server/intake/records/parse.ts';
import { survey } from '../../../server/intake/records/survey.ts';

const reason = (value: unknown): unknown => (value instanceof Fault ? value.reason : value);
const written = (text: string): string => {
  const value = parseJson(text);
  return value instanceof Fault ? value.reason : writeJson(value);
};

/** JSON texts that are nearly right, and often are. */
const nearly = fc
  .array(
    fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"a"',
      '"b"',
      ':',
      ',',
      '1',
      '-0',
      '1.50',
      '1e9',
      'true',
      'null',
      ' ',
      '"\\u00e9"',
      '"x\\"',
      '\n',
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(''));

describe('parseExact', () => {
  test('agrees with JSON.parse on every value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const exact = parseExact(text);
        expect(exact).not.toBeInstanceOf(Fault);
        expect(plain(exact as Json)).toEqual(JSON.parse(text));
      }),
    );
  });

  test('takes what JSON.parse takes and nothing else, names that come twice aside', () => {
    fc.assert(
      fc.property(nearly, (text) => {
        const exact = parseExact(text);
        let native: unknown = 'not-json';
        try {
          native = JSON.parse(text);
        } catch {
          // stays not-json
        }
        if (exact instanceof Fault && exact.reason === 'duplicate-key') expect(native).not.toBe('not-json');
        else expect(exact instanceof Fault ? exact.reason : plain(exact)).toEqual(native);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('parseJson', () => {
  test.each([
    '{"a":1.10,"b":12345678901234567890,"c":1e400,"d":-0,"e":0.1e-7,"f":9007199254740993}',
    '{"__proto__":{"x":1},"constructor":2,"toString":3}',
    '{"n":{"__proto__":1.50}}',
    '["\u2028\u2029",{"":{}},[]]',
  ])('keeps %s as it is', (text) => {
    expect(written(text)).toBe(text);
    expect(({} as { x?: number }).x).toBeUndefined();
  });

  test('names what it can not keep', () => {
    expect(written('{"a":1,"a":2}')).toBe('duplicate-key');
    expect(written('{"a":{"b":1,"\\u0062":2}}')).toBe('duplicate-key');
    expect(written('{"a":[{"b":1},{"b":2}]}')).toBe('{"a":[{"b":1},{"b":2}]}');
    expect(written('["\\ud800"]')).toBe('lone-surrogate');
    expect(written('{"\\udc00":1}')).toBe('lone-surrogate');
    expect(written('["\\ud83d\\ude42 \\\\ud800"]')).toBe('["🙂 \\\\ud800"]');
    expect(written('["\\u0000"]')).toBe('nul-byte');
    expect(written('[NaN]')).toBe('not-json');
    expect(written('{"a":1} {"b":2}')).toBe('not-json');
  });

  test('nesting: 512 deep is kept, deeper is rejected, 20,000 deep and a million too', () => {
    const nested = (depth: number) => `${'[['.repeat(depth / 2)}${']]'.repeat(depth / 2)}`;
    expect(written(nested(MAX_DEPTH))).toBe(nested(MAX_DEPTH));
    expect(reason(parseExact(nested(MAX_DEPTH + 2)))).toBe('too-deep');
    for (const depth of [MAX_DEPTH + 2, 20_000, 1_000_000]) expect(written(nested(depth))).toBe('too-deep');
    expect(written(`{"a":1.5,"b":${'{"x":'.repeat(20_000)}`)).toBe('too-deep');
  });

  test('says where a text stops being JSON', () => {
    expect(parseJson('{"a": tru}')).toEqual(
      new Fault('not-json', 'Not JSON: at character 7, a value is wanted, not "tru}".'),
    );
    expect(parseJson('{"a": 1')).toEqual(
      new Fault('not-json', 'Not JSON: at character 8, a comma or } is wanted, not the end.'),
    );
  });
});

describe('parseRecord', () => {
  test.each([
    [Buffer.from('{"a":1}'), { a: 1 }],
    [Buffer.from('[1]'), 'not-an-object'],
    [Buffer.from('"a"'), 'not-an-object'],
    [Buffer.from('null'), 'not-an-object'],
    [Buffer.from('{"a":"\u0000"}'), 'nul-byte'],
    [Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'invalid-utf8'],
    [Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'lone-surrogate'],
  ])('of %s', (bytes, expected) => {
    expect(reason(parseRecord(bytes))).toEqual(expected);
  });
});

describe('survey', () => {
  test('counts names and depth outside of strings, and finds numbers that would lose digits', () => {
    expect(survey('{"a\\"{[":[{"b" : 1}], "c":"\\\\"}')).toEqual({ names: 3, depth: 3, plainNumbers: true });
    for (const number of ['1.0', '-0', '1e3', '1234567890123456']) {
      expect(survey(`[${number}]`)).toEqual({ names: 0, depth: 1, plainNumbers: false });
    }
    expect(survey('[-12345678901234,999999999999999]').plainNumbers).toBe(true);
  });
});
