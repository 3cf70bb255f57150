import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellTexts } from '../../../server/intake/readers/cells.ts';
import { findDelimiter } from '../../../server/intake/readers/delimiter.ts';
import { type TableRow, TableScanner } from '../../../server/intake/readers/table.ts';
import { collectBy, cut, cuts } from './scanning.ts';

const scan = (text: string, at: readonly number[] = [], delimiter = ',') =>
  collectBy(
    (finds) => new TableScanner(delimiter, finds),
    (row: TableRow) => JSON.stringify(cellTexts(row, 'utf-8')),
    cut(Buffer.from(text), at),
  );

const quote = (field: string) => `"${field.replaceAll('"', '""')}"`;

describe('TableScanner', () => {
  test('reads quotes, doubled quotes, delimiters and line breaks in fields', () => {
    expect(scan('a,"b ""c""","d\r\ne, f"\r\n,"",x\n\n"last"')).toEqual({
      records: ['1 @0 ["a","b \\"c\\"","d\\r\\ne, f"]', '3 @23 ["","","x"]', '5 @30 ["last"]'],
      faults: [],
    });
  });

  test('ends rows at CR alone, also at the end of a chunk', () => {
    const expected = ['1 @0 ["a","b"]', '2 @4 ["c","d"]', '3 @9 ["e","f"]'];
    for (let i = 0; i <= 12; i++) expect(scan('a,b\rc,d\r\ne,f', [i]).records).toEqual(expected);
  });

  test('gives back what was written, wherever the chunks are cut', () => {
    const field = fc.string({
      unit: fc.constantFrom('a', '"', ',', ';', '\t', '\n', '\r', 'é', ' ', '|'),
      maxLength: 6,
    });
    const rows = fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(
        rows,
        cuts,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        (table, at, d, end) => {
          const text = table.map((row) => row.map(quote).join(d) + end).join('');
          const found = scan(text, at, d).records.map((record) => record.replace(/^\d+ @\d+ /u, ''));
          expect(found).toEqual(table.map((row) => JSON.stringify(row)));
        },
      ),
    );
  });

  test.each([
    [
      'a quote that is never closed costs its line only',
      'a,b\n1,"x\n2,y\n3,z\n',
      ['1 @0 ["a","b"]', '3 @9 ["2","y"]', '4 @13 ["3","z"]'],
      ['2 @4 unclosed-quote'],
    ],
    [
      'a quote within a bare field',
      'a,b\n1,5" pipe\n2,y\n',
      ['1 @0 ["a","b"]', '3 @14 ["2","y"]'],
      ['2 @4 quote-in-field'],
    ],
    [
      'text behind a closing quote',
      'a,b\n"1"x,y\n2,y',
      ['1 @0 ["a","b"]', '3 @11 ["2","y"]'],
      ['2 @4 quote-in-field'],
    ],
    [
      'an unclosed quote that a later quote seems to close',
      'a\n"one\n2,"two"\n3',
      ['1 @0 ["a"]', '3 @7 ["2","two"]', '4 @15 ["3"]'],
      ['2 @2 quote-in-field'],
    ],
  ])('names %s', (_, text, records, faults) => {
    for (const at of [[], [5], [9, 10]]) expect(scan(text, at)).toEqual({ records, faults });
  });
});

test('between tabs a quote within a field is a letter, and a field that begins with one is quoted', () => {
  const text = 'a\tb\tc\n1\ta "quoted" word\t"two\tparts"\n';
  for (const at of [[], [10], [12, 13]])
    expect(scan(text, at, '\t')).toEqual({
      records: ['1 @0 ["a","b","c"]', '2 @6 ["1","a \\"quoted\\" word","two\\tparts"]'],
      faults: [],
    });
});

describe('findDelimiter', () => {
  test.each([
    ['id,question,answer\n1,"a; b; c",2\n', ','],
    ['id;question;answer\n1;"a, b",2;3\n', ';'],
    ['id\tquestion\n1\ta, b\n', '\t'],
    ['id|question\n1|a, b, c\n2|d\n', '|'],
    ['question\n"a, b"\n', null],
    ['"id, of it";question\n1;x\n', ';'],
    ['id,question\n1,"cut in the mid', ','],
  ])('of %j', (head, delimiter) => {
    expect(findDelimiter(Buffer.from(head))).toBe(delimiter);
  });
});
