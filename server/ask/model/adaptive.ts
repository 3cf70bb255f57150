import { createBell } from '../loop/bell.ts';
import type { Item } from '../loop/item.ts';
import type { CountedSource } from './sources.ts';
import type { Standing } from './standing.ts';

/** A list that may grow. */
export interface GrowingSource extends CountedSource {
  /** Items that it has held so far. */
  held(): number;
}

/**
 * Hands out a list of items, and whatever more is wanted about a question when all of its items are settled: that can
 * only be told then. What is wanted later stands behind the rest of the list.
 */
export function adaptiveSource(
  items: readonly Item[],
  { open, settled: tell }: Pick<Standing, 'open' | 'settled'>,
  samples: number,
): GrowingSource {
  const queue = [...items];
  let at = 0;
  let closed = false;
  const left = new Map<string, number>(); // items of a question that are not settled
  const retired = new Set<string>();
  const changed = createBell();
  const count = (question: string, n: number) => left.set(question, (left.get(question) ?? 0) + n);
  for (const { question } of items) count(question, 1);

  const end = (question: string, more: () => readonly Item[]): void => {
    count(question, -1);
    if (left.get(question) === 0) {
      left.delete(question);
      const next = closed ? [] : more();
      if (next.length > 0) count(question, next.length);
      queue.push(...next);
    }
    changed.ring();
  };
  return {
    async next() {
      for (;;) {
        if (closed) return null;
        const item = queue[at];
        if (item !== undefined) {
          at++;
          return item;
        }
        if (left.size === 0) return null;
        await changed.wait();
      }
    },
    retire({ question }) {
      retired.add(question);
      end(question, () => []);
    },
    settle(item, settled) {
      tell?.(item, settled);
      end(item.question, () => open(item.question, samples));
    },
    close() {
      closed = true;
      changed.ring();
    },
    retired: () => retired.size,
    held: () => queue.length,
  };
}
