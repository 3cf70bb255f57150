import type { Call } from '../provider.ts';

/** One sample of one question. Its texts are read when it is sent, so that a whole pool fits into memory as items. */
export interface Item {
  question: string;
  /** 0-based. */
  sample: number;
  round: number;
  /** Number of its row; null before it is asked for the first time. */
  ask: number | null;
  /** What it is about, where that is not the question itself: number of an attempt or id of a trace to be graded. */
  subject?: string;
}

/** What became of an item. `usable`: it brought what was wanted, where that is more than an answer. */
export interface Settled {
  state: 'answered' | 'blocked' | 'unusable' | 'failed';
  reason: string | null;
  usable: boolean;
}

/** Hands out items one by one. */
export interface Source {
  /** The next item, waiting where it depends on others; null at the end, and once it was closed. */
  next(): Promise<Item | null>;
  /** The item's call can not be made: the pool no longer holds that version of its question. */
  retire(item: Item): void;
  settle(item: Item, settled: Settled): void;
  /** Nobody will take more: whoever waits is sent home. */
  close(): void;
}

/** Makes the call of an item; null where the question is gone. */
export type Build = (item: Item) => Call | null;
