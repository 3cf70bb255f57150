import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BilledUsage, costMicroUsd, priceAt } from '../../server/comply/prices.ts';
import type { PriceRow } from '../../shared/schemas/model.ts';
import { SHIPPED } from './facts.ts';

const flash = (at: string, tier: PriceRow['tier'] = 'standard') =>
  priceAt(SHIPPED.prices, { provider: 'gemini', model: 'gemini-3.8-flash', tier, at });
const usage = (some: Partial<BilledUsage>): BilledUsage => ({
  prompt: 0,
  cached: 0,
  thoughts: 0,
  answer: 0,
  ...some,
});

describe('priceAt(prices, query)', () => {
  test('changes at midnight UTC of the day that a price ends', () => {
    const outs = [
      '2026-09-01T23:59:59.999Z',
      '2026-09-02',
      '2026-12-31T23:59:59.999Z',
      '2027-01-01T00:00:00.000Z',
    ];
    expect(outs.map((at) => flash(at)?.outputUsdPerMillion)).toEqual([undefined, '3.75', '3.75', '7.5']);
    expect(outs.map((at) => flash(at, 'batch')?.outputUsdPerMillion)).toEqual([
      undefined,
      '1.875',
      '1.875',
      '3.75',
    ]);
  });

  test('takes the standard price for a tier that has none, and nothing for an unknown model', () => {
    expect(flash('2026-11-30', 'flex')).toEqual(flash('2026-11-30'));
    const nobody = {
      provider: 'gemini',
      model: 'gemini-3.7-flash',
      tier: 'standard',
      at: '2026-11-30',
    } as const;
    expect(priceAt(SHIPPED.prices, nobody)).toBeNull();
  });

  test('knows that a server of one’s own bills nothing, whatever its model is called', () => {
    const row = priceAt(SHIPPED.prices, { provider: 'self', model: 'mine', tier: 'batch', at: '2026-11-30' });
    expect([row?.model, costMicroUsd(row as PriceRow, usage({ prompt: null, answer: null }))]).toEqual([
      '*',
      0,
    ]);
  });

  test('finds at most one price a day: the one read last, then the one that began last', () => {
    const day = fc
      .integer({ min: 0, max: 60 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    const row = fc.record({ valid_from: day, valid_to: fc.option(day), read_on: day }).map((some) => ({
      ...(SHIPPED.prices[0] as PriceRow),
      model: 'm',
      ...some,
    }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), day, (rows, at) => {
        const holding = rows.filter(
          (one) => one.valid_from <= at && (one.valid_to === null || at < one.valid_to),
        );
        const best = [...holding].sort((a, b) =>
          `${a.read_on}${a.valid_from}` < `${b.read_on}${b.valid_from}` ? 1 : -1,
        )[0];
        const found = priceAt(rows, { provider: 'gemini', model: 'm', tier: 'standard', at });
        const key = (one: PriceRow | null | undefined) => (one ? [one.read_on, one.valid_from] : null);
        expect(key(found)).toEqual(key(best));
      }),
    );
  });
});

describe('costMicroUsd(row, usage)', () => {
  const row = flash('2026-11-30') as PriceRow;

  test('gives the price of 1,000 and of 59,029 questions as they were reckoned by hand', () => {
    const one = costMicroUsd(row, usage({ prompt: 200, thoughts: 5000, answer: 600 }));
    const batch = costMicroUsd(
      flash('2026-11-30', 'batch') as PriceRow,
      usage({ prompt: 200, answer: 5600 }),
    );
    expect([one, batch, ((one ?? 0) * 59_029) / 1e6]).toEqual([21_150, 10_575, 1248.46335]);
  });

  test.each([
    ['rounds up once', { prompt: 1 }, 1],
    ['charges nothing for nothing', {}, 0],
    ['discounts what was cached', { prompt: 1000, cached: 1000 }, 75],
    ['never discounts more than the prompt', { prompt: 1000, cached: 5000 }, 75],
    [
      'takes thoughts that are not told apart as part of the answer',
      { prompt: 0, thoughts: null, answer: 4 },
      15,
    ],
    ['does not know without the prompt', { prompt: null }, null],
    ['does not know without the answer', { answer: null }, null],
    ['does not take a count below zero', { answer: -1 }, null],
    ['does not take half a token', { thoughts: 0.5 }, null],
    ['does not take a count that is none', { thoughts: Number.NaN }, null],
    ['does not know a price that no number holds', { answer: Number.MAX_SAFE_INTEGER }, null],
  ])('%s', (_what, some, micro) => {
    expect(costMicroUsd(row, usage(some))).toBe(micro);
  });

  test('charges a cached prefix in full where no discount is known', () => {
    expect(costMicroUsd({ ...row, cachedUsdPerMillion: null }, usage({ prompt: 1000, cached: 1000 }))).toBe(
      750,
    );
  });

  test('is the exact sum, rounded up, for any prices and tokens', () => {
    const money = fc.tuple(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999 }));
    const tokens = fc.integer({ min: 0, max: 2_000_000 });
    fc.assert(
      fc.property(
        money,
        money,
        money,
        tokens,
        tokens,
        tokens,
        tokens,
        (i, c, o, prompt, cached, thoughts, answer) => {
          const text = ([whole, places]: [number, number]) => `${whole}.${String(places).padStart(6, '0')}`;
          const exact = ([whole, places]: [number, number]) => BigInt(whole) * 1_000_000n + BigInt(places);
          const prices = {
            ...row,
            inputUsdPerMillion: text(i),
            cachedUsdPerMillion: text(c),
            outputUsdPerMillion: text(o),
          };
          const hit = Math.min(prompt, cached);
          const pico =
            BigInt(prompt - hit) * exact(i) + BigInt(hit) * exact(c) + BigInt(thoughts + answer) * exact(o);
          const micro = costMicroUsd(prices, { prompt, cached, thoughts, answer });
          if (exact(i) + exact(o) === 0n) return expect(micro).toBe(0);
          expect(BigInt(micro ?? -1) * 1_000_000n - pico).toBeGreaterThanOrEqual(0n);
          expect(BigInt(micro ?? -1) * 1_000_000n - pico).toBeLessThan(1_000_000n);
        },
      ),
    );
  });
});
