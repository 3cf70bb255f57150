import { WinnowError } from '../../shared/error.ts';
import type { Facets, PoolFilterQuery } from '../../shared/schemas/pool-filter.ts';
import type { DecisionRow } from '../../shared/schemas/question-life.ts';
import { SHARD_FILTERS } from '../../shared/vocabulary/pool.ts';
import type { decisionPages } from '../db/decision-pages.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { PoolRow } from '../db/pool.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { findShardPool, shardFolderOf } from '../intake/shards/find-pool.ts';
import { openShardPool, type ShardPool } from '../intake/shards/pool.ts';
import { NOBODY_WAITS, rowsLater } from '../intake/shards/read-later.ts';
import { rowReader } from '../intake/shards/read-rows.ts';
import { decidedOverShards, numbersFor, runDecisionsDir } from '../runs/over-shards/find.ts';
import { outcomePage, outcomesOf } from '../runs/over-shards/list.ts';
import { asStored } from '../runs/over-shards/read-dropped.ts';
import { cursorOf, readCursor } from './cursor.ts';
import { kept } from './kept.ts';
import { shownText } from './question-head.ts';
import { decisionItem } from './routes/decision-item.ts';

/** Pools whose files are at hand. */
const POOLS = 2;

export type ShardPages = ReturnType<typeof shardPages>;

/** Lists and questions of runs over shards, read where they lie, while others are served. */
export function shardPages(workspace: Workspace, decisions: Pick<ReturnType<typeof decisionPages>, 'page'>) {
  const reader = rowReader();
  const open = kept<string, ShardPool>(POOLS);

  function poolOf(id: string): ShardPool {
    const stored = findShardPool(workspace, id);
    const place = workspace.shardPools.placeOf(id)?.folder ?? '';
    return open(`${stored.importId} ${place}`, () => openShardPool(workspace, stored, NOBODY_WAITS));
  }

  const rowsOf = (pool: ShardPool, numbers: readonly number[]): Promise<PoolRow[]> =>
    rowsLater(reader, pool, numbers);

  /** The questions that an id means, ours or the import's. */
  async function named(
    run: StoredRun,
    { q, ...filter }: PoolFilterQuery & { q: string },
  ): Promise<DecisionRow[]> {
    const { pool: poolId = '', sources = null } = run.report.shards ?? {};
    const pool = poolOf(poolId);
    const id = q.trim();
    const rows = (await rowsOf(pool, numbersFor(pool, id))).filter((row) => row[1] === id || row[2] === id);
    const meant = rows.filter((row) => sources === null || sources.includes(row[3]));
    const items: DecisionRow[] = [];
    for (const row of meant) {
      const stored = await decidedOverShards(workspace, run, pool, row);
      if (stored === undefined || !isAsAsked(run, stored, filter)) continue;
      const { n: _n, evidence: _e, margins: _m, ...told } = stored;
      items.push({ ...told, license: row[4], text: shownText(row[9]) });
    }
    return items;
  }

  return {
    poolOf,
    rowsOf,
    dirOf: (run: StoredRun): string =>
      runDecisionsDir(workspace, run, shardFolderOf(workspace, run.report.shards?.pool ?? '')),
    /** @throws WinnowError `conflict` for a filter or an order that is not to be had */
    async page(
      run: StoredRun,
      { sort, desc, ...filter }: PoolFilterQuery & { sort?: string | undefined; desc?: boolean | undefined },
      { cursor, limit }: { cursor?: string | undefined; limit: number },
    ): Promise<{ items: DecisionRow[]; nextCursor: string | null }> {
      refuseBeyond(run, sort === undefined && desc !== true ? filter : { ...filter, sort });
      if (filter.q) return { items: await named(run, { ...filter, q: filter.q }), nextCursor: null };
      const after = readCursor('place', cursor, 0);
      const outcomes = outcomesOf(workspace, run, filter);
      const { ranks, dropped } = await outcomePage(this.dirOf(run), outcomes, { after, limit });
      const range = { by: 'rank', after: ranks[0] - 1, upTo: ranks[1], limit } as const;
      const ranked = ranks[1] < ranks[0] ? [] : decisions.page({ run: run.n }, range);
      const texts =
        dropped.length === 0
          ? []
          : await rowsOf(
              poolOf(run.report.shards?.pool ?? ''),
              dropped.map(({ question }) => question),
            );
      const textOf = new Map(texts.map((row) => [row[0], row[9]]));
      const items = [
        ...ranked.map(decisionItem),
        ...dropped.map((row): DecisionRow => {
          const { n: _n, evidence: _e, margins: _m, ...stored } = asStored(row);
          return { ...stored, license: row.license ?? null, text: shownText(textOf.get(row.question) ?? '') };
        }),
      ];
      const next = after + items.length;
      return { items, nextCursor: next < outcomes.count ? cursorOf('place', next) : null };
    },
    async count(run: StoredRun, filter: PoolFilterQuery): Promise<number> {
      refuseBeyond(run, filter);
      if (filter.q) return (await named(run, { ...filter, q: filter.q })).length;
      return outcomesOf(workspace, run, filter).count;
    },
    /** Of stage and reason alone: what else there would be to narrow by stands in files that nobody counts. */
    async facets(run: StoredRun, filter: PoolFilterQuery): Promise<Facets> {
      const { ranks, files, count } = outcomesOf(workspace, run, filter);
      refuseBeyond(run, filter);
      const { selected, reserve } = run.report;
      const stages = new Map<string, number>();
      const reasons = new Map<string, number>();
      const add = (counts: Map<string, number>, name: string, many: number) => {
        if (many > 0) counts.set(name, (counts.get(name) ?? 0) + many);
      };
      if (filter.q) {
        const items = await named(run, { ...filter, q: filter.q });
        for (const { stage, reason } of items) {
          add(stages, stage, 1);
          if (reason !== null) add(reasons, reason, 1);
        }
        return facetsOf(items.length, stages, reasons);
      }
      add(stages, 'diversity', Math.max(0, ranks[1] - ranks[0] + 1));
      add(reasons, 'reserve', ranks[1] > selected ? reserve : 0);
      for (const { stage, reason, rows } of files) {
        add(stages, stage, rows);
        add(reasons, reason, rows);
      }
      return facetsOf(count, stages, reasons);
    },
    close: (): Promise<void> => reader.close(),
  };
}

function facetsOf(
  count: number,
  stages: ReadonlyMap<string, number>,
  reasons: ReadonlyMap<string, number>,
): Facets {
  const valuesOf = (counts: ReadonlyMap<string, number>) =>
    [...counts].sort(([, a], [, b]) => b - a).map(([value, many]) => ({ value, count: many }));
  return {
    count,
    facets: [
      { facet: 'stage', values: valuesOf(stages) },
      { facet: 'reason', values: valuesOf(reasons) },
    ],
  };
}

/** Whether a decision is one of those that a list is narrowed to. */
function isAsAsked(
  { report }: StoredRun,
  { stage, reason, kept }: StoredDecision,
  filter: PoolFilterQuery,
): boolean {
  const stages: string[] = report.funnel.map((one) => one.stage);
  return (
    (filter.stage === undefined || filter.stage === stage) &&
    (filter.reason === undefined || filter.reason === reason) &&
    (filter.kept === undefined || filter.kept === kept) &&
    (filter.passed === undefined || kept || stages.indexOf(stage) > stages.indexOf(filter.passed))
  );
}

function refuseBeyond({ report }: StoredRun, filter: object): void {
  const beyond = Object.entries(filter).find(
    ([name, value]) =>
      value !== undefined && value !== '' && !(SHARD_FILTERS as readonly string[]).includes(name),
  )?.[0];
  if (beyond === undefined) return;
  const what = beyond === 'sort' ? 'another order' : `"${beyond}"`;
  throw new WinnowError(
    'conflict',
    `The questions of ${report.runId} stay as shards: they are listed by outcome, stage and reason, and ${what} is not to be had here. Their decisions are Parquet files, which DuckDB reads (docs/shards.md).`,
  );
}
