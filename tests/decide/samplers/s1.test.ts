import { describe, expect, it } from 'vitest';
import { benchmarkWeights, preselect, s1Sampler } from '../../../server/decide/samplers/s1.ts';
import type { DrawRow } from '../../../server/decide/samplers/sampler.ts';
import { configFor } from '../candidates.ts';

const row = (id: string, some: Partial<DrawRow> = {}): DrawRow => ({
  id,
  source: 'test',
  domain: '11',
  length: 1,
  teacherCorrect: null,
  ...some,
});
const config = (settings: object = {}) => configFor('diversity', settings);
const draw = (rows: DrawRow[], seed: number, n: number, settings = {}) =>
  s1Sampler(rows, config(settings), { selected: n, count: n })(seed);

/** Domains of unequal size; within each, lengths 1..m. */
function pool(sizes: Record<string, number>): DrawRow[] {
  return Object.entries(sizes).flatMap(([domain, m]) =>
    Array.from({ length: m }, (_, i) => row(`${domain}-${i}`, { domain, length: m - i })),
  );
}

/** Chi-square of counts against expected counts. */
const chiSquare = (counts: number[], expected: number[]) =>
  counts.reduce((sum, n, i) => sum + (n - (expected[i] ?? 0)) ** 2 / (expected[i] ?? 1), 0);

describe('s1Sampler draws with the probabilities of s1', () => {
  const seeds = Array.from({ length: 4000 }, (_, seed) => seed);

  it('takes domains uniformly, however large they are', () => {
    const rows = pool({ 11: 400, 51: 40, 60: 4, physics: 100 });
    const firsts = seeds.map((seed) => (draw(rows, seed, 1)[0] ?? '').split('-')[0]);
    const counts = ['11', '51', '60', 'physics'].map(
      (domain) => firsts.filter((name) => name === domain).length,
    );
    expect(chiSquare(counts, [1000, 1000, 1000, 1000])).toBeLessThan(16.3); // p = 0.001 at 3 degrees
  });

  it('takes rank r by length with probability 2^-(r+1) / (1 - 2^-m)', () => {
    const rows = pool({ 11: 5 });
    const ranks = seeds.map((seed) => Number((draw(rows, seed, 1)[0] ?? '').split('-')[1]));
    const counts = [0, 1, 2, 3, 4].map((r) => ranks.filter((rank) => rank === r).length);
    const expected = [0, 1, 2, 3, 4].map((r) => (4000 * 2 ** -(r + 1)) / (1 - 2 ** -5));
    expect(chiSquare(counts, expected)).toBeLessThan(18.5); // p = 0.001 at 4 degrees
  });

  it('draws without replacement: the ranks behind a taken row move up', () => {
    const rows = pool({ 11: 3 });
    const pairs = seeds.map((seed) => draw(rows, seed, 2).join(' '));
    // first rank 0 with 4/7, then of the two left the longer with 2/3
    const expected = {
      '11-0 11-1': (4 / 7) * (2 / 3),
      '11-1 11-0': (2 / 7) * (2 / 3),
      '11-2 11-1': (1 / 7) * (1 / 3),
    };
    for (const [pair, share] of Object.entries(expected)) {
      const seen = pairs.filter((one) => one === pair).length / seeds.length;
      expect(Math.abs(seen - share), pair).toBeLessThan(4 * Math.sqrt((share * (1 - share)) / seeds.length));
    }
  });

  it('fills 70 % of n from all domains, then goes by benchmark weights', () => {
    const rows = [
      ...pool({ 11: 500, 51: 500 }),
      ...pool({ 60: 40 }).map((one) => ({ ...one, source: 'x/AIME' })),
    ];
    const share = (settings: object) => {
      const picked = draw(rows, 7, 100, { preselect: false, ...settings });
      return picked.slice(70).filter((id) => id.startsWith('60-')).length;
    };
    expect(share({})).toBeGreaterThanOrEqual(15); // the weighted phase takes nothing else while domain 60 lasts
    expect(share({ benchmarkLike: [] })).toBeLessThan(20);
  });

  it('scales the phases with n, and goes on uniformly where no source is benchmark-like', () => {
    const rows = pool({ 11: 300, 51: 300, 60: 300 });
    for (const n of [1, 10, 200, 900]) expect(new Set(draw(rows, 1, n)).size).toBe(n);
  });

  it('uses a preselected row up without selecting twice', () => {
    const rows = pool({ 11: 6 }).map((one, i) => ({ ...one, source: 'AIME', teacherCorrect: i < 3 }));
    const picked = draw(rows, 3, 6);
    expect(picked.slice(0, 3)).toEqual(['11-0', '11-1', '11-2']);
    expect([...picked].sort()).toEqual(rows.map(({ id }) => id).sort());
  });
});

describe('s1Sampler hangs on rows and seed alone', () => {
  const rows = pool({ 11: 90, 51: 80, 60: 70 });

  it('gives the same ranking for the same seed, in any order of the rows', () => {
    expect(draw([...rows].reverse(), 42, 60)).toEqual(draw(rows, 42, 60));
  });

  it('gives another ranking for another seed', () => {
    expect(draw(rows, 43, 60)).not.toEqual(draw(rows, 42, 60));
  });

  it('keeps the selection when the reserve grows', () => {
    const longer = s1Sampler(rows, config(), { selected: 60, count: 120 })(42);
    expect(longer.slice(0, 60)).toEqual(draw(rows, 42, 60));
    expect(longer).toHaveLength(120);
  });
});

describe('preselect(rows, config)', () => {
  it('takes what the teacher solved: benchmark-like sources, and MATH above 5,600 tokens, longest first', () => {
    const rows = [
      row('gpqa', { source: 'GPQA', teacherCorrect: true, length: 10 }),
      row('aime', { source: 'some/AIME_1983', teacherCorrect: true, length: 20 }),
      row('aime-wrong', { source: 'AIME', teacherCorrect: false }),
      row('aime-ungraded', { source: 'AIME' }),
      row('math-long', { source: 'simplescaling/openaimath/x', teacherCorrect: true, length: 5601 }),
      row('math-short', { source: 'MATH', teacherCorrect: true, length: 5600 }),
      row('olym', { source: 'OlymMATH', teacherCorrect: true, length: 9000 }),
    ];
    expect(preselect(rows, config()).map(({ id }) => id)).toEqual(['math-long', 'aime', 'gpqa']);
    expect(preselect(rows, config({ preselect: false }))).toEqual([]);
  });
});

describe('benchmarkWeights(rows, config)', () => {
  it('is floor(g_d * 0.5 * A / G) + a_d', () => {
    const many = (n: number, source: string, domain: string) =>
      Array.from({ length: n }, (_, i) => row(`${source}${domain}${i}`, { source, domain }));
    const rows = [
      ...many(8, 'AIME', '11'),
      ...many(2, 'AIME', '51'),
      ...many(3, 'GPQA', 'physics'),
      ...many(1, 'GPQA', '51'),
      ...many(9, 'other', '60'),
    ];
    // A = 10, G = 4: each GPQA row counts 1.25
    expect(benchmarkWeights(rows, config())).toEqual(
      new Map([
        ['11', 8],
        ['51', 3],
        ['physics', 3],
      ]),
    );
  });
});
