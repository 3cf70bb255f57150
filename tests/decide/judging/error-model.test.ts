import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import {
  type Cell,
  errorInterval,
  fitErrors,
  likeliest,
  trueValue,
} from '../../../server/decide/judging/error-model.ts';

/** Items of which `words` people said one of `values`, each mistaken with the chance `error`. */
function drawn(items: number, words: number, error: number, rates: readonly number[], seed: string): Cell[] {
  const random = seededRandom(seed);
  const values = rates.length;
  const cells = Array.from({ length: items }, (): Cell => {
    let [place, value] = [random.next(), 0];
    while (value < values - 1 && place >= (rates[value] ?? 0)) place -= rates[value++] ?? 0;
    const said = rates.map(() => 0);
    let first = -1;
    for (let word = 0; word < words; word++) {
      const at = random.next() < error ? (value + 1 + random.int(values - 1)) % values : value;
      said[at] = (said[at] ?? 0) + 1;
      if (first === -1) first = at;
    }
    return { said, first, items: 1 };
  });
  return together(cells);
}

/** Cells of which the same was said as one. */
function together(cells: readonly Cell[]): Cell[] {
  const found = new Map<string, Cell>();
  for (const { said, first, items } of cells) {
    const key = `${first} ${said.join()}`;
    found.set(key, { said, first, items: (found.get(key)?.items ?? 0) + items });
  }
  return [...found.values()];
}

describe('fitErrors(cells, values)', () => {
  it.each([
    { error: 0.1, rates: [0.8, 0.2] },
    { error: 0.25, rates: [0.6, 0.4] },
    { error: 0.2, rates: [0.5, 0.3, 0.2] },
  ])('finds how often people err without knowing who is right: $error of $rates', ({ error, rates }) => {
    const model = fitErrors(drawn(2000, 3, error, rates, `fit ${error}`), rates.length);
    const found = errorInterval(model);
    expect(found.value).toBeCloseTo(error, 1);
    expect(found.low <= error + 0.02 && error - 0.02 <= found.high).toBe(true);
    const best = model.errors.reduce((a, b) => (a.weight > b.weight ? a : b));
    // A fifth of the rates is spread evenly, so that none is very small.
    for (const [i, rate] of rates.entries())
      expect(Math.abs((best.rates[i] ?? 0) - (0.8 * rate + 0.2 / rates.length))).toBeLessThan(0.05);
  });

  it('knows nothing where nobody judged the same item: the interval is as wide as it can be', () => {
    const { low, high } = errorInterval(fitErrors([{ said: [1, 0], first: 0, items: 30 }], 2));
    expect([low < 0.05, high > 0.4]).toEqual([true, true]);
  });

  it('is not led astray by asking again about what was said to be bad alone', () => {
    const [error, rates] = [0.15, [0.8, 0.2]] as const;
    const random = seededRandom('again');
    const single = drawn(4000, 1, error, rates, 'again').flatMap((cell) =>
      Array.from({ length: cell.items }, () => cell),
    );
    const cells = single.map(({ said, first }): Cell => {
      if (first === 0) return { said, first, items: 1 };
      // The true value is drawn anew from what the first word says, so that second words are as they would be.
      const [isGood = 0] = trueValue(said, rates, error);
      const value = random.next() < isGood ? 0 : 1;
      const second = random.next() < error ? 1 - value : value;
      return { said: said.map((n, at) => n + (at === second ? 1 : 0)), first, items: 1 };
    });
    const { low, high } = errorInterval(fitErrors(together(cells), 2));
    expect(low <= error && error <= high).toBe(true);
  });
});

describe('likeliest(model, said)', () => {
  it('is surer with each word that agrees, and of two that differ as sure as of none', () => {
    const model = fitErrors(drawn(500, 3, 0.1, [0.5, 0.5], 'sure'), 2);
    const sure = (said: number[]) => likeliest(model, said).sure;
    expect(sure([2, 0])).toBeGreaterThan(sure([1, 0]));
    expect(sure([3, 0])).toBeGreaterThan(sure([2, 0]));
    expect(sure([1, 1])).toBeLessThan(0.6);
    expect(likeliest(model, [1, 3]).value).toBe(1);
  });

  it('follows Bayes for any words', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 8 }),
        fc.integer({ min: 0, max: 8 }),
        fc.double({ min: 0.01, max: 0.49, noNaN: true }),
        fc.double({ min: 0.05, max: 0.95, noNaN: true }),
        (accepts, rejects, error, rate) => {
          const yes = rate * (1 - error) ** accepts * error ** rejects;
          const no = (1 - rate) * error ** accepts * (1 - error) ** rejects;
          const [share = 0] = trueValue([accepts, rejects], [rate, 1 - rate], error);
          expect(share).toBeCloseTo(yes / (yes + no), 9);
        },
      ),
    );
  });
});
