import { describe, expect, test } from 'vitest';
import { spansOf, wordsIn } from '../../client/features/pool/evidence.ts';
import { headlineOf } from '../../client/features/pool/headline.ts';
import { csvOf } from '../../client/lib/table.ts';
import { addressOf } from '../../client/lib/urls.ts';

describe('headlineOf(filter, count)', () => {
  test.each([
    [{}, '1,200 questions'],
    [{ kept: 'true' as const }, '1,200 questions selected'],
    [{ stage: 'quality', reason: 'missing-image' }, '1,200 questions fell at quality: missing image'],
    [{ stage: 'overlap' }, '1,200 questions fell at benchmark overlap'],
    [{ stage: 'diversity', reason: 'reserve' }, '1,200 questions in reserve'],
    [{ passed: 'difficulty', source: 'MATH' }, '1,200 questions left after difficulty from MATH'],
    [{ domain: '51', q: 'circle' }, '1,200 questions in Geometry with “circle”'],
  ])('of %j is "%s"', (filter, wanted) => {
    expect(headlineOf(filter, 1200, 'Geometry')).toBe(wanted);
  });

  test('says "Questions" until they are counted', () => {
    expect(headlineOf({}, undefined, undefined)).toBe('Questions');
  });
});

describe('spansOf(evidence, length)', () => {
  test('takes what fits the text, in order, joined where it meets', () => {
    const spans = [
      { start: 5, end: 8 },
      { start: 0, end: 2 },
      { start: 7, end: 9 },
      { start: 3, end: 99 },
      { start: -1, end: 2 },
      { start: 4, end: 4 },
      'x',
      null,
    ];
    expect(spansOf({ spans }, 10)).toEqual([
      { start: 0, end: 2 },
      { start: 5, end: 9 },
    ]);
    expect(spansOf({ start: 1, end: 3, defect: 'numbering' }, 10)).toEqual([{ start: 1, end: 3 }]);
    expect(spansOf({}, 10)).toEqual([]);
  });
});

test('wordsIn(text, wanted) finds runs of words in any case and spacing', () => {
  expect(wordsIn('How many  PEARS\nare here?', ['many pears are', 'nowhere', ''])).toEqual([
    { start: 4, end: 19 },
  ]);
});

test('csvOf(table) quotes what must be, and leaves no formula to a spreadsheet', () => {
  expect(
    csvOf({
      head: ['Name', 'n'],
      rows: [
        ['a "b", c', 1],
        ['=HYPERLINK("x")', -2],
        ['two\nlines', 3],
      ],
    }),
  ).toBe('Name,n\r\n"a ""b"", c",1\r\n"\'=HYPERLINK(""x"")",-2\r\n"two\nlines",3');
});

test('addressOf(path, params) leaves out what is not set', () => {
  expect(addressOf('/pool', { q: 'a b', source: undefined, stage: '' })).toBe('/pool?q=a+b');
  expect(addressOf('/', { run: undefined })).toBe('/');
});
