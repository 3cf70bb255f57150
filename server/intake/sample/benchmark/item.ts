import type { Level } from '../level.ts';

/** One thing that can be asked about a setting. */
export interface Ask {
  text: string;
  answer: string;
  solution: string;
}

/** An item of the sample benchmark: a setting, what the benchmark asks, and what else could be asked. */
export interface BenchmarkItem {
  id: string;
  domain: string;
  level: Level;
  setting: string;
  ask: Ask;
  other: Ask;
}

export type MadeItem = Omit<BenchmarkItem, 'id'>;
