import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ElementScanner } from '../../../server/intake/readers/elements.ts';
import { parseRecordsPath, TOP } from '../../../server/intake/readers/records-path.ts';
import { collect, cut, cuts } from './scanning.ts';

const scan = (text: string, path = '', at: readonly number[] = []) =>
  collect(
    (finds) => new ElementScanner(path === '' ? TOP : parseRecordsPath(path), finds),
    cut(Buffer.from(text), at),
  );
const texts = (text: string, path = '', at: readonly number[] = []) =>
  scan(text, path, at).records.map((record) => record.replace(/^\d+ @\d+ /u, ''));

describe('ElementScanner', () => {
  test('takes the elements of an array, by line and byte', () => {
    expect(scan('[{"a":1},\n {"b":[1,"]"]},\r\n\r\n3]').records).toEqual([
      '1 @1 {"a":1}',
      '2 @11 {"b":[1,"]"]}',
      '4 @29 3',
    ]);
  });

  test('takes values that follow each other', () => {
    expect(texts('{"a":1}\n{"b":2} {"c":3}')).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });

  test('walks a path of names and arrays, and takes what lies beside it for nothing', () => {
    const text =
      '{"x":[{"train":[0]}],"data":{"no":1,"train":[{"row":{"q":1}},{"row":{"q":2}}],"z":{}},"data2":[]}';
    expect(texts(text, 'data.train[].row')).toEqual(['{"row":{"q":1}}', '{"row":{"q":2}}']);
    expect(texts(text, 'data.train')).toEqual(['{"row":{"q":1}}', '{"row":{"q":2}}']);
    expect(texts('[{"r":[1,2]},{"r":[3]}]', '[].r[]')).toEqual(['1', '2', '3']);
    expect(texts('{"d":[[1],[2]]}', 'd[]')).toEqual(['[1]', '[2]']);
  });

  test('refuses a path that leads nowhere, with the names on the way', () => {
    expect(() => scan('{"rows":[],"meta":{}}', 'data[]')).toThrow(
      'nothing at --records data[] (names on the way: rows, meta)',
    );
    expect(scan('{"data":[]}', 'data[]')).toEqual({ records: [], faults: [] });
  });

  test('takes the elements that JSON.parse takes, wherever the chunks are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.boolean(), cuts, (values, pretty, at) => {
        const text = JSON.stringify(values, null, pretty ? 1 : 0);
        const found = texts(text, '', at);
        expect(found.map((one) => JSON.parse(one) as unknown)).toEqual(JSON.parse(text));
        const nested = JSON.stringify({ skip: values, data: { rows: values } }, null, pretty ? '\t' : 0);
        expect(texts(nested, 'data.rows[]', at).map((one) => JSON.parse(one) as unknown)).toEqual(
          JSON.parse(text),
        );
      }),
    );
  });

  test.each([
    ['a comma that is missing', '[{"a":1} {"b":2},{"c":3}]', ['{"a":1}', '{"c":3}'], ['1 @9 not-json']],
    ['a comma too many', '[{"a":1},,{"b":2},]', ['{"a":1}', '{"b":2}'], ['1 @9 not-json', '1 @18 not-json']],
    ['a file cut within a record', '[{"a":1},\n{"b', ['{"a":1}'], ['2 @10 not-json']],
    ['a file cut between records', '[{"a":1},', ['{"a":1}'], ['1 @9 not-json']],
  ])('names %s and takes the rest', (_, text, records, faults) => {
    expect({ records: texts(text), faults: scan(text).faults }).toEqual({ records, faults });
  });

  test('gives up the rest where the way itself is broken', () => {
    expect(() => scan('{"data" [1,2]}', 'data')).toThrow('nothing at --records data');
    expect(scan('{"data":[1],oops}', 'data')).toEqual({ records: ['1 @9 1'], faults: ['1 @12 not-json'] });
  });
});

describe('parseRecordsPath', () => {
  test.each(['', 'a..b', 'a[', 'a[0]', '.a'])('refuses "%s"', (text) => {
    expect(() => parseRecordsPath(text)).toThrow('is no path');
  });
});
