import type { BaseModel, MeasuredTraining, TrainingModels } from '../../../shared/schemas/training.ts';
import { type Layout, rowFlops, stepSeconds } from './cost.ts';
import { type Plan, planFor } from './plan.ts';
import { type RowOrder, rowOrder } from './row-order.ts';

/** Passes over the rows in s1's recipe. */
export const EPOCHS = 5;

/** Numbers of GPUs that are estimated for. */
const GPUS = [1, 8, 16] as const;

/**
 * Shares of the GPU's peak that are reached: fast, expected, slow. Nobody measured them: with them s1's own 26 minutes
 * come out.
 */
const UNMEASURED: Range = { low: 0.52, expected: 0.45, high: 0.3 };

/** The same by what was measured of full training, the largest model of the newest day; as far apart as unmeasured. */
export function sharesOf(measured: readonly MeasuredTraining[]): {
  shares: Range;
  by: MeasuredTraining | null;
} {
  const by = measured
    .filter(({ method }) => method === 'full')
    .reduce<MeasuredTraining | null>((best, one) => {
      if (best === null || one.at > best.at) return one;
      return one.at === best.at && one.parameters >= best.parameters ? one : best;
    }, null);
  if (by === null) return { shares: UNMEASURED, by };
  const { low, expected, high } = UNMEASURED;
  const scale = by.peakShare / expected;
  return { shares: { low: Math.min(1, low * scale), expected: by.peakShare, high: high * scale }, by };
}

/** Where memory is nearly full the allocator starts over again and again, and a slow run gets slower yet. */
const TIGHT = { share: 0.9, factor: 1.6 } as const;

/** A duration or what follows from it. */
export interface Range {
  low: number;
  expected: number;
  high: number;
}

/** What training one model on some GPUs takes. */
export interface ModelEstimate {
  model: string;
  gpus: number;
  /** Null where nothing fits. */
  plan: Plan | null;
  steps: number;
  minutes: Range | null;
  gpuHours: Range | null;
  /** Null where no price was given, too. Unit: dollars. */
  usd: Range | null;
  why: string;
}

export interface EstimateOptions {
  /** Unit: dollars an hour of one GPU; null where nobody said. */
  gpuPriceUsd: number | null;
  /** Shares of the GPU's peak that are reached. */
  shares?: Range;
}

/**
 * What a training with s1's recipe takes, for each model on 1, 8 and 16 GPUs, one row at a time and unpacked: every
 * step waits for the GPU with the longest rows.
 * @param lengths tokens of each row
 */
export function estimates(
  { gpu, models }: TrainingModels,
  lengths: readonly number[],
  { gpuPriceUsd, shares = UNMEASURED }: EstimateOptions,
): ModelEstimate[] {
  const order = rowOrder(lengths.length, EPOCHS);
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  return models.flatMap((model) =>
    GPUS.map((gpus): ModelEstimate => {
      const plan = planFor(model, { gpus, memoryGB: gpu.memoryGB }, longest);
      const steps = stepsOf(lengths.length, plan?.batch ?? 1);
      if (plan === null)
        return {
          ...{ model: model.id, gpus, plan, steps: 0, minutes: null, gpuHours: null, usd: null },
          why: NOTHING,
        };
      const seconds = trainingSeconds({ model, plan, gpu, lengths, order, shares });
      const minutes = rounded(seconds, 1 / 60);
      const gpuHours = rounded(seconds, gpus / 3600);
      const usd = gpuPriceUsd === null ? null : rounded(seconds, (gpus * gpuPriceUsd) / 3600);
      return { model: model.id, gpus, plan, steps, minutes, gpuHours, usd, why: plan.why };
    }),
  );
}

const NOTHING = 'not even adapters on weights of 4 bits fit beside the longest row';

const stepsOf = (rows: number, batch: number): number => Math.ceil(rows / batch) * EPOCHS;

interface Training {
  model: BaseModel;
  plan: Plan;
  gpu: TrainingModels['gpu'];
  lengths: readonly number[];
  order: RowOrder;
  shares: Range;
}

/** Adds up the steps. Source of the model and its shares: `docs/training.md`. */
function trainingSeconds({ model, plan, gpu, lengths, order, shares }: Training): Range {
  const flops = lengths.map((length) => rowFlops(model, length));
  const sums: Range = { low: 0, expected: 0, high: 0 };
  for (const epoch of order)
    for (let from = 0; from < epoch.length; from += plan.batch) {
      const most = mostWork(epoch.subarray(from, from + plan.batch), flops, plan);
      for (const way of ['low', 'expected', 'high'] as const)
        sums[way] += stepSeconds(model, plan, gpu, { most, use: shares[way] });
    }
  const isTight = plan.peakGB > TIGHT.share * gpu.memoryGB;
  return isTight ? { ...sums, high: sums.high * TIGHT.factor } : sums;
}

/** Operations of the GPU that has the most of a step's rows. */
function mostWork(rows: Uint32Array, flops: readonly number[], { gpus, accumulation }: Layout): number {
  let most = 0;
  for (let gpu = 0; gpu < gpus; gpu++) {
    let sum = 0;
    for (let i = 0; i < accumulation; i++) sum += flops[rows[gpu * accumulation + i] ?? -1] ?? 0;
    most = Math.max(most, sum);
  }
  return most;
}

/** Three significant digits, since it is an estimate. */
function rounded(seconds: Range, factor: number): Range {
  const of = (value: number) => Number((value * factor).toPrecision(3));
  return { low: of(seconds.low), expected: of(seconds.expected), high: of(seconds.high) };
}
