import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { peakGB, rowFlops, stepSeconds } from '../../../server/release/training/cost.ts';
import { estimates, type Range, sharesOf } from '../../../server/release/training/estimate.ts';
import { planFor } from '../../../server/release/training/plan.ts';
import type { BaseModel, MeasuredTraining, TrainingModels } from '../../../shared/schemas/training.ts';

const MODELS = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../data/training/models.json'), 'utf8'),
) as TrainingModels;

const sized = (size: string): BaseModel => {
  const found = MODELS.models.find(({ id }) => id.includes(`-${size}-`));
  if (found === undefined) throw new Error(`there is no model of ${size}`);
  return found;
};

/**
 * Lengths of the shape of s1K as far as it is published: a mean of 5,300 tokens, three quarters over 4,096, none over
 * 9,200 (arXiv 2501.19393: 74 % are cut at 4,096).
 */
const s1kLike = (): number[] => {
  const random = seededRandom('s1K');
  return Array.from({ length: 1000 }, () => {
    const u = random.next();
    return Math.round(u < 0.25 ? 1500 + 4 * u * 2596 : 4096 + ((u - 0.25) / 0.75) ** 1.5 * 5104);
  });
};

const of = (size: string, gpus: number) => {
  const found = estimates(MODELS, s1kLike(), { gpuPriceUsd: 2 }).find(
    (one) => one.gpus === gpus && one.model.includes(`-${size}-`),
  );
  if (found?.minutes == null || found.gpuHours === null) throw new Error('nothing fits');
  return { ...found, minutes: found.minutes, gpuHours: found.gpuHours };
};

describe('the estimate of a training', () => {
  test('the lengths are of the published shape', () => {
    const lengths = s1kLike();
    const mean = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    expect(mean).toBeGreaterThan(5100);
    expect(mean).toBeLessThan(5500);
    expect(lengths.filter((length) => length > 4096).length).toBeGreaterThan(720);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(9200);
  });

  test('lands within 15 % of the published 26 minutes and 7 GPU hours of s1 (arXiv 2501.19393)', () => {
    const { minutes, gpuHours, steps, plan } = of('32B', 16);
    expect(Math.abs(minutes.expected / 26 - 1)).toBeLessThan(0.15);
    expect(Math.abs(gpuHours.expected / 7 - 1)).toBeLessThan(0.15);
    expect(minutes.low).toBeLessThan(26);
    expect(minutes.high).toBeGreaterThan(26);
    expect(steps).toBe(315);
    expect(plan).toMatchObject({ method: 'full', accumulation: 1, batch: 16 });
  });

  test('holds the published 87.8 minutes of 8 GPUs with a batch of 8 within its range', () => {
    const { minutes, plan } = of('32B', 8);
    expect(plan).toMatchObject({ method: 'full', accumulation: 1, batch: 8 });
    expect(minutes.low).toBeLessThan(87.8);
    expect(minutes.high).toBeGreaterThan(87.8);
  });

  test('takes a day over a slow network, as s1’s readers saw (its issue 111: 18 hours)', () => {
    const slow = { ...MODELS, gpu: { ...MODELS.gpu, busBytesPerSecond: 1e9 } };
    const [hours] = estimates(slow, s1kLike(), { gpuPriceUsd: null })
      .filter((one) => one.gpus === 16 && one.model.includes('-32B-'))
      .map(({ minutes }) => (minutes?.expected ?? 0) / 60);
    expect(hours).toBeGreaterThan(15);
    expect(hours).toBeLessThan(18);
  });

  test.each([
    ['32B', 16, 1, 9216, 48.9],
    ['32B', 16, 1, 20_000, 75.1],
    ['32B', 16, 1, 32_000, 104.2],
    ['32B', 8, 1, 9216, 73.5],
    ['32B', 8, 2, 9216, 89.9],
    ['14B', 8, 2, 9216, 52],
    ['7B', 8, 2, 9216, 34],
    ['32B', 8, 1, 1500, 67.5], // 16 bytes of 32.76e9 weights over 8, and the row is gone at the step
    ['3B', 1, 1, 1000, 51.4],
  ])(
    'memory of %s on %d GPUs, accumulation %d, longest row %d: %d GB',
    (size, gpus, accumulation, longest, gb) => {
      const peak = peakGB(sized(size), { method: 'full', gpus, accumulation }, longest);
      expect(Math.abs(peak / gb - 1)).toBeLessThan(0.03);
    },
  );

  test.each([
    ['32B', 16, 'full'],
    ['32B', 1, 'qlora'],
    ['14B', 1, 'lora'],
    ['14B', 8, 'full'],
    ['7B', 1, 'lora'],
    ['7B', 8, 'full'],
    ['3B', 1, 'full'],
    ['1.5B', 1, 'full'],
  ])('%s on %d GPUs is trained by %s', (size, gpus, method) => {
    expect(planFor(sized(size), { gpus, memoryGB: 80 }, 9216)?.method).toBe(method);
  });

  test('nothing is planned where nothing fits, and it says so', () => {
    const [one] = estimates({ ...MODELS, models: [sized('32B')] }, [40_000], { gpuPriceUsd: null });
    expect(one).toMatchObject({ gpus: 1, plan: null, minutes: null, usd: null, steps: 0 });
    expect(one?.why).toContain('4 bits');
  });

  test('a number of GPUs that does not divide 16 is planned for by nothing, however small the model', () => {
    for (const gpus of [3, 5, 6, 12, 24, 32])
      expect(planFor(sized('0.5B'), { gpus, memoryGB: 80 }, 1024)).toBeNull();
  });

  test('what was measured takes the place of the shares that s1’s time was fitted by', () => {
    const measured = (some: Partial<MeasuredTraining>): MeasuredTraining => ({
      ...{
        at: '2026-01-02',
        gpu: 'NVIDIA H100 80GB HBM3',
        gpus: 1,
        model: 'm',
        parameters: 1e9,
        method: 'full',
      },
      ...{ rowTokens: 8000, longest: 8100, steps: 12, batch: 16, tokensPerSecond: 1, peakGB: 40 },
      ...{
        modelFlopsUtilisation: 0.3,
        peakShare: 0.4,
        versions: {},
        command: 'npm run bench -- gpu',
        ...some,
      },
    });
    const unmeasured = sharesOf([measured({ method: 'lora' })]);
    expect(unmeasured).toEqual({ shares: { low: 0.52, expected: 0.45, high: 0.3 }, by: null });
    const largest = measured({ parameters: 2e9, peakShare: 0.54 });
    const { shares, by } = sharesOf([measured({ at: '2026-01-01', parameters: 9e9 }), largest, measured({})]);
    expect(by).toBe(largest);
    expect([shares.low, shares.expected, shares.high].map((one) => one.toFixed(3))).toEqual([
      '0.624',
      '0.540',
      '0.360',
    ]);
    const minutes = (of?: Range) =>
      estimates(MODELS, s1kLike(), { gpuPriceUsd: null, ...(of && { shares: of }) }).find(
        ({ model, gpus }) => gpus === 1 && model.includes('-1.5B-'),
      )?.minutes?.expected ?? 0;
    expect(minutes(shares) / minutes()).toBeCloseTo(0.45 / 0.54, 1);
  });

  test('dollars are GPU hours at the price', () => {
    const { usd, gpuHours } = of('7B', 8);
    expect(Math.abs((usd?.expected ?? 0) / (2 * gpuHours.expected) - 1)).toBeLessThan(0.01);
  });

  test('a longer row costs more than its share, and a step at least its network', () => {
    expect(rowFlops(sized('7B'), 8000)).toBeGreaterThan(2 * rowFlops(sized('7B'), 4000));
    const layout = { method: 'full', gpus: 16, accumulation: 1 } as const;
    const idle = stepSeconds(sized('32B'), layout, MODELS.gpu, { most: 0, use: 0.45 });
    expect(idle).toBeCloseTo(0.3 + (6 * sized('32B').parameters * 15) / 16 / 3e11, 5);
  });
});
