import type { BaseModel, TrainingModels } from '../../../shared/schemas/training.ts';

/** How the weights are trained: all of them, adapters on bf16 weights, adapters on weights of 4 bits. */
export type Method = 'full' | 'lora' | 'qlora';

/** One way to train a model on some GPUs. */
export interface Layout {
  method: Method;
  gpus: number;
  /** Rows that a GPU gathers gradients over before a step, one at a time. */
  accumulation: number;
}

/** Passes over the matrices that a training step makes, in those of a step without checkpointing. */
const WORK: Readonly<Record<Method, number>> = { full: 4 / 3, lora: 1, qlora: 1.3 };

/** Seconds of every step that are neither matrices nor network. */
const STEP_SECONDS = 0.3;

/** Context, kernels and buffers. Unit: GB. */
const FIXED_GB = 2;

/**
 * Operations of a forward and a backward pass over one row of s tokens: 6 for each weight of a matrix and token,
 * and attention. The input embedding is looked up, not multiplied, unless the output shares it.
 */
export function rowFlops({ parameters, layers, hidden, vocabulary, tied }: BaseModel, s: number): number {
  const multiplied = tied ? parameters : parameters - vocabulary * hidden;
  return 6 * multiplied * s + 6 * layers * hidden * s * s;
}

/**
 * Peak memory of one GPU, with gradient checkpointing and one row at a time.
 * State of full training, in bytes a weight and spread over the GPUs: 12 (fp32 weights and two moments), and 4 of
 * gradients. Those are all there at the step, when no row is, and beside a row only where they wait for the next one.
 * A token costs its logits (10 bytes an entry of the vocabulary), the input of each layer, and one layer's inner values.
 * @param longest the longest row, in tokens @returns GB
 */
export function peakGB(model: BaseModel, { method, gpus, accumulation }: Layout, longest: number): number {
  const { parameters, layers, hidden, ffn, vocabulary } = model;
  const share = parameters / gpus;
  const token = 10 * vocabulary + 2 * layers * hidden + 2 * (3 * ffn + 8 * hidden);
  const row = token * longest;
  const most = {
    full: Math.max((accumulation > 1 ? 16 : 12) * share + row, 16 * share),
    lora: 2 * share + row,
    qlora: 0.55 * parameters + row,
  }[method];
  return most / 1e9 + FIXED_GB;
}

/**
 * Seconds of one step: the GPU with the most work, or the network where that takes longer.
 * @param most operations of the GPU with the most work @param use share of the GPU's peak that is reached
 */
export function stepSeconds(
  model: BaseModel,
  { method, gpus, accumulation }: Layout,
  gpu: TrainingModels['gpu'],
  { most, use }: { most: number; use: number },
): number {
  const computing = (WORK[method] * most) / (gpu.flops * use);
  const gathers = 4 * accumulation; // each row brings the weights of 2 bytes together, forth and back
  const bytes = { full: gathers + 2, lora: gathers, qlora: 0 }[method] * model.parameters;
  const sending = (bytes * (gpus - 1)) / gpus / gpu.busBytesPerSecond;
  return Math.max(computing, sending) + STEP_SECONDS;
}
