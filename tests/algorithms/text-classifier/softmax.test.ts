import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { exampleList } from '../../../server/algorithms/text-classifier/examples.ts';
import {
  plainScorer,
  type Scorer,
  scorer,
  vectorScorer,
} from '../../../server/algorithms/text-classifier/scores.ts';
import { learn, oddsOf } from '../../../server/algorithms/text-classifier/softmax.ts';

const SHAPE = { features: 64, classes: 50, most: 16 };

/** Two hundred texts: class k is told by feature k, the rest of its features says nothing. */
function examples(classes: number) {
  const random = seededRandom('examples');
  const list = exampleList();
  for (let i = 0; i < 200; i += 1) {
    const features = new Set([i % classes, ...Array.from({ length: 5 }, () => 50 + random.int(14))]);
    list.add(Int32Array.from(features), i % classes, 1);
  }
  return list.columns();
}

const weightsHash = (model: Scorer): string =>
  createHash('sha256').update(new Uint8Array(model.weights.slice().buffer)).digest('hex').slice(0, 16);

describe('learn(model, examples, learning, random)', () => {
  test('finds the feature that tells a class', () => {
    const model = scorer(SHAPE);
    learn(model, examples(50), { epochs: 5, rate: 1 }, seededRandom(1));
    const told = Array.from({ length: 50 }, (_, k) => {
      const sums = [...model.sum(Int32Array.of(k, 50, 51))];
      return sums.indexOf(Math.max(...sums));
    });
    expect(told).toEqual(Array.from({ length: 50 }, (_, k) => k));
  });

  test('learns the same bits everywhere, with vectors and without, and others by another seed', () => {
    const learned = (model: Scorer, seed: number) => {
      learn(model, examples(50), { epochs: 3, rate: 1 }, seededRandom(seed));
      return weightsHash(model);
    };
    expect(learned(vectorScorer(SHAPE), 1)).toMatchInlineSnapshot(`"95aa26b10d3f28c4"`);
    expect(learned(plainScorer(SHAPE), 1)).toBe(learned(vectorScorer(SHAPE), 1));
    expect(learned(vectorScorer(SHAPE), 2)).not.toBe(learned(vectorScorer(SHAPE), 1));
  });

  test('leaves the weights alone where there is nothing to learn', () => {
    const model = scorer(SHAPE);
    const list = exampleList();
    list.add(Int32Array.of(), 3, 1);
    learn(model, list.columns(), { epochs: 2, rate: 1 }, seededRandom(1));
    expect(model.weights.every((weight) => weight === 0)).toBe(true);
  });
});

describe('scorer(shape)', () => {
  test('sums the same bits with vectors as one after the other, for any number of classes', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 130 }),
        fc.array(number, { minLength: 8, maxLength: 8 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 7 })),
        (classes, numbers, found) => {
          const shape = { features: 8, classes, most: 8 };
          const both = [vectorScorer(shape), plainScorer(shape)];
          for (const { weights } of both) weights.set(weights.map((_, i) => numbers[i % 8]! / (1 + i)));
          const [vector, plain] = both.map((model) => [...model.sum(Int32Array.from(found))]);
          expect(vector).toEqual(plain);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('oddsOf(sums, scale, odds)', () => {
  test('gives odds whose largest is 1, and their sum', () => {
    const odds = new Float64Array(3);
    expect(oddsOf([1000, 998, -5000], 0.5, odds)).toBeCloseTo(1 + Math.exp(-1), 12);
    expect([...odds]).toEqual([1, expect.closeTo(Math.exp(-1), 12), 0]);
  });
});
