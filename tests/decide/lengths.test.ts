import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparedLengths, lengthKind, type Measures } from '../../server/decide/lengths.ts';

const measures = (
  prompt: number,
  some: Partial<Measures['lengths']> = {},
  rankedTrace: number | null = null,
): Measures => ({
  lengths: { trace: null, attempt: null, solution: null, prompt, ...some },
  rankedTrace,
});
const many = (n: number, make: (i: number) => Measures) => Array.from({ length: n }, (_, i) => make(i));

describe('lengthKind(survivors, from)', () => {
  it('is the best kind that at least 95 % of the survivors have', () => {
    const withSolutions = (n: number) => many(100, (i) => measures(i, i < n ? { solution: i } : {}));
    expect(lengthKind(withSolutions(95), 'best')).toEqual({ kind: 'solution', share: 0.95 });
    expect(lengthKind(withSolutions(94), 'best')).toEqual({ kind: 'prompt', share: 1 });
    expect(lengthKind([], 'best')).toEqual({ kind: 'prompt', share: 0 });
  });

  it('is never settled by traces that were asked for since a run had ranked their questions, but by name', () => {
    const all = many(10, (i) => measures(i, {}, 500));
    expect(lengthKind(all, 'best')).toEqual({ kind: 'prompt', share: 1 });
    expect(lengthKind(all, 'trace')).toEqual({ kind: 'trace', share: 1 });
  });
});

describe('comparedLengths(survivors, kind, from)', () => {
  it('compares within one kind: a question without it stands at its quantile in the kind that it has', () => {
    const survivors = many(100, (i) => measures(1000 + i, i < 97 ? { solution: 10 * i } : {}));
    const compared = comparedLengths(survivors, 'solution', 'best');
    expect(survivors.slice(94).map(compared)).toEqual([
      { length: 940, lengthFrom: 'solution', standsAt: 940 },
      { length: 950, lengthFrom: 'solution', standsAt: 950 },
      { length: 960, lengthFrom: 'solution', standsAt: 960 },
      { length: 1097, lengthFrom: 'prompt', standsAt: 940 }, // 97.5 of 100 prompts: the 95th of 97 solutions
      { length: 1098, lengthFrom: 'prompt', standsAt: 950 },
      { length: 1099, lengthFrom: 'prompt', standsAt: 960 },
    ]);
  });

  it('orders by quantiles alone where nobody has the kind that is asked for', () => {
    const survivors = [measures(5), measures(9), measures(7, { solution: 3 })];
    const stands = survivors
      .map(comparedLengths(survivors, 'trace', 'trace'))
      .map(({ standsAt }) => standsAt);
    expect(stands).toEqual([1 / 6, 5 / 6, 0.5]);
  });

  it('keeps the order of lengths within each kind, whoever stands beside whom', () => {
    const one = fc.record({ prompt: fc.nat(30), solution: fc.option(fc.nat(30)) });
    fc.assert(
      fc.property(fc.array(one, { minLength: 2, maxLength: 40 }), (rows) => {
        const survivors = rows.map(({ prompt, solution }) => measures(prompt, { solution }));
        const all = survivors.map(comparedLengths(survivors, 'solution', 'best'));
        for (const a of all)
          for (const b of all)
            if (a.lengthFrom === b.lengthFrom && a.length <= b.length)
              expect(a.standsAt).toBeLessThanOrEqual(b.standsAt);
      }),
    );
  });
});
