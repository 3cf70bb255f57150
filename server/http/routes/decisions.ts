import { Router } from 'express';
import { ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import type { PoolFilterQuery } from '../../../shared/schemas/pool-filter.ts';
import { FACETS, type Facet, type PoolSort } from '../../../shared/vocabulary/pool.ts';
import type { DecisionConditions, PlacedDecision } from '../../db/decision-pages.ts';
import type { StoredRun } from '../../db/runs.ts';
import { countFacets } from '../../runs/columns/facets.ts';
import { namedRows } from '../../runs/columns/named-rows.ts';
import { type NamedRows, rowFilterOf, rowsFrom, testsFor } from '../../runs/columns/rows.ts';
import { bind } from '../bind.ts';
import { isAnyHiddenFrom } from '../blind.ts';
import type { Caller } from '../callers.ts';
import { cursorOf, pageOfRows, readCursor } from '../cursor.ts';
import type { RunIndex } from '../run-index.ts';
import { inSlices } from '../searching.ts';
import { runOf, type Service } from '../service.ts';
import type { ShardPages } from '../shard-pages.ts';
import { decisionItem } from './decision-item.ts';

/** What a filter asks that is no column of the list itself: it is answered from the columns of the run. */
const OF_COLUMNS = ['license', 'flag', 'mark', 'tag', 'review', 'import', 'also'] as const;

/** The decisions of a run, filtered, sorted, paged and counted. */
export function decisionRoutes(service: Service, index: RunIndex, shards: ShardPages): Router {
  const router = Router();
  const { decisions, questions } = service;
  const named = namedRows(service.workspace, service.maps.within);
  bind(
    router,
    ROUTES.decisions,
    async ({ params, query: { limit, cursor, sort, desc = false, ...filter }, caller }) => {
      refuseBlind(service, filter, caller);
      const run = runOf(service.workspace, params.id);
      if (run.report.shards !== undefined)
        return shards.page(run, { ...filter, sort, desc }, { cursor, limit });
      if (sort !== undefined || desc || asksColumns(filter))
        return pageOfColumns(run, filter, { sort: sort ?? 'pool', desc, cursor, limit });
      const conditions = conditionsOf(named, run, filter);
      const by = conditions.kept === true || conditions.reason === 'reserve' ? 'rank' : 'question';
      const after = readCursor(by, cursor, 0);
      const page = (rows: readonly PlacedDecision[]) =>
        pageOfRows(rows, limit, decisionItem, (row) =>
          cursorOf(by, by === 'rank' ? (row.rank ?? 0) : row.question),
        );
      if (by === 'rank') {
        const contains = filter.q ? { contains: filter.q } : {};
        const range = { by, after, upTo: Number.MAX_SAFE_INTEGER, limit: limit + 1 } as const;
        return page(decisions.page({ ...conditions, ...contains }, range));
      }
      const bounds = questions.bounds(filter.source);
      const range = { after: Math.max(after, bounds.after), upTo: bounds.upTo, limit: limit + 1 };
      return page(await pageByQuestion(service, conditions, filter.q, range));
    },
  );

  bind(router, ROUTES.decisionFacets, async ({ params, query, caller }) => {
    refuseBlind(service, query, caller);
    const run = runOf(service.workspace, params.id);
    if (run.report.shards !== undefined) return shards.facets(run, query);
    const indexed = await index(run);
    const tests = await testsFor(indexed, rowFilterOf(run, named, query));
    const { count, facets } = countFacets(indexed.columns, indexed.words, tests);
    const isBlind = isAnyHiddenFrom(service.workspace, caller);
    const told = FACETS.filter((facet) => !isBlind || !JUDGED.some((one) => one === facet));
    return { count, facets: told.map((facet) => ({ facet, values: valuesOf(facet, facets[facet]) })) };
  });

  bind(router, ROUTES.decisionCount, async ({ params, query, caller }) => {
    refuseBlind(service, query, caller);
    const run = runOf(service.workspace, params.id);
    if (run.report.shards !== undefined) return { count: await shards.count(run, query) };
    if (asksColumns(query)) {
      const indexed = await index(run);
      const tests = await testsFor(indexed, rowFilterOf(run, named, query));
      return { count: countFacets(indexed.columns, indexed.words, tests).count };
    }
    const conditions = conditionsOf(named, run, query);
    const range = { ...questions.bounds(query.source), limit: Number.MAX_SAFE_INTEGER };
    const { q } = query;
    if (!q) return { count: decisions.count(conditions, range.after, range.upTo) };
    if (service.search.byIndex(q))
      return { count: decisions.count({ ...conditions, phrase: q }, range.after, range.upTo) };
    const counts = await inSlices(range, ({ after, upTo }) => [
      decisions.count({ ...conditions, contains: q }, after, upTo),
    ]);
    return { count: counts.reduce((sum, count) => sum + count, 0) };
  });
  return router;

  async function pageOfColumns(
    run: StoredRun,
    filter: PoolFilterQuery,
    {
      sort,
      desc,
      cursor,
      limit,
    }: { sort: PoolSort; desc: boolean; cursor: string | undefined; limit: number },
  ) {
    const kind = `by${sort}${desc ? 'down' : 'up'}` as const;
    const after = readCursor(kind, cursor, 0);
    const indexed = await index(run);
    const tests = await testsFor(indexed, rowFilterOf(run, named, filter));
    const { rows, next } = rowsFrom(indexed, tests, { sort, desc, after, limit });
    return {
      items: decisions.some(run.n, rows).map(decisionItem),
      nextCursor: next === null ? null : cursorOf(kind, next),
    };
  }

  function valuesOf(facet: Facet, counts: ReadonlyMap<string, number>) {
    return [...counts].slice(0, MOST_VALUES).map(([value, count]) => {
      const title = facet === 'domain' ? service.titles.get(value) : undefined;
      return { value, count, ...(title !== undefined && { title }) };
    });
  }
}

/** What people, graders and detectors said, as conditions of a filter. */
const JUDGED = ['review', 'flag', 'mark'] as const;

/** @throws WinnowError `forbidden` for a filter that would tell what was judged, to whom judges blind */
function refuseBlind(
  { workspace }: Pick<Service, 'workspace'>,
  filter: PoolFilterQuery,
  caller: Caller,
): void {
  if (JUDGED.some((name) => filter[name] !== undefined) && isAnyHiddenFrom(workspace, caller))
    throw new WinnowError(
      'forbidden',
      'A blind queue waits for you, so questions are not found by what was said or found of them; judge it first.',
    );
}

/** Values of a facet that are told. */
const MOST_VALUES = 200;

const asksColumns = (filter: PoolFilterQuery): boolean =>
  OF_COLUMNS.some((name) => filter[name] !== undefined);

function pageByQuestion(
  { decisions, search }: Service,
  conditions: DecisionConditions,
  q: string | undefined,
  range: { after: number; upTo: number; limit: number },
): PlacedDecision[] | Promise<PlacedDecision[]> {
  const by = 'question' as const;
  if (!q) return decisions.page(conditions, { ...range, by });
  if (search.byIndex(q)) return decisions.page({ ...conditions, phrase: q }, { ...range, by });
  return inSlices(range, (slice) => decisions.page({ ...conditions, contains: q }, { ...slice, by }));
}

/** The same filter as conditions of the list. */
const conditionsOf = (named: NamedRows, run: StoredRun, filter: PoolFilterQuery): DecisionConditions => {
  const { stage, stages, reason, kept, source, domain, length, difficulty, questions } = rowFilterOf(
    run,
    named,
    filter,
  );
  return {
    run: run.n,
    ...(stage !== undefined && { stage }),
    ...(stages !== undefined && { stages }),
    ...(reason !== undefined && { reason }),
    ...(kept !== undefined && { kept }),
    ...(source !== undefined && { source }),
    ...(domain !== undefined && { domain }),
    ...(length !== undefined && { length }),
    ...(difficulty !== undefined && { difficulty }),
    ...(questions !== undefined && { questions }),
  };
};
