import { decisionColumnView } from '../db/decision-columns.ts';
import type { decisionPages } from '../db/decision-pages.ts';
import { refuseOverShards } from '../db/over-shards.ts';
import type { StoredRun } from '../db/runs.ts';
import { searchFinder } from '../db/search.ts';
import type { Workspace } from '../db/workspace.ts';
import { placeOf, type RunColumns, readColumns } from '../runs/columns/columns.ts';
import { orderBy } from '../runs/columns/orders.ts';
import type { IndexedRun } from '../runs/columns/rows.ts';
import { gatherWords, type RunWords } from '../runs/columns/words.ts';
import { inSlices, type searching } from './searching.ts';

/** Runs whose columns are kept at hand: 32 bytes a question, and 4 more for each order that was asked for. */
const KEPT = 3;

interface Kept {
  columns: RunColumns;
  orders: Map<string, Uint32Array>;
  words: { stamp: string; words: RunWords } | null;
}

export type RunIndex = ReturnType<typeof runIndex>;

/** Columns of the runs that were asked for last. They are read once; what people said since is read when it changed. */
export function runIndex(
  workspace: Workspace,
  decisions: ReturnType<typeof decisionPages>,
  search: Pick<ReturnType<typeof searching>, 'byIndex'>,
) {
  const view = decisionColumnView(workspace.db);
  const finder = searchFinder(workspace.db);
  const kept = new Map<number, Promise<Kept>>();

  const read = async (run: StoredRun): Promise<Kept> => ({
    columns: await readColumns((after, limit) => view.page(run.n, after, limit), run.n, run.report.pool),
    orders: new Map(),
    words: null,
  });

  function keptOf(run: StoredRun): Promise<Kept> {
    refuseOverShards(run, 'a filter or an order beyond stage, reason and outcome');
    const known = kept.get(run.n) ?? read(run);
    kept.delete(run.n);
    kept.set(run.n, known); // the last one asked for is the last one to go
    known.catch(() => kept.delete(run.n));
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return known;
  }

  function wordsOf(one: Kept): RunWords {
    const stamp = workspace.stamp();
    if (one.words?.stamp !== stamp) one.words = { stamp, words: gatherWords(one.columns, view.words()) };
    return one.words.words;
  }

  async function containing(columns: RunColumns, q: string): Promise<Uint8Array> {
    const { run, size, question } = columns;
    const found = new Uint8Array(size);
    const range = { after: 0, upTo: question[size - 1] ?? 0, limit: Number.MAX_SAFE_INTEGER };
    const rows = search.byIndex(q)
      ? finder.rows(q)
      : await inSlices(range, ({ after, upTo }) => decisions.containing(run, q, after, upTo));
    for (const row of rows) {
      const at = placeOf(columns, row);
      if (at >= 0) found[at] = 1;
    }
    return found;
  }

  return async (run: StoredRun): Promise<IndexedRun> => {
    const one = await keptOf(run);
    const { columns, orders } = one;
    return {
      columns,
      get words() {
        return wordsOf(one);
      },
      order(sort, isDescending) {
        const name = `${sort} ${isDescending}`;
        const order = orders.get(name) ?? orderBy(columns, sort, isDescending);
        orders.set(name, order);
        return order;
      },
      containing: (q) => containing(columns, q),
      idsAt(places) {
        const rows = places.map((at) => columns.question[at] ?? 0);
        const ids = view.ids(columns.run, rows);
        return rows.flatMap((row) => ids.get(row) ?? []);
      },
    };
  };
}
