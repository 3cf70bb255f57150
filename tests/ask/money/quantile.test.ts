import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createQuantiles } from '../../../server/ask/money/quantile.ts';

it('gives the nearest-rank quantile, rounded up by half a per cent at most', () => {
  const values = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(values, fc.constantFrom(0.05, 0.5, 0.95, 1), (all, p) => {
      const quantiles = createQuantiles();
      for (const value of all) quantiles.add(value);
      const exact = all.toSorted((a, b) => a - b)[Math.ceil(p * all.length) - 1]!;
      expect(quantiles.at(p)).toBeGreaterThanOrEqual(exact);
      expect(quantiles.at(p)).toBeLessThanOrEqual(exact * 1.0051 + 1);
      expect(quantiles.count()).toBe(all.length);
    }),
  );
  expect(createQuantiles().at(0.95)).toBe(0);
});
