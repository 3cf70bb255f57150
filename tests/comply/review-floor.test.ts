import { describe, expect, test } from 'vitest';
import { type ReviewedRow, reviewStanding } from '../../server/comply/review-floor.ts';
import { reviewedText } from '../../server/comply/reviewed-text.ts';
import { POLICY_NAMES } from '../../shared/vocabulary/policies.ts';
import { SHIPPED } from './facts.ts';

const { policies } = SHIPPED;
const row = (id: string, some: Partial<ReviewedRow> = {}): ReviewedRow => ({
  id,
  accepted: [],
  rejected: [],
  skipped: [],
  writers: [],
  ...some,
});
const accepted = row('a', { accepted: ['ann'] });
const rejected = row('r', { rejected: ['ben'] });
const rows = (n: number, one: ReviewedRow): ReviewedRow[] => Array.from({ length: n }, () => one);

describe('the review floors of the policies', () => {
  test('are stated as data', () => {
    expect(POLICY_NAMES.map((name) => policies[name].review)).toEqual([
      { floor: 'every-row', accepts: 1, by: 'somebody who did not write it' },
      { floor: 'sample', size: 100, most_rejected: 5, blind: true },
      { floor: 'none' },
    ]);
  });

  test('strict: every row accepted by one person who did not write it', () => {
    const strict = (...released: ReviewedRow[]) => reviewStanding(policies.strict.review, released, []);
    expect(strict(accepted, row('b', { accepted: ['ann', 'ben'], writers: ['ann'] }))).toEqual({
      floor: 'every-row',
      met: true,
      wanted: 2,
      accepted: 2,
      rejected: 0,
      missing: 0,
      says: null,
    });
    expect(strict(accepted, row('own', { accepted: ['ann'], writers: ['ann'] }), row('none'))).toEqual({
      floor: 'every-row',
      met: false,
      wanted: 3,
      accepted: 1,
      rejected: 0,
      missing: 2,
      says: '2 of 3 rows are not accepted by a person who did not write them',
    });
    expect(strict(row('both', { accepted: ['ann'], rejected: ['ben'] }))).toMatchObject({
      met: false,
      rejected: 1,
    });
    expect(strict()).toMatchObject({ met: false, wanted: 0 });
  });

  test.each([
    [95, 5, 0, true, null],
    [94, 6, 0, false, '6 of the 100 rows that the seed drew were rejected, more than 5'],
    [94, 5, 1, false, '1 of the 100 rows that the seed drew were not judged yet'],
  ])('research-only: %i accepted, %i rejected and %i missing of the sample', (yes, no, none, met, says) => {
    const sample = [...rows(yes, accepted), ...rows(no, rejected), ...rows(none, row('m'))];
    const standing = reviewStanding(policies['research-only'].review, [], sample);
    expect(standing).toEqual({
      floor: 'sample',
      met,
      wanted: 100,
      accepted: yes,
      rejected: no,
      missing: none,
      says,
    });
  });

  test('internal asks for none', () => {
    expect(reviewStanding(policies.internal.review, [row('a')], [])).toMatchObject({ met: true, wanted: 0 });
  });
});

test('reviewedText tells a trace that a model wrote by its words, and the own solution of a source by its question', () => {
  const content = new Uint8Array(32).fill(7);
  const trace = { kind: 'raw', thinking: 'a', answer: 'b' } as const;
  const own = { kind: 'reference', thinking: 'a', answer: 'b' } as const;
  const texts = [
    reviewedText(content, null),
    reviewedText(content, trace),
    reviewedText(content, { ...trace, thinking: 'A' }),
    reviewedText(content, { ...trace, thinking: 'ab', answer: '' }),
    reviewedText(new Uint8Array(32).fill(8), null),
  ];
  expect(new Set(texts).size).toBe(5);
  expect(reviewedText(content, own)).toBe(texts[0]);
});
