import type { BaseModel } from '../../../shared/schemas/training.ts';
import { type Layout, peakGB } from './cost.ts';

/** Rows of a step in s1's recipe. */
export const BATCH = 16;

/** Share of a GPU's memory that may be planned with. */
export const USABLE = 0.95;

/** What is chosen for a model on some GPUs, and why; null where nothing fits. */
export interface Plan extends Layout {
  batch: number;
  peakGB: number;
  why: string;
}

/**
 * The first that fits of: all weights with s1's batch of 16; all weights with as many rows as GPUs, where those are
 * fewer and gradients then need not wait; adapters (LoRA); adapters on weights of 4 bits (QLoRA). Nothing where 16 rows
 * are no whole number on each GPU: s1's own script drops what is left over without a word.
 * @param longest the longest row, in tokens
 */
export function planFor(
  model: BaseModel,
  { gpus, memoryGB }: { gpus: number; memoryGB: number },
  longest: number,
): Plan | null {
  const room = USABLE * memoryGB;
  for (const { why, batch, ...layout } of candidates(gpus)) {
    const peak = peakGB(model, layout, longest);
    if (peak <= room) return { ...layout, batch, peakGB: Math.round(10 * peak) / 10, why };
  }
  return null;
}

type Candidate = Omit<Plan, 'peakGB'>;

function candidates(gpus: number): Candidate[] {
  const accumulation = BATCH / gpus;
  if (!Number.isInteger(accumulation)) return [];
  const whole = { gpus, accumulation, batch: BATCH };
  const all: Candidate[] = [{ ...whole, method: 'full', why: `all weights fit, with a batch of ${BATCH}` }];
  if (gpus > 1 && accumulation > 1)
    all.push({
      method: 'full',
      gpus,
      accumulation: 1,
      batch: gpus,
      why: `all weights fit only where no gradients wait, so the batch is ${gpus}`,
    });
  all.push({ ...whole, method: 'lora', why: 'all weights do not fit, adapters on bf16 weights do' });
  all.push({
    ...whole,
    method: 'qlora',
    why: 'bf16 weights do not fit, adapters on weights of 4 bits do',
  });
  return all;
}
