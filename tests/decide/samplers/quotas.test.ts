import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quotasSampler } from '../../../server/decide/samplers/quotas.ts';
import type { DrawRow } from '../../../server/decide/samplers/sampler.ts';
import { configFor } from '../candidates.ts';

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
const draw = (rows: readonly DrawRow[], quotas: Record<string, number>, n: number, seed = 1, count = n) =>
  quotasSampler(rows, configFor('diversity', { sampler: 'quotas', quotas }), { selected: n, count })(seed);
const counts = (ids: readonly string[]) => {
  const tally: Record<string, number> = {};
  for (const id of ids) tally[id.split('-')[0] ?? ''] = (tally[id.split('-')[0] ?? ''] ?? 0) + 1;
  return tally;
};

describe('quotasSampler', () => {
  it('gives each domain what the recipe says, as a number or a share, and shares the rest evenly', () => {
    const rows = pool({ 11: 100, 51: 100, 60: 100, law: 100 });
    expect(counts(draw(rows, { 11: 50, law: 0.1 }, 100))).toEqual({ 11: 50, law: 10, 51: 20, 60: 20 });
    expect(counts(draw(rows, { 11: 0, 51: 0 }, 40))).toEqual({ 60: 20, law: 20 });
    expect(counts(draw(rows, {}, 10))).toMatchObject({ 11: expect.any(Number), law: expect.any(Number) });
  });

  it('gives what a domain can not fill to those that are not named first', () => {
    expect(counts(draw(pool({ 11: 5, 51: 100, 60: 100 }), { 11: 50, 51: 10 }, 100))).toEqual({
      11: 5,
      51: 10,
      60: 85,
    });
    expect(counts(draw(pool({ 11: 5, 51: 100, 60: 20 }), { 11: 50, 51: 10 }, 100))).toEqual({
      11: 5,
      51: 75,
      60: 20,
    });
  });

  const sizes = fc.dictionary(
    fc.constantFrom('11', '51', '60', '97', 'law'),
    fc.integer({ min: 1, max: 30 }),
    {
      minKeys: 2,
    },
  );
  const quotas = fc.dictionary(
    fc.constantFrom('11', '60', 'law', 'none'),
    fc.oneof(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0, max: 0.9, noNaN: true })),
  );

  it('takes nobody twice, n of them or all there are, and the same in any order of the rows', () => {
    fc.assert(
      fc.property(sizes, quotas, fc.nat(99), fc.integer({ min: 1, max: 60 }), (domains, wanted, seed, n) => {
        const rows = pool(domains);
        const ids = draw(rows, wanted, Math.min(n, rows.length), seed, rows.length);
        expect([new Set(ids).size, ids.length]).toEqual([rows.length, rows.length]);
        expect(draw([...rows].reverse(), wanted, Math.min(n, rows.length), seed, rows.length)).toEqual(ids);
      }),
    );
  });

  it('changes at most the domain of a selected one that is removed, while that domain fills its quota', () => {
    fc.assert(
      fc.property(fc.nat(999), fc.nat(39), (seed, which) => {
        const rows = pool({ 11: 60, 51: 50, 60: 70 });
        const before = draw(rows, { 11: 20 }, 40, seed);
        const gone = before[which] ?? '';
        const after = draw(
          rows.filter(({ id }) => id !== gone),
          { 11: 20 },
          40,
          seed,
        );
        const others = (ids: readonly string[]) =>
          ids.filter((id) => id.split('-')[0] !== gone.split('-')[0]);
        expect(others(after)).toEqual(others(before));
      }),
    );
  });

  it('is as even in each beginning as in the whole', () => {
    const ids = draw(pool({ 11: 100, 51: 100 }), { 11: 30, 51: 10 }, 40);
    for (let n = 4; n <= 40; n += 4) expect(counts(ids.slice(0, n))[11]).toBe((n * 3) / 4);
  });

  it('takes rank r by length with probability 2^-(r+1) / (1 - 2^-m)', () => {
    const rows = pool({ 11: 5 });
    const ranks = Array.from({ length: 4000 }, (_, seed) =>
      Number(draw(rows, {}, 1, seed)[0]?.split('-')[1]),
    );
    const chiSquare = [0, 1, 2, 3, 4].reduce((sum, r) => {
      const expected = (4000 * 2 ** -(r + 1)) / (1 - 2 ** -5);
      return sum + (ranks.filter((rank) => rank === r).length - expected) ** 2 / expected;
    }, 0);
    expect(chiSquare).toBeLessThan(18.5); // p = 0.001 at 4 degrees
  });
});
