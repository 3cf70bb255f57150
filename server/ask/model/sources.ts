import { createBell } from '../loop/bell.ts';
import type { Item, Settled, Source } from '../loop/item.ts';
import type { Standing } from './standing.ts';

/** What a source hands out, and how much of that has come to nothing because the question is gone. */
export interface CountedSource extends Source {
  /** Questions of versions that the pool no longer holds. */
  retired(): number;
}

/** Hands out a list of items in its order. */
export function listSource(items: readonly Item[]): CountedSource {
  let at = 0;
  let closed = false;
  const retired = new Set<string>();
  return {
    next: async () => (closed ? null : (items[at++] ?? null)),
    retire: ({ question }) => void retired.add(question),
    settle: () => undefined,
    close: () => {
      closed = true;
    },
    retired: () => retired.size,
  };
}

export interface Walk {
  /** Ids by rank. */
  questions: readonly string[];
  samples: number;
  /** Questions that are to hold a usable trace. */
  wanted: number;
  standing: Standing;
}

/**
 * Goes down the ranks until so many questions hold a usable trace. No more questions are under way than are still
 * wanted, so that nobody is asked in vain: where many fail, the next ones are asked when it is known that they did.
 */
export function walkSource({ questions, samples, wanted, standing }: Walk): CountedSource {
  let at = 0;
  let usable = 0;
  let closed = false;
  let ready: Item[] = [];
  const left = new Map<string, number>(); // items under way, of questions without a usable trace so far
  const retired = new Set<string>();
  const changed = createBell();

  /** Takes up the next question that has something to ask. @returns false where there is none */
  const takeUp = (): boolean => {
    for (; at < questions.length && usable + left.size < wanted; at++) {
      const question = questions[at] ?? '';
      if (standing.isUsable(question)) {
        usable++;
        continue;
      }
      ready = standing.open(question, samples);
      if (ready.length === 0) continue;
      left.set(question, ready.length);
      at++;
      return true;
    }
    return false;
  };
  const settle = ({ question }: Item, isUsable: boolean): void => {
    const before = left.get(question);
    if (before !== undefined) {
      if (isUsable) usable++;
      if (isUsable || before === 1) left.delete(question);
      else left.set(question, before - 1);
    }
    changed.ring();
  };

  return {
    async next() {
      for (;;) {
        const item = closed ? undefined : ready.shift();
        if (item !== undefined) return item;
        if (closed) return null;
        if (takeUp()) continue;
        if (left.size === 0) return null;
        await changed.wait();
      }
    },
    retire(item) {
      retired.add(item.question);
      settle(item, false);
    },
    settle: (item: Item, settled: Settled) => settle(item, settled.usable),
    close() {
      closed = true;
      changed.ring();
    },
    retired: () => retired.size,
  };
}
