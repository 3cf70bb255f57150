import { createHash } from 'node:crypto';
import type { FaultName } from './faults.ts';

export type Route =
  | 'generate'
  | 'stream'
  | 'count'
  | 'models'
  | 'batch-create'
  | 'batch-get'
  | 'batch-list'
  | 'batch-cancel'
  | 'batch-delete'
  | 'batch-item'
  | 'upload'
  | 'download'
  | 'unknown';

/** How much of a reply left: all of it, a part that the server cut, or a part when the client hung up. */
export type Left = 'whole' | 'cut' | 'aborted' | 'nothing';

/** One request that was served, or one item of a batch that was answered. */
export interface Served {
  n: number;
  /** When it came, in ms since 1970. */
  at: number;
  api: 'gemini' | 'vertex' | 'openai';
  /** `v1`, `v1beta`, `v1beta1`. */
  version: string;
  route: Route;
  /** SHA-256 of the key, its first 12 hex digits; never the key. */
  key: string;
  project: string;
  model: string | null;
  prompt: string | null;
  /** How often this prompt was asked of this model before. */
  seen: number;
  status: number | null;
  fault: FaultName | null;
  left: Left;
  /** What it costs; null: nothing. A reply that was lost, cut or held back costs like one that came. */
  billed: { prompt: number; thoughts: number; answer: number } | null;
  /** The job that an item belongs to, or that a call was about. */
  batch: string | null;
  /** Names of the headers and their values, without the ones that carry keys. */
  headers: Record<string, string>;
  body: unknown;
}

export const fingerprint = (key: string): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 12);

/** The book of a fake server: what it was asked, and what a provider would bill. */
export interface Ledger {
  entries: Served[];
  add(entry: Omit<Served, 'n'>): Served;
  /** Generations that cost something, items of batches among them. */
  billed(): Served[];
  totals(): { calls: number; prompt: number; thoughts: number; answer: number };
}

export function createLedger(): Ledger {
  const entries: Served[] = [];
  return {
    entries,
    add(entry) {
      const served = { n: entries.length + 1, ...entry };
      entries.push(served);
      return served;
    },
    billed: () => billedOf(entries),
    totals: () => totalsOf(entries),
  };
}

export const billedOf = (entries: readonly Served[]): Served[] =>
  entries.filter(({ billed }) => billed !== null);

export function totalsOf(entries: readonly Served[]) {
  const totals = { calls: 0, prompt: 0, thoughts: 0, answer: 0 };
  for (const { billed } of billedOf(entries)) {
    totals.calls++;
    totals.prompt += billed?.prompt ?? 0;
    totals.thoughts += billed?.thoughts ?? 0;
    totals.answer += billed?.answer ?? 0;
  }
  return totals;
}
