import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { estimateCost } from '../../../server/ask/money/budget.ts';
import type { Usage } from '../../../server/ask/provider.ts';

const cost = ({ prompt, answer }: Usage): number => 0.75 * (prompt ?? 0) + 3.75 * (answer ?? 0);
const PRIOR = { mean: 5_600, low: 4_000, high: 8_000, p95: 16_000 };
const estimate = (promptTokens: number[], o: Partial<Parameters<typeof estimateCost>[0]> = {}) =>
  estimateCost({ promptTokens, prior: PRIOR, outputs: [], cost, ...o });

describe('estimateCost', () => {
  it('sums a pool of 59,029 prompts exactly, with the interval of the prior', () => {
    const prompts = Array.from({ length: 59_029 }, (_, i) => i % 400);
    const { calls, microUsd, outputTokens } = estimate(prompts);
    expect([calls, outputTokens?.mean]).toEqual([59_029, 59_029 * 5_600]);
    expect(microUsd?.mean).toBe(prompts.reduce((sum, n) => sum + Math.ceil(0.75 * n + 3.75 * 5_600), 0));
    // The spread of single replies all but vanishes against that of the mean.
    expect(outputTokens!.low / 59_029).toBeCloseTo(4_000, -1);
    expect(outputTokens!.high / 59_029).toBeCloseTo(8_000, -1);
    expect(microUsd!.low).toBeLessThan(microUsd!.mean);
    expect(microUsd!.high).toBeGreaterThan(microUsd!.mean);
  });

  it('allows a single reply its own spread', () => {
    expect(estimate([0])).toEqual({
      calls: 1,
      outputTokens: { mean: 5_600, low: 0, high: Math.ceil(5_600 + Math.hypot(2_400, 10_400)) },
      microUsd: { mean: 21_000, low: 0, high: Math.ceil(3.75 * 16_274) },
    });
  });

  it('leaves the prior aside from 20 outputs on, and is sharper then', () => {
    const prompts = Array.from({ length: 1_000 }, () => 200);
    const outputs = Array.from({ length: 20 }, (_, i) => 2_000 + 20 * i);
    expect(estimate(prompts, { outputs: outputs.slice(1) })).toEqual(estimate(prompts));
    const { outputTokens } = estimate(prompts, { outputs });
    expect(outputTokens!.mean).toBe(2_190_000);
    expect(outputTokens!.high - outputTokens!.low).toBeLessThan(0.05 * outputTokens!.mean);
    expect(estimate(prompts, { outputs, prior: null }).outputTokens).toEqual(outputTokens);
  });

  it('holds the true sum about nine times in ten', () => {
    const random = seededRandom('estimate');
    // Long-tailed, as replies are: the mean of two exponentials.
    const reply = () => -2_000 * Math.log((1 - random.next()) * (1 - random.next()));
    let held = 0;
    for (let trial = 0; trial < 400; trial++) {
      const outputs = Array.from({ length: 30 }, reply);
      const truth = Array.from({ length: 300 }, reply).reduce((sum, n) => sum + n, 0);
      const { low, high } = estimate(
        Array.from({ length: 300 }, () => 1),
        { outputs },
      ).outputTokens!;
      if (low <= truth && truth <= high) held++;
    }
    expect(held / 400).toBeGreaterThan(0.84);
    expect(held / 400).toBeLessThan(0.95);
  });

  it('names no money without a price, and nothing where nothing is known', () => {
    expect(estimate([1], { cost: () => null })).toMatchObject({ calls: 1, microUsd: null });
    const unknown = { calls: 1, microUsd: null, outputTokens: null };
    expect(estimate([1], { prior: null, outputs: [Number.NaN, 5] })).toEqual(unknown);
    expect(estimate([], {})).toMatchObject({ calls: 0, microUsd: { mean: 0, low: 0, high: 0 } });
  });
});
