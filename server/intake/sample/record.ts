import type { Level } from './level.ts';

/** A line of `sample-<name>.jsonl.gz`. */
export interface SampleRecord {
  id: string;
  source: string;
  question: string;
  solution: string | null;
  answer: string | null;
  options?: string[];
  license: string | null;
  meta: { topic: string; level: Level; template: string };
}

/** A record on its way into the pool, with what the signals and the truth need to know about it. */
export interface Draft extends Omit<SampleRecord, 'id' | 'source' | 'license'> {
  domain: string;
  wrong: readonly string[];
}
