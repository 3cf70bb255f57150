import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearestOthers } from '../../../server/algorithms/projection/neighbours.ts';
import { type PlaneOptions, planeOf } from '../../../server/algorithms/projection/plane.ts';
import { principalAxes } from '../../../server/algorithms/projection/principal-axes.ts';
import { symmetricEigen } from '../../../server/algorithms/projection/symmetric-eigen.ts';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { textSpace } from '../../../server/algorithms/vectors/text-space.ts';
import { postingsOf, tfIdf } from '../../../server/algorithms/vectors/tf-idf.ts';

function ended<T>(steps: Generator<unknown, T>): T {
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return step.value;
}

const planeFor = (texts: readonly Uint32Array[], options: PlaneOptions = { seed: 1 }): Uint16Array => {
  const { rows, frequency } = tfIdf(texts);
  return ended(planeOf(rows, frequency, options));
};

/** Texts of six subjects in turn: eight words of their own, twelve of everybody's. */
function sixSubjects(count: number): Uint32Array[] {
  const random = seededRandom(3);
  return Array.from({ length: count }, (_, i) =>
    Uint32Array.from({ length: 20 }, (_, j) =>
      j < 8 ? (i % 6) * 40 + random.int(40) : 1000 + random.int(500),
    ),
  );
}

/** Share of the points whose nearest other one is of the same subject. */
function nearestIsAlike(points: Uint16Array): number {
  const count = points.length / 2;
  let alike = 0;
  for (let i = 0; i < count; i++) {
    let [best, least] = [-1, Number.POSITIVE_INFINITY];
    for (let j = 0; j < count; j++) {
      const distance =
        (points[2 * i]! - points[2 * j]!) ** 2 + (points[2 * i + 1]! - points[2 * j + 1]!) ** 2;
      if (j !== i && distance < least) [best, least] = [j, distance];
    }
    if (best % 6 === i % 6) alike++;
  }
  return alike / count;
}

describe('planeOf(rows, frequency, options)', () => {
  it('puts texts of one subject together', () => {
    const points = planeFor(sixSubjects(400));
    expect(nearestIsAlike(points)).toBeGreaterThan(0.97);
    expect([Math.max(...points) > 55_000, Math.min(...points) < 10_000]).toEqual([true, true]);
  });

  it('puts those that are not laid out themselves among their like', () => {
    expect(nearestIsAlike(planeFor(sixSubjects(400), { seed: 1, most: 250 }))).toBeGreaterThan(0.95);
  });

  it('gives the same bytes for the same texts and seed, on every machine and in every version', () => {
    const texts = sixSubjects(150);
    const sha256 = (points: Uint16Array) => createHash('sha256').update(points).digest('hex').slice(0, 16);
    expect([sha256(planeFor(texts)), sha256(planeFor(texts))]).toEqual([GOLDEN, GOLDEN]);
    expect(sha256(planeFor(texts, { seed: 2 }))).not.toBe(GOLDEN);
  });

  it('takes any texts: none, one, copies, without words', () => {
    const word = fc.integer({ min: 0, max: 30 });
    const texts = fc.array(
      fc.array(word, { maxLength: 6 }).map((words) => Uint32Array.from(words)),
      { maxLength: 24 },
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 30 }), (some, most) => {
        expect(planeFor(some, { seed: 1, most })).toHaveLength(2 * some.length);
      }),
      { numRuns: 15 },
    );
  });
});

/** Where this changes, areas in old addresses hold other questions: raise AREA_VERSION of shared/area.ts with it. */
const GOLDEN = 'cd141ea5b9d15094';

describe('symmetricEigen(matrix)', () => {
  it('gives vectors that the matrix only stretches, the most stretched first', () => {
    const entry = fc.double({ min: -10, max: 10, noNaN: true });
    fc.assert(
      fc.property(fc.array(entry, { minLength: 36, maxLength: 36 }), (entries) => {
        const at = (i: number, j: number): number => entries[Math.min(i, j) * 6 + Math.max(i, j)] ?? 0;
        const { values, vectors } = symmetricEigen(
          Float64Array.from({ length: 36 }, (_, n) => at(Math.floor(n / 6), n % 6)),
          6,
        );
        for (let v = 0; v < 6; v++)
          for (let i = 0; i < 6; i++) {
            let sum = 0;
            for (let j = 0; j < 6; j++) sum += at(i, j) * (vectors[v * 6 + j] ?? 0);
            expect(sum).toBeCloseTo((values[v] ?? 0) * (vectors[v * 6 + i] ?? 0), 8);
          }
        expect([...values]).toEqual([...values].sort((a, b) => b - a));
      }),
      { numRuns: 60 },
    );
  });
});

describe('principalAxes(rows, frequency, options)', () => {
  it('finds the two directions in which rows of two pairs of words differ', () => {
    const texts = Array.from({ length: 40 }, (_, i) =>
      Uint32Array.from([i % 2 === 0 ? 1 : 2, ...(i % 4 < 2 ? [3] : [4])]),
    );
    const { rows, frequency } = tfIdf(texts);
    const axes = principalAxes(rows, frequency, { dimensions: 3, seed: 1 });
    const kinds = new Set(texts.map((_, i) => `${axes[3 * i]!.toFixed(3)} ${axes[3 * i + 1]!.toFixed(3)}`));
    expect(kinds.size).toBe(4);
    expect(texts.every((_, i) => Math.abs(axes[3 * i + 2]!) < 1e-6)).toBe(true);
  });
});

describe('nearestOthers(rows, postings, count)', () => {
  it('finds the most similar by cosine, itself never, and who is like nobody is left alone', () => {
    const [count, near] = [200, 6];
    const texts = [...sixSubjects(count - 1), Uint32Array.from([999_999])];
    const { rows, frequency } = tfIdf(texts);
    const space = textSpace(texts);
    const found = ended(nearestOthers(rows, postingsOf(rows, frequency), near));
    const similar = new Float32Array(count);
    for (let row = 0; row < count - 1; row++) {
      space.similarities(row, similar);
      similar[row] = -1;
      const best = [...similar].sort((a, b) => b - a).slice(0, near);
      const own = [...found.others.subarray(row * near, (row + 1) * near)];
      expect(new Set([...own, row]).size).toBe(near + 1);
      own.forEach((other, i) => {
        expect(similar[other]).toBeCloseTo(best[i] ?? 0, 5);
        expect(found.distances[row * near + i]).toBeCloseTo(1 - (similar[other] ?? 0), 5);
      });
    }
    expect([...found.others.subarray((count - 1) * near)]).toEqual(Array(near).fill(count - 1));
  });
});
