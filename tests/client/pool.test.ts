import { describe, expect, test } from 'vitest';
import { rowsOf } from '../../client/features/audit/rows.ts';
import { differing, spansOf, wordsIn } from '../../client/features/pool/evidence.ts';
import { headlineOf } from '../../client/features/pool/headline.ts';
import { outcomeParams, outcomeValue } from '../../client/features/pool/outcome-filter.ts';
import { csvOf, tableOf } from '../../client/lib/table.ts';
import { addressOf, type PoolFilter } from '../../client/lib/urls.ts';

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

describe('outcomeValue(filter, funnel)', () => {
  const funnel = [
    { stage: 'quality' as const, dropped: { empty: 2 } as Record<string, number> },
    { stage: 'diversity' as const, dropped: { reserve: 2, 'not-drawn': 3 } as Record<string, number> },
  ];
  test.each([
    [{}, ''],
    [{ kept: 'true' as const }, 'kept'],
    [{ passed: 'quality' }, 'passed/quality'],
    [{ stage: 'quality' }, 'fell/quality'],
    [{ stage: 'quality', reason: 'empty' }, 'fell/quality/empty'],
    [{ reason: 'reserve' }, 'fell/diversity/reserve'],
    [{ reason: 'bidi' }, ''],
  ])('of %j is "%s"', (filter, value) => {
    expect(outcomeValue(filter, funnel)).toBe(value);
    expect(outcomeValue(outcomeParams(value) as PoolFilter, funnel)).toBe(value);
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

test('differing(before, after) finds in each text the words that the other lacks', () => {
  const [before, after] = ['Find x for 0 < x < 4.', 'Find y for 0 < x < 5 now.'];
  const { gone, fresh } = differing(before, after);
  const cut = (text: string, spans: readonly { start: number; end: number }[]) =>
    spans.map(({ start, end }) => text.slice(start, end));
  expect([cut(before, gone), cut(after, fresh)]).toEqual([
    ['x', '4'],
    ['y', '5 now'],
  ]);
  expect(differing(before, before)).toEqual({ gone: [], fresh: [] });
});

test('tableOf(rows) has a column for each member, and JSON where that is no plain value', () => {
  expect(tableOf([{ a: 1, b: 'x' }, { b: null, c: { d: [2] } }, { a: false }])).toEqual({
    head: ['a', 'b', 'c'],
    rows: [
      [1, 'x', ''],
      ['', '', '{"d":[2]}'],
      ['false', '', ''],
    ],
  });
});

test('rowsOf(matches) of an audit names question and table of each row', () => {
  const none = {
    decisions: [],
    otherTraces: [],
    trace: null,
    grades: [],
    reviews: [],
    waivers: [],
    releases: [],
  };
  const match = {
    ...none,
    question: { questionId: 'q1' },
    flags: [{ code: 'PII_SUSPECTED' }],
    events: [{ seq: 4 }],
  };
  expect(rowsOf([match] as unknown as Parameters<typeof rowsOf>[0])).toEqual([
    { questionId: 'q1', table: 'flags', code: 'PII_SUSPECTED' },
    { questionId: 'q1', table: 'events', seq: 4 },
  ]);
});

test('addressOf(path, params) leaves out what is not set', () => {
  expect(addressOf('/pool', { q: 'a b', source: undefined, stage: '' })).toBe('/pool?q=a+b');
  expect(addressOf('/', { run: undefined })).toBe('/');
});
