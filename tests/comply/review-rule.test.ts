import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReviewedRow } from '../../server/comply/review-floor.ts';
import { fateOf, objectionsTo, recipeStanding } from '../../server/comply/review-rule.ts';
import { DEFAULT_REVIEW_RULES, FATES, type ReviewRules } from '../../shared/schemas/review-rules.ts';

const row = (some: Partial<ReviewedRow> = {}): ReviewedRow => ({
  ...{ id: 'q', accepted: [], rejected: [], skipped: [], writers: [] },
  ...some,
});

test.each<[string, Partial<ReviewedRow>, string[]]>([
  ['nobody said anything', {}, ['unreviewed']],
  ['somebody accepted', { accepted: ['ann'] }, []],
  ['only its writer accepted', { accepted: ['ann'], writers: ['ann'] }, ['unreviewed']],
  ['its writer and another accepted', { accepted: ['ann', 'ben'], writers: ['ann'] }, []],
  ['somebody rejected', { rejected: ['ben'] }, ['rejected']],
  ['people differ', { accepted: ['ann'], rejected: ['ben'] }, ['rejected', 'doubtful']],
  ['it was only skipped', { skipped: ['ann'] }, ['doubtful']],
  ['one skipped and another accepted', { skipped: ['ann'], accepted: ['ben'] }, []],
])('what there is against a row: %s', (_, some, objections) => {
  expect(objectionsTo(row(some))).toEqual(objections);
});

describe('what the rules of a recipe make of a row', () => {
  const rules = (some: Partial<ReviewRules>): ReviewRules => ({ ...DEFAULT_REVIEW_RULES, ...some });

  test('without a word rejected ones give way and all others go out', () => {
    expect(fateOf(row({ rejected: ['a'] }), DEFAULT_REVIEW_RULES)).toEqual({
      fate: 'replace',
      why: 'rejected',
    });
    expect(fateOf(row({ skipped: ['a'] }), DEFAULT_REVIEW_RULES)).toEqual({ fate: 'release', why: null });
    expect(fateOf(row(), DEFAULT_REVIEW_RULES)).toEqual({ fate: 'release', why: null });
  });

  test('of a row on which people differ the stricter of both rules holds', () => {
    const differ = row({ accepted: ['a'], rejected: ['b'] });
    expect(fateOf(differ, rules({ doubtful: 'refuse' }))).toEqual({ fate: 'refuse', why: 'doubtful' });
    expect(fateOf(differ, rules({ rejected: 'release', doubtful: 'replace' }))).toEqual({
      fate: 'replace',
      why: 'doubtful',
    });
    expect(fateOf(differ, rules({ rejected: 'refuse', doubtful: 'replace' }))).toEqual({
      fate: 'refuse',
      why: 'rejected',
    });
  });

  test('a row that somebody accepted and nobody rejected goes out under any rules', () => {
    const fate = fc.constantFrom(...FATES);
    fc.assert(
      fc.property(fc.record({ rejected: fate, doubtful: fate, unreviewed: fate }), (any) => {
        expect(fateOf(row({ accepted: ['a'] }), any).fate).toBe('release');
      }),
    );
  });

  test('what is to refuse is counted and said', () => {
    const rows = [row(), row({ rejected: ['a'] }), row({ skipped: ['a'] }), row({ accepted: ['a'] }), row()];
    const all = rules({ rejected: 'refuse', doubtful: 'refuse', unreviewed: 'refuse' });
    expect(recipeStanding(all, rows)).toEqual({
      met: false,
      rules: all,
      refused: { unreviewed: 2, rejected: 1, doubtful: 1 },
      says: '1 of 5 rows were rejected, 1 of 5 rows are in doubt (only skipped, or people differ), 2 of 5 rows were not judged yet, and the recipe lets none out',
    });
    expect(recipeStanding(DEFAULT_REVIEW_RULES, rows)).toEqual({
      met: true,
      rules: DEFAULT_REVIEW_RULES,
      refused: {},
      says: null,
    });
    expect(recipeStanding(DEFAULT_REVIEW_RULES, rows, ['the grader x does not count'])).toMatchObject({
      met: false,
      says: 'the grader x does not count',
    });
  });
});
