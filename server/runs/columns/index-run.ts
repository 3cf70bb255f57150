import { decisionColumnView } from '../../db/decision-columns.ts';
import { decisionPages } from '../../db/decision-pages.ts';
import { refuseOverShards } from '../../db/over-shards.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { placeOf, readColumns } from './columns.ts';
import { orderBy } from './orders.ts';
import type { IndexedRun } from './rows.ts';
import { gatherWords } from './words.ts';

/** The columns of a run for one question of a command; texts are searched by looking at each of them. */
export async function indexRun({ db }: Pick<Workspace, 'db'>, { n, report }: StoredRun): Promise<IndexedRun> {
  refuseOverShards({ report }, 'a filter or an order beyond stage, reason and outcome');
  const view = decisionColumnView(db);
  const columns = await readColumns((after, limit) => view.page(n, after, limit), n, report.pool);
  return {
    columns,
    words: gatherWords(columns, view.words()),
    order: (sort, isDescending) => orderBy(columns, sort, isDescending),
    async containing(q) {
      const found = new Uint8Array(columns.size);
      for (const row of decisionPages(db).containing(n, q, 0, Number.MAX_SAFE_INTEGER)) {
        const at = placeOf(columns, row);
        if (at >= 0) found[at] = 1;
      }
      return found;
    },
    idsAt(places) {
      const rows = places.map((at) => columns.question[at] ?? 0);
      const ids = view.ids(n, rows);
      return rows.flatMap((row) => ids.get(row) ?? []);
    },
  };
}
