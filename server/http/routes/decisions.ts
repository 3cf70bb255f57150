import { Router } from 'express';
import { type DecisionFilter, ROUTES } from '../../../shared/api.ts';
import { WinnowError } from '../../../shared/error.ts';
import { rangeOf } from '../../../shared/map-columns.ts';
import type { DecisionRow } from '../../../shared/schemas/question-life.ts';
import type { DecisionConditions, PlacedDecision } from '../../db/decision-pages.ts';
import type { StoredRun } from '../../db/runs.ts';
import { bind } from '../bind.ts';
import { cursorOf, pageOfRows, readCursor } from '../cursor.ts';
import { inSlices } from '../searching.ts';
import { runOf, type Service } from '../service.ts';

/** The decisions of a run, filtered and paged. Selected and reserve come by rank, all else as in the pool. */
export function decisionRoutes(service: Service): Router {
  const router = Router();
  const { decisions, questions } = service;
  bind(router, ROUTES.decisions, async ({ params, query: { limit, cursor, ...filter } }) => {
    const conditions = conditionsOf(service, runOf(service.workspace, params.id), filter);
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
  });

  bind(router, ROUTES.decisionCount, async ({ params, query }) => {
    const conditions = conditionsOf(service, runOf(service.workspace, params.id), query);
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
}

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

/** What the filter of a request asks of the rows; `passed` becomes the stages behind that one. */
function conditionsOf(
  { maps }: Pick<Service, 'maps'>,
  run: StoredRun,
  { q: _q, passed, area, length, difficulty, ...filter }: DecisionFilter,
): DecisionConditions {
  const conditions: DecisionConditions = {
    run: run.n,
    ...filter,
    ...(area === undefined ? {} : { questions: maps.within(run, area) }),
    ...(length === undefined ? {} : { length: readRange(length) }),
    ...(difficulty === undefined ? {} : { difficulty: readRange(difficulty) }),
  };
  if (passed === undefined) return conditions;
  const stages = run.report.funnel.map(({ stage }) => stage);
  const at = stages.indexOf(passed);
  if (at < 0) throw new WinnowError('bad-usage', `The run ${run.report.runId} has no stage ${passed}.`);
  if (at === stages.length - 1) return { ...conditions, kept: true };
  return { ...conditions, stages: stages.slice(at + 1) };
}

function readRange(text: string): readonly [number, number] {
  const range = rangeOf(text);
  if (range !== null) return range;
  throw new WinnowError('bad-usage', `"${text}" is no range; write it as 100-400.`);
}

export const decisionItem = ({ question: _n, ...row }: PlacedDecision): DecisionRow => row;
