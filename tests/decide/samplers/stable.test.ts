import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawRow } from '../../../server/decide/samplers/sampler.ts';
import { stableChance, stableSampler } from '../../../server/decide/samplers/stable.ts';
import { configFor } from '../candidates.ts';

const config = configFor('diversity', { sampler: 'stable' });
const draw = (rows: readonly DrawRow[], seed: number, count: number) =>
  stableSampler(rows, config, { selected: count, count })(seed);

/** Domains of unequal size; within each, lengths 1..m, the longest first in the ids. */
const pool = (sizes: Record<string, number>): DrawRow[] =>
  Object.entries(sizes).flatMap(([domain, m]) =>
    Array.from({ length: m }, (_, i) => ({
      id: `${domain}-${i}`,
      source: 'test',
      domain,
      length: m - i,
      teacherCorrect: null,
    })),
  );
const domainOf = (id: string) => id.split('-')[0] ?? '';
const byDomain = (ids: readonly string[], domain: string) => ids.filter((id) => domainOf(id) === domain);
const chiSquare = (counts: number[], expected: number[]) =>
  counts.reduce((sum, n, i) => sum + (n - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 1), 0);
const seeds = Array.from({ length: 4000 }, (_, seed) => seed);

describe('stableSampler draws with the probabilities of s1', () => {
  it('takes domains uniformly, however large they are and whatever was drawn before', () => {
    const rows = pool({ 11: 400, 51: 40, 60: 4, physics: 100 });
    const at = (place: number) => {
      const names = seeds.map((seed) => domainOf(draw(rows, seed, place + 1)[place] ?? ''));
      return ['11', '51', '60', 'physics'].map((domain) => names.filter((name) => name === domain).length);
    };
    expect(chiSquare(at(0), [1000, 1000, 1000, 1000])).toBeLessThan(16.3); // p = 0.001 at 3 degrees
    expect(chiSquare(at(3), [1000, 1000, 1000, 1000])).toBeLessThan(16.3);
  });

  it('goes on uniformly among the domains that are left', () => {
    const rows = pool({ 11: 1, 51: 30, 60: 30 });
    const after = seeds.flatMap((seed) => {
      const ids = draw(rows, seed, 6);
      const used = ids.indexOf('11-0');
      return used < 0 ? [] : ids.slice(used + 1);
    });
    const share = byDomain(after, '51').length / after.length;
    expect(Math.abs(share - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / after.length));
  });

  it('takes rank r by length with probability 2^-(r+1) / (1 - 2^-m)', () => {
    const rows = pool({ 11: 5 });
    const ranks = seeds.map((seed) => Number((draw(rows, seed, 1)[0] ?? '').split('-')[1]));
    const counts = [0, 1, 2, 3, 4].map((r) => ranks.filter((rank) => rank === r).length);
    const expected = [0, 1, 2, 3, 4].map((r) => (4000 * 2 ** -(r + 1)) / (1 - 2 ** -5));
    expect(chiSquare(counts, expected)).toBeLessThan(18.5); // p = 0.001 at 4 degrees
  });
});

describe('stableSampler is stable', () => {
  const sizes = fc.dictionary(
    fc.constantFrom('11', '51', '60', '97', 'law'),
    fc.integer({ min: 1, max: 30 }),
    {
      minKeys: 2,
    },
  );

  it('gives the same in any order of the rows, and the same beginning whatever the count', () => {
    fc.assert(
      fc.property(sizes, fc.nat(1000), fc.integer({ min: 1, max: 20 }), (domains, seed, n) => {
        const rows = pool(domains);
        expect(draw([...rows].reverse(), seed, n)).toEqual(draw(rows, seed, n));
        expect(draw(rows, seed, 2 * n).slice(0, n)).toEqual(draw(rows, seed, n));
      }),
    );
  });

  it('changes at most its domain without one of the selected; where that is used up, the next in line steps in', () => {
    fc.assert(
      fc.property(
        sizes,
        fc.nat(1000),
        fc.integer({ min: 1, max: 40 }),
        fc.nat(),
        (domains, seed, n, which) => {
          const rows = pool(domains);
          const before = draw(rows, seed, n);
          const gone = before[which % before.length] ?? '';
          const after = draw(
            rows.filter(({ id }) => id !== gone),
            seed,
            n,
          );
          const own = domainOf(gone);
          const isUsedUp = byDomain(before, own).length === domains[own];
          const others = (ids: readonly string[]) => ids.filter((id) => domainOf(id) !== own);
          const longer = draw(rows, seed, n + 1);
          expect(others(after)).toEqual(isUsedUp ? others(longer) : others(before));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('changes nothing without a row that no draw reaches', () => {
    const rows = pool({ 11: 500, 51: 400 });
    const before = draw(rows, 5, 20);
    const unreached = rows.filter(({ id }) => before.includes(id) || Number(id.split('-')[1]) < 150);
    expect(draw(unreached, 5, 20)).toEqual(before);
  });
});

describe('stableChance(id, rows, count, seeds)', () => {
  it('is the share of seeds under which the sampler takes it', () => {
    const rows = pool({ 11: 40, 51: 9, 60: 3 });
    for (const id of ['11-0', '11-6', '51-2', '60-2', 'elsewhere']) {
      const taken = Array.from({ length: 300 }, (_, seed) => draw(rows, seed, 12)).filter((ids) =>
        ids.includes(id),
      );
      expect(stableChance(id, rows, { selected: 12, count: 12 }, 300), id).toBe(taken.length / 300);
    }
  });
});

describe('stableSampler behind questions that stand before all draws', () => {
  const drawBehind = (rows: readonly DrawRow[], first: readonly string[], seed: number, count: number) => {
    const drawn = stableSampler(rows, config, { selected: count, count: count + first.length, first })(seed);
    return [...first, ...drawn].slice(0, count);
  };

  it('uses up as many draws of their domains, so that nothing changes where they were drawn anyway', () => {
    const rows = pool({ 11: 50, 51: 50, 60: 3 });
    for (const seed of [1, 2, 3]) {
      const plain = draw(rows, seed, 20);
      expect(drawBehind(rows, plain, seed, 20)).toEqual(plain);
      const pinned = ['11-49', '51-40'];
      const behind = drawBehind(rows, pinned, seed, 20);
      expect(new Set(behind).size).toBe(20);
      for (const domain of ['11', '51', '60'])
        expect(byDomain(behind, domain).length, domain).toBe(byDomain(plain, domain).length);
    }
  });

  it('has the chance of a question behind them', () => {
    const rows = pool({ 11: 40, 51: 9, 60: 3 });
    const first = ['11-30', '11-31', '60-1'];
    for (const id of ['11-0', '51-2', '60-2', '11-31']) {
      const taken = Array.from({ length: 300 }, (_, seed) => drawBehind(rows, first, seed, 12)).filter(
        (ids) => ids.includes(id),
      );
      const want = { selected: 12, count: 12, first };
      expect(stableChance(id, rows, want, 300), id).toBe(taken.length / 300);
    }
  });
});
