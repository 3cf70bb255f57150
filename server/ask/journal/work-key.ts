import { createHash } from 'node:crypto';
import { type Canonical, canonicalBytes } from '../../ledger/canonical.ts';
import type { Generation } from '../provider.ts';

/** All that decides a reply, as far as anything does. */
export interface Work {
  question: string;
  prompt: string;
  system: string | null;
  provider: string;
  model: string;
  generation: Generation;
  sample: number;
  /** What it is about, where that is not the question itself. */
  subject?: string;
}

/**
 * Names a piece of work by its content: SHA-256 over canonical JSON, hex. The same work has the same key in every
 * process and on every machine, so what was answered once is never asked again.
 */
export const workKey = (work: Work): string =>
  createHash('sha256')
    .update(
      canonicalBytes({
        question: work.question,
        prompt: work.prompt.toWellFormed(),
        system: work.system?.toWellFormed() ?? null,
        provider: work.provider,
        model: work.model,
        generation: canonicalGeneration(work.generation),
        sample: work.sample,
        ...(work.subject === undefined ? {} : { subject: work.subject }),
      }),
    )
    .digest('hex');

/** Settings as canonical JSON takes them: fractions are written as text. */
export const canonicalGeneration = (generation: Generation): Canonical => exact(generation);

function exact(value: unknown): Canonical {
  if (typeof value === 'number')
    return Number.isSafeInteger(value) && !Object.is(value, -0) ? value : String(value);
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'boolean' || value === null || value === undefined) return value ?? null;
  if (Array.isArray(value)) return value.map(exact);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, exact(one)]));
}
