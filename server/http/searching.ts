import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { SHORTEST } from '../db/search.ts';
import type { Side } from '../db/side.ts';

/** Rows of questions that are looked at before others get their turn. */
const SCAN_ROWS = 10_000;
/** Rows that go into the index at once; a slice takes some 10 ms. */
const GROW_ROWS = 64;

/**
 * How a text is searched for: by the index where it is complete and the text long enough, else by looking
 * at every question in slices. The first search that meets an incomplete index sets off its growth, which
 * goes on in the background and gives way to every other writer.
 */
export function searching(side: Side, log: (line: string) => void) {
  let growing: Promise<void> | null = null;
  let closed = false;

  const grow = async (): Promise<void> => {
    while (!closed) {
      const growth = side.index.grow(GROW_ROWS);
      if (growth === 'complete') return;
      await pause(growth === 'busy' ? 250 : 2);
    }
  };

  return {
    /** @returns false where the texts must be looked at */
    byIndex(q: string): boolean {
      if ([...q].length < SHORTEST) return false;
      if (side.index.isComplete()) return true;
      growing ??= grow()
        .catch((cause: unknown) => log(`The search index could not be grown: ${String(cause)}`))
        .finally(() => {
          growing = null;
        });
      return false;
    },
    /** Resolves once nothing is growing. */
    settled: async (): Promise<void> => void (await growing),
    async close(): Promise<void> {
      closed = true;
      await growing;
    },
  };
}

/** Rows of a range slice by slice, with a turn for others in between, until there are `limit`. */
export async function inSlices<T>(
  range: { after: number; upTo: number; limit: number },
  slice: (range: { after: number; upTo: number; limit: number }) => T[],
): Promise<T[]> {
  const found: T[] = [];
  for (let after = range.after; after < range.upTo && found.length < range.limit; after += SCAN_ROWS) {
    const upTo = Math.min(after + SCAN_ROWS, range.upTo);
    found.push(...slice({ after, upTo, limit: range.limit - found.length }));
    await turn();
  }
  return found;
}
