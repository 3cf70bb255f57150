import { describe, expect, test } from 'vitest';
import { onPage, readAs } from '../../client/features/intake/read-as.ts';
import { filterAt } from '../../client/features/pool/filter-at.ts';
import { headlineOf } from '../../client/features/pool/headline.ts';
import { emptySays } from '../../client/features/review/empty-says.ts';

const FOUND = { isPacked: false, delimiter: null, encoding: 'utf-8', bytes: 9, problem: null };

describe('readAs(look)', () => {
  test.each([
    [{ ...FOUND, format: 'csv', delimiter: ',', bytes: 0 }, 'is empty'],
    [{ ...FOUND, format: 'csv', delimiter: ',', problem: 'no record found' }, 'could not be read'],
    [
      { ...FOUND, format: 'csv', delimiter: ';', isPacked: true },
      'is read as CSV, packed with gzip, with semicolons between its fields, its letters as UTF-8',
    ],
    [{ ...FOUND, format: 'parquet', encoding: null }, 'is read as Parquet'],
  ] as const)('%o', (look, says) => {
    expect(readAs(look)).toBe(says);
  });
});

test('onPage(says) names no option of the command line', () => {
  const field = 'name it at “Encoding” under “Read them otherwise”.';
  expect(
    onPage('The bytes are not UTF-8; where the file has another encoding, name it with --encoding.'),
  ).toBe(`The bytes are not UTF-8; where the file has another encoding, ${field}`);
  expect(onPage('look into the file, or say what it is with --format, --records or --encoding')).toBe(
    'look into the file, or say what it is under “Read them otherwise”',
  );
  const otherwise = 'under “Read them otherwise”';
  for (const [says, isSaid] of [
    ['Name one with --map question=FIELD.', 'Choose the column that is the question, above.'],
    ['Name one with --map question=chat.0.content.', 'Choose chat.0.content for the question, above.'],
    [
      'Where they lie in rows, say --records rows[].',
      `Where they lie in rows, say rows[] at “Records lie at” ${otherwise}.`,
    ],
    [
      'no text; name the text in it with --map answer=FIELD.0.',
      'no text; choose a column of its texts for answer, above.',
    ],
    [
      'it looks like UTF-16; add --encoding utf-16le.',
      `it looks like UTF-16; name utf-16le at “Encoding” ${otherwise}.`,
    ],
    ['--encoding klingon is not known; write a label', 'The encoding klingon is not known; write a label'],
    ['--records "a b" is no path', 'At “Records lie at”, "a b" is no path'],
    ['there is nothing at --records a (names', 'there is nothing at a (names'],
    [
      'With --strict nothing was imported, as 2 records were rejected; the first is uploads/up-0123456789/files/a.jsonl:1',
      'All records or none: nothing was imported, as 2 records were rejected; the first is a.jsonl:1',
    ],
  ] as const)
    expect(onPage(says)).toBe(isSaid);
});

describe('filterAt(search)', () => {
  test('leaves out what can not be meant, and tells it', () => {
    const search = new URLSearchParams(
      'source=%00&length=abc%E2%80%AE&stage=nowhere&kept=maybe&reason=constructor&flag=x&review=toString&mark=a&area=1&difficulty=2-&q=' +
        'z'.repeat(401),
    );
    const { filter, notUnderstood } = filterAt(search);
    expect([filter, headlineOf(filter, 3, undefined)]).toEqual([{}, '3 questions']);
    expect(notUnderstood).toEqual([
      `q=${'z'.repeat(40)}…`,
      'source=\uFFFD',
      'stage=nowhere',
      'reason=constructor',
      'kept=maybe',
      'flag=x',
      'mark=a',
      'review=toString',
      'area=1',
      'length=abc\uFFFD',
      'difficulty=2-',
    ]);
  });

  test('keeps what can be meant as it stands', () => {
    const params = {
      ...{ q: '\\frac', source: 'orchard', domain: '11-XX', stage: 'overlap', kept: 'false' },
      ...{ flag: 'any', mark: 'pin', tag: 'odd', review: 'split', license: 'none-declared' },
      ...{ length: '100-400', difficulty: '0.25-0.5' },
    };
    expect(filterAt(new URLSearchParams({ ...params, facets: 'yes', run: 'latest' }))).toEqual({
      filter: params,
      notUnderstood: [],
    });
  });
});

test('emptySays(empty, user) does not call one’s own other tab “others”', () => {
  const says = 'What is left is in the hands of others.';
  const held = (...users: string[]) => ({
    ...{ reason: 'held' as const, says },
    holders: users.map((user) => ({ user, questionId: 'q0', until: '2026-11-24T00:10:00.000Z' })),
  });
  expect(emptySays(held('ben'), 'ann')).toBe(says);
  expect(emptySays(held('ann'), 'ann')).toMatch(
    /^What is left is held by another tab of yours\. Go on there/,
  );
  expect(emptySays(held('ann', 'ben'), 'ann')).toMatch(/another tab of yours, and by others\./);
});
