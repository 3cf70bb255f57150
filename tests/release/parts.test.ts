import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cardLicence } from '../../server/release/licence.ts';
import { markdownTable, plain } from '../../server/release/markdown.ts';
import { statisticsOf } from '../../server/release/tokens.ts';

describe('the licence in the head of a card', () => {
  const rows = [{ licence: 'MIT', rows: 2 }];
  const of = (some: Partial<Parameters<typeof cardLicence>[0]>) =>
    cardLicence({ licence: 'MIT', conflicts: [], noDerivatives: [], rows, unknown: 0, ...some });

  test.each([
    ['the one that satisfies all', of({}), { license: 'mit', name: null }],
    ['one that no card knows', of({ licence: 'GFDL-1.3-only' }), { license: 'other', name: 'GFDL-1.3-only' }],
    ['none that satisfies all', of({ licence: null }), { license: 'other', name: 'mixed' }],
    ['some rows of which nothing is known', of({ unknown: 1 }), { license: 'other', name: 'mixed' }],
    ['nothing known of any', of({ licence: null, rows: [], unknown: 3 }), { license: 'unknown', name: null }],
  ])('is that of %s', (_what, found, licence) => {
    expect(found).toEqual(licence);
  });
});

describe('token statistics', () => {
  test('are nearest-rank percentiles, whatever the order', () => {
    const lengths = Array.from({ length: 100 }, (_, i) => i + 1).reverse();
    expect(statisticsOf(lengths)).toEqual({ total: 5050, mean: 50.5, p50: 50, p90: 90, p99: 99, max: 100 });
    expect(statisticsOf([7])).toEqual({ total: 7, mean: 7, p50: 7, p90: 7, p99: 7, max: 7 });
    expect(statisticsOf([])).toEqual({ total: 0, mean: 0, p50: 0, p90: 0, p99: 0, max: 0 });
  });

  test('name a length of the set, never one between two', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5000), { minLength: 1 }), (lengths) => {
        const { p50, p90, p99, max } = statisticsOf(lengths);
        expect(lengths).toEqual(expect.arrayContaining([p50, p90, p99, max]));
        expect(p50 <= p90 && p90 <= p99 && p99 <= max).toBe(true);
      }),
    );
  });
});

describe('text from outside in the card', () => {
  test('can not break a table, start a tag or end a line', () => {
    const hostile = 'a | b\n<script>alert(1)</script>\u2028[x](javascript:1) `c` **d** \u0007';
    const cell = plain(hostile);
    expect(cell).toBe(
      'a \\| b \\<script\\>alert(1)\\</script\\> \\[x\\](javascript:1) \\`c\\` \\*\\*d\\*\\*',
    );
    expect(markdownTable(['name'], [''], [[cell]]).split('\n')).toHaveLength(3);
  });
});
