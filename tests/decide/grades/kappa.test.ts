import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { graderCounts, kappa } from '../../../server/decide/grades/kappa.ts';

type Pair = readonly [string, string];

/** Pairs from a table of counts: rows the one judge, columns the other. */
const pairsOf = (table: readonly (readonly number[])[]): Pair[] =>
  table.flatMap((row, i) =>
    row.flatMap((count, j) => Array.from({ length: count }, (): Pair => [`${i}`, `${j}`])),
  );

/** Half the width of the interval in standard errors of 95 %. */
const errorOf = ({ kappa: value, low }: ReturnType<typeof kappa>): number =>
  ((value ?? 0) - (low ?? 0)) / 1.959964;

describe('kappa', () => {
  test('is 0.429 with an error of 0.054 in the example of Fleiss, Cohen and Everitt', () => {
    const found = kappa(
      pairsOf([
        [106, 10, 4],
        [22, 28, 10],
        [2, 12, 6],
      ]),
    );
    expect(found.kappa).toBeCloseTo(0.429, 3);
    expect(errorOf(found)).toBeCloseTo(0.054, 3);
    expect([found.n, found.agreement]).toEqual([200, 0.7]);
  });

  test('is 0.676 with an error of 0.088 for the three diagnoses of the book of Fleiss', () => {
    const found = kappa(
      pairsOf([
        [75, 1, 4],
        [5, 4, 1],
        [0, 0, 10],
      ]),
    );
    expect(found.kappa).toBeCloseTo(0.676, 3);
    expect(errorOf(found)).toBeCloseTo(0.088, 2);
  });

  test('has the interval that resampling gives', () => {
    const pairs = pairsOf([
      [60, 9, 3],
      [12, 50, 6],
      [4, 8, 48],
    ]);
    const random = seededRandom('bootstrap');
    const values = Array.from({ length: 800 }, () => {
      const drawn = pairs.map(() => pairs[random.int(pairs.length)]!);
      return kappa(drawn).kappa ?? 0;
    }).sort((a, b) => a - b);
    const { low, high } = kappa(pairs);
    expect(Math.abs((values[20] ?? 0) - (low ?? 0))).toBeLessThan(0.03);
    expect(Math.abs((values[779] ?? 0) - (high ?? 0))).toBeLessThan(0.03);
  });

  test.each([
    [[], { kappa: null, low: null, high: null, n: 0, agreement: null }],
    [[['correct', 'correct']], { kappa: null, low: null, high: null, n: 1, agreement: 1 }],
    [
      [
        ['correct', 'wrong'],
        ['wrong', 'correct'],
      ],
      { kappa: -1, low: null, high: null, n: 2, agreement: 0 },
    ],
    [[['correct', 'wrong']], { kappa: 0, low: null, high: null, n: 1, agreement: 0 }],
  ] satisfies [Pair[], unknown][])('of %j', (pairs, wanted) => {
    expect(kappa(pairs)).toEqual(wanted);
  });

  test('of full agreement is 1, and a few pairs leave its lower end low', () => {
    const few = kappa(
      pairsOf([
        [2, 0],
        [0, 2],
      ]),
    );
    const many = kappa(
      pairsOf([
        [100, 0],
        [0, 100],
      ]),
    );
    expect([few.kappa, few.high, many.kappa]).toEqual([1, 1, 1]);
    expect(few.low).toBeLessThan(0.1);
    expect(many.low).toBeGreaterThan(0.95);
  });

  test('does not depend on order or on who is called the grader, and lies within its interval', () => {
    const verdict = fc.constantFrom('correct', 'wrong', 'unverifiable');
    const pairs = fc.array(fc.tuple(verdict, verdict), { maxLength: 60 });
    fc.assert(
      fc.property(pairs, (list) => {
        const found = kappa(list);
        const turned = kappa(list.map(([a, b]): Pair => [b, a]).reverse());
        expect(turned.kappa ?? 9).toBeCloseTo(found.kappa ?? 9, 9);
        expect(turned.low ?? 9).toBeCloseTo(found.low ?? 9, 9);
        if (found.kappa === null || found.low === null) return;
        expect((found.low ?? 0) - 1e-9).toBeLessThanOrEqual(found.kappa);
        expect((found.high ?? 0) + 1e-9).toBeGreaterThanOrEqual(found.kappa);
      }),
    );
  });
});

describe('graderCounts', () => {
  const good = kappa(
    pairsOf([
      [40, 3],
      [3, 40],
    ]),
  );

  test.each([
    [
      { kappa: 0.6, verdicts: 50, bound: 'low' },
      { counts: true, says: 'The lower end of its kappa is 0.753, and 0.6 is asked for.' },
    ],
    [
      { kappa: 0.8, verdicts: 50, bound: 'low' },
      { counts: false, says: 'The lower end of its kappa is 0.753, but 0.8 is asked for.' },
    ],
    [
      { kappa: 0.8, verdicts: 50, bound: 'point' },
      { counts: true, says: 'Its kappa is 0.860, and 0.8 is asked for.' },
    ],
    [
      { kappa: 0.6, verdicts: 100, bound: 'low' },
      { counts: false, says: 'It was held against 86 human verdicts, and 100 are asked for.' },
    ],
    [
      { kappa: 1, verdicts: 0, bound: 'low' },
      { counts: true, says: 'No agreement with people is asked for.' },
    ],
  ] as const)('by the rule %j', (rule, wanted) => {
    expect(graderCounts(good, rule)).toEqual(wanted);
  });

  test('does not count where all verdicts are one and the same', () => {
    const one = kappa(pairsOf([[80]]));
    expect(graderCounts(one, { kappa: 0.6, verdicts: 50, bound: 'low' }).counts).toBe(false);
  });
});
