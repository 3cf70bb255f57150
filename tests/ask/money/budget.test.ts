import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBudget, type Prior, type Reservation, UNKNOWN_P95 } from '../../../server/ask/money/budget.ts';
import { wholeMicroUsd } from '../../../server/ask/money/micro-usd.ts';
import type { Usage } from '../../../server/ask/provider.ts';

/** In: $0.75 a million; out: $3.75. */
const cost = ({ prompt, thoughts, answer }: Usage): number =>
  0.75 * (prompt ?? 0) + 3.75 * ((thoughts ?? 0) + (answer ?? 0));
const PRIOR: Prior = { mean: 5_600, low: 4_000, high: 8_000, p95: 16_000 };
const books = (budget: { spent(): number; reserved(): number }) => [budget.spent(), budget.reserved()];

describe('createBudget', () => {
  it("reserves the prompt and the prior's 95th percentile, and settles by what was paid", () => {
    const budget = createBudget({ ceiling: 1_000_000, spent: 100, prior: PRIOR, cost });
    const call = budget.reserve(200)!;
    expect([call.microUsd, ...books(budget)]).toEqual([60_150, 100, 60_150]);
    call.settle(21_150.2, 5_600);
    call.settle(9e9, 1);
    call.release();
    expect(books(budget)).toEqual([21_251, 0]);
    budget.reserve(200)?.release();
    expect(books(budget)).toEqual([21_251, 0]);
  });

  it('turns a call away that would pass the ceiling, to the micro-dollar', () => {
    const budget = createBudget({ ceiling: 120_301, spent: 1, prior: PRIOR, cost });
    const first = budget.reserve(200)!;
    expect(budget.reserve(200)).not.toBeNull();
    expect([budget.reserve(0), ...books(budget)]).toEqual([null, 1, 120_300]);
    first.release();
    expect(budget.reserve(202)).toBeNull();
    expect(budget.reserve(200)).not.toBeNull();
  });

  it('goes by the outputs so far once there are 20, those of earlier processes too', () => {
    const nineteen = Array.from({ length: 19 }, () => 1_000);
    const budget = createBudget({ ceiling: null, spent: 0, outputs: nineteen, prior: PRIOR, cost });
    const call = budget.reserve(0)!;
    expect(call.microUsd).toBe(60_000);
    call.settle(3_750, 1_000);
    const next = budget.reserve(0)!.microUsd;
    expect(next).toBeGreaterThanOrEqual(3_750);
    expect(next).toBeLessThanOrEqual(3_750 * 1.006);
  });

  it('reserves a stated number of tokens where nothing is known', () => {
    expect(createBudget({ ceiling: null, spent: 0, prior: null, cost }).reserve(0)?.microUsd).toBe(
      UNKNOWN_P95 * 3.75,
    );
  });

  it('counts a reply of unknown or senseless cost as what was reserved', () => {
    for (const paid of [null, Number.NaN, -1, Number.POSITIVE_INFINITY]) {
      const budget = createBudget({ ceiling: null, spent: 0, prior: PRIOR, cost });
      budget.reserve(200)?.settle(paid, Number.NaN);
      expect(books(budget)).toEqual([60_150, 0]);
    }
  });

  it('costs nothing where no price is known, and holds no ceiling over that', () => {
    const budget = createBudget({ ceiling: null, spent: 0, prior: null, cost: () => null });
    budget.reserve(1)?.settle(null, 5);
    expect(books(budget)).toEqual([0, 0]);
    expect(() => createBudget({ ceiling: 1, spent: 0, prior: null, cost: () => null })).toThrow(/No price/);
    expect(() => createBudget({ ceiling: Number.NaN, spent: 0, prior: null, cost })).toThrow(/budget/);
  });

  it('keeps spent below the ceiling and its books right whatever the order of calls', () => {
    type Step = { kind: 'reserve' | 'settle' | 'release'; prompt: number; output: number; pick: number };
    const step: fc.Arbitrary<Step> = fc.record({
      kind: fc.constantFrom('reserve', 'reserve', 'settle', 'release'),
      prompt: fc.nat(3_000),
      output: fc.nat(30_000),
      pick: fc.nat(50),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.nat(2_000_000), (steps, ceiling) => {
        const budget = createBudget({ ceiling, spent: 0, prior: PRIOR, cost });
        const open: { prompt: number; held: Reservation }[] = [];
        let paid = 0;
        for (const { kind, prompt, output, pick } of steps) {
          const at = pick % Math.max(1, open.length);
          if (kind === 'reserve') {
            const held = budget.reserve(prompt);
            if (held !== null) open.push({ prompt, held });
          } else if (open[at] !== undefined) {
            const [{ prompt: sent, held }] = open.splice(at, 1) as [(typeof open)[number]];
            const price = Math.min(
              Math.ceil(cost({ prompt: sent, cached: 0, thoughts: output, answer: 0 })),
              held.microUsd,
            );
            if (kind === 'settle') paid += price;
            if (kind === 'settle') held.settle(price, output);
            else held.release();
          }
          const held = open.reduce((sum, { held: { microUsd } }) => sum + microUsd, 0);
          expect(books(budget)).toEqual([paid, held]);
          expect(paid + held).toBeLessThanOrEqual(ceiling);
        }
      }),
    );
  });
});

describe('wholeMicroUsd(amount)', () => {
  it.each([
    [0, 0],
    [0.1, 1],
    [3 * 0.1 * 10, 3],
    [21_150.000001, 21_151],
    [1e12 + 0.5, 1e12 + 1],
    [null, null],
    [Number.NaN, null],
    [-1, null],
    [1e300, null],
  ])('of %d is %d', (amount, whole) => {
    expect(wholeMicroUsd(amount)).toBe(whole);
  });
});
