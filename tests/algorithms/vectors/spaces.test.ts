import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { naturalLog } from '../../../server/algorithms/logarithm.ts';
import { coverageOf } from '../../../server/algorithms/vectors/coverage.ts';
import { denseSpace } from '../../../server/algorithms/vectors/dense-space.ts';
import { evenly } from '../../../server/algorithms/vectors/evenly.ts';
import { facilityLocation } from '../../../server/algorithms/vectors/facility-location.ts';
import { hashedWords } from '../../../server/algorithms/vectors/features.ts';
import { kCenter } from '../../../server/algorithms/vectors/k-center.ts';
import type { VectorSpace } from '../../../server/algorithms/vectors/space.ts';
import { textSpace } from '../../../server/algorithms/vectors/text-space.ts';

const rowsOf = (space: VectorSpace): number[][] =>
  Array.from({ length: space.size }, (_, i) => {
    const out = new Float32Array(space.size);
    space.similarities(i, out);
    return [...out];
  });
const spaceOf = (texts: readonly string[]) => textSpace(texts.map(hashedWords));

describe('naturalLog(x)', () => {
  it('agrees with Math.log to the last digits', () => {
    const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(positive, (x) => {
        expect(Math.abs(naturalLog(x) - Math.log(x))).toBeLessThanOrEqual(
          4e-16 * Math.max(1, Math.abs(Math.log(x))),
        );
      }),
    );
    expect([naturalLog(1), naturalLog(2)]).toEqual([0, Math.LN2]);
    expect(() => naturalLog(0)).toThrow(RangeError);
  });
});

describe('hashedWords(text)', () => {
  it('gives words and signs in their order, whatever the case and the blanks', () => {
    const [find, x, plus, one] = ['find', 'x', '+', '1'].map((word) => hashedWords(word)[0]);
    expect([...hashedWords('Find  X+1')]).toEqual([find, x, plus, one]);
    expect([hashedWords('x1').length, hashedWords('求根').length, hashedWords(' \n').length]).toEqual([
      1, 2, 0,
    ]);
    expect(new Set([find, x, plus, one]).size).toBe(4);
  });
});

describe('textSpace(texts)', () => {
  const texts = [
    'the red apple pie',
    'the red apple tart',
    'the blue sea',
    'blue sea of the north',
    '',
    'zzz',
  ];

  it('has the cosines of TF-IDF vectors that are worked out plainly', () => {
    const many = [
      ...texts,
      ...Array.from({ length: 24 }, (_, i) => `text ${i % 7} about ${i % 11} things and ${i} pies`),
    ];
    const bags = many.map((text) => {
      const bag = new Map<number, number>();
      for (const word of hashedWords(text)) bag.set(word, (bag.get(word) ?? 0) + 1);
      return bag;
    });
    const df = (bucket: number) => bags.filter((bag) => bag.has(bucket)).length;
    const weight = (bucket: number, tf: number) =>
      (1 + Math.log(tf)) * Math.log((many.length + 1) / df(bucket));
    const dot = (a: Map<number, number>, b: Map<number, number>) =>
      [...a].reduce((sum, [k, tf]) => sum + weight(k, tf) * (b.has(k) ? weight(k, b.get(k) ?? 0) : 0), 0);
    const cosine = (a: Map<number, number>, b: Map<number, number>) =>
      dot(a, b) / Math.max(Number.MIN_VALUE, Math.sqrt(dot(a, a) * dot(b, b)));
    rowsOf(spaceOf(many)).forEach((row, i) => {
      for (const [j, x] of row.entries()) expect(x).toBeCloseTo(cosine(bags[i]!, bags[j]!), 5);
    });
  });

  it('is 1 with itself, symmetric, and 0 where nothing is shared or there is no word', () => {
    const many = [...texts, ...Array.from({ length: 30 }, (_, i) => `filler number ${i} of its kind ${i}`)];
    const all = rowsOf(spaceOf(many));
    expect(all.map((row, i) => row[i])).toEqual(many.map((text) => (text === '' ? 0 : 1)));
    all.forEach((row, i) => {
      for (const [j, x] of row.entries()) expect(x).toBeCloseTo(all[j]?.[i] ?? -1, 6);
    });
    expect(all[0]?.[1]).toBeGreaterThan(0.2);
    expect([all[0]?.[2], all[4]?.[0], all[5]?.[1]].every((x) => (x ?? 1) < 0.2)).toBe(true);
  });
});

describe('denseSpace(dimension, vectors, seed)', () => {
  it('has the cosines of short vectors exactly, and 0 where there is no vector', () => {
    const rows = rowsOf(denseSpace(2, [[1, 0], [1, 1], [0, -2], null], 1));
    const r = Math.SQRT1_2;
    const expected = [
      [1, r, 0, 0],
      [r, 1, -r, 0],
      [0, -r, 1, 0],
      [0, 0, 0, 0],
    ];
    for (const [i, row] of expected.entries())
      for (const [j, x] of row.entries()) expect(rows[i]?.[j]).toBeCloseTo(x, 6);
  });

  it('keeps the cosines of long vectors up to the error of a projection to 64 dimensions', () => {
    const wave = (k: number) =>
      Float32Array.from({ length: 500 }, (_, d) => Math.sin(d * (0.1 + k / 97)) + (k % 5) / 5);
    const vectors = Array.from({ length: 40 }, (_, k) => wave(k));
    const cosine = (a: Float32Array, b: Float32Array) => {
      const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, v, d) => sum + v * (y[d] ?? 0), 0);
      return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
    };
    const rows = rowsOf(denseSpace(500, vectors, 7));
    const errors = vectors.flatMap((a, i) => vectors.map((b, j) => (rows[i]?.[j] ?? 9) - cosine(a, b)));
    expect(Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length)).toBeLessThan(0.15);
    expect(rowsOf(denseSpace(500, vectors, 7))).toEqual(rows);
    expect(rowsOf(denseSpace(500, vectors, 8))).not.toEqual(rows);
  });

  it('refuses a vector of another dimension', () => {
    expect(() => denseSpace(2, [[1, 2, 3]], 1)).toThrow('a vector of 3 dimensions among some of 2');
  });
});

describe('textSpace of many texts', () => {
  it('leaves out words of more than a twentieth of them', () => {
    const all = rowsOf(spaceOf(Array.from({ length: 300 }, (_, i) => `find ${i % 100} of n${i}`)));
    expect([all[0]?.[1], all[0]?.[100]?.toFixed(2)]).toEqual([0, expect.stringMatching(/^0\.[3-5]/)]);
  });
});

/** Points on a circle, by their angles in degrees. */
const circle = (degrees: readonly number[]): VectorSpace =>
  denseSpace(
    2,
    degrees.map((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]),
    1,
  );
const angles = fc.array(fc.integer({ min: 0, max: 359 }), { minLength: 2, maxLength: 12 });
const radiusOf = (space: VectorSpace, chosen: readonly number[]) => coverageOf(space, chosen)?.radius ?? 9;
const angleOf = (radius: number) => Math.acos(Math.max(-1, 1 - radius));

/** All choices of `count` of `size`. */
function choices(size: number, count: number): number[][] {
  if (count === 0) return [[]];
  return Array.from({ length: size }, (_, i) => i).flatMap((i) =>
    choices(size, count - 1).flatMap((rest) => (rest.every((j) => j < i) ? [[...rest, i]] : [])),
  );
}

describe('kCenter(space, want)', () => {
  it('has at most twice the angle of the best choice, takes nobody twice and ends with all', () => {
    fc.assert(
      fc.property(angles, fc.integer({ min: 1, max: 3 }), (degrees, count) => {
        const space = circle(degrees);
        const picks = kCenter(space, { count, first: [], start: 0 });
        expect([new Set(picks).size, picks[0]]).toEqual([Math.min(count, degrees.length), 0]);
        const best = Math.min(...choices(degrees.length, picks.length).map((some) => radiusOf(space, some)));
        expect(angleOf(radiusOf(space, picks))).toBeLessThanOrEqual(2 * angleOf(best) + 0.03);
      }),
      { numRuns: 60 },
    );
    expect(kCenter(circle([0, 10, 20]), { count: 9, first: [1], start: 0 })).toEqual([0, 2]);
  });
});

describe('facilityLocation(space, want)', () => {
  it('adds at least 1 - 1/e of the best sum of similarities, as a plain greedy search does', () => {
    const size = fc.integer({ min: 2, max: 4 });
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 90 }), { minLength: 4, maxLength: 9 }),
        size,
        (degrees, count) => {
          const space = circle(degrees);
          const rows = rowsOf(space);
          const worth = (some: readonly number[]) =>
            degrees.reduce(
              (sum, _, client) => sum + Math.max(0, ...some.map((j) => rows[j]?.[client] ?? 0)),
              0,
            );
          const picks = facilityLocation(space, {
            count,
            first: [],
            clients: evenly(space.size, 99),
            neighbours: 99,
          });
          expect(new Set(picks).size).toBe(Math.min(count, degrees.length));
          const best = Math.max(...choices(degrees.length, picks.length).map(worth));
          expect(worth(picks)).toBeGreaterThanOrEqual(best * (1 - 1 / Math.E) - 1e-6);
          const greedy: number[] = [];
          while (greedy.length < picks.length) {
            const gains = degrees.map((_, j) => (greedy.includes(j) ? -1 : worth([...greedy, j])));
            greedy.push(gains.indexOf(Math.max(...gains)));
          }
          expect(worth(picks)).toBeGreaterThanOrEqual(worth(greedy) - 1e-4);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('leaves out who is picked already, and goes on where nothing adds any more', () => {
    const picks = facilityLocation(circle([0, 0, 90, 90, 180]), {
      count: 9,
      first: [2],
      clients: [0, 1, 3],
      neighbours: 2,
    });
    expect([...picks].sort()).toEqual([0, 1, 3, 4]);
  });
});

describe('coverageOf(space, chosen)', () => {
  it('is the farthest and the mean distance of all to the chosen, and among the chosen', () => {
    expect(coverageOf(circle([0, 60, 90, 180]), [0, 2])).toEqual({
      radius: 1,
      mean: Math.round(((0 + (1 - Math.cos(Math.PI / 6)) + 0 + 1) / 4) * 1e4) / 1e4,
      nearest: 1,
    });
    expect(coverageOf(circle([0, 60]), [0])).toEqual({ radius: 0.5, mean: 0.25, nearest: null });
    expect(coverageOf(circle([0, 60]), [])).toBeNull();
  });

  it('looks from a sample of all where more are chosen than it has looks', () => {
    const space = circle(Array.from({ length: 5000 }, (_, i) => (i * 360) / 5000));
    const chosen = Array.from({ length: 5000 }, (_, i) => i);
    expect(coverageOf(space, chosen)).toEqual({ radius: 0, mean: 0, nearest: 0 });
  });
});

describe('evenly(size, count)', () => {
  it('gives so many different numbers, or all there are', () => {
    expect([evenly(10, 3), evenly(2, 5), evenly(4, 4)]).toEqual([
      [0, 3, 6],
      [0, 1],
      [0, 1, 2, 3],
    ]);
  });
});
