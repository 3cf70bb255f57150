import { Router } from 'express';
import { type QueryOf, ROUTES } from '../../../shared/api.ts';
import type { TraceRow } from '../../../shared/schemas/trace.ts';
import { OUTCOMES_OF, TRACE_GROUPS, type TraceGroup } from '../../../shared/vocabulary/trace-groups.ts';
import type { TraceConditions } from '../../db/trace-pages.ts';
import { tracesAsGraded } from '../../db/trace-verdicts.ts';
import { bind } from '../bind.ts';
import { hiddenFrom } from '../blind.ts';
import { collectionOf, detailOf, itemOf } from '../collection-items.ts';
import { cursorOf, readCursor } from '../cursor.ts';
import { movedBy } from '../graded-traces.ts';
import { inSlices } from '../searching.ts';
import type { Service } from '../service.ts';
import { askRow, traceRows } from '../trace-items.ts';

/** Collections, newest first, and what each holds. */
export function collectionRoutes(service: Service): Router {
  const router = Router();
  bind(router, ROUTES.collections, ({ query: { limit, cursor } }) => {
    const all = service.workspace.collections.all();
    const end = Math.min(readCursor('place', cursor, all.length), all.length); // from the oldest, so that newer ones move nothing
    const from = Math.max(0, end - limit);
    return {
      items: all
        .slice(from, end)
        .reverse()
        .map((collection) => itemOf(service, collection)),
      nextCursor: from > 0 ? cursorOf('place', from) : null,
    };
  });
  bind(router, ROUTES.collection, ({ params }) => detailOf(service, collectionOf(service, params.id)));
  bind(router, ROUTES.traces, async ({ params, query, caller }) => {
    const page = await pageOfTraces(service, collectionOf(service, params.id).id, query);
    const isHidden = hiddenFrom(service.workspace, caller);
    const isFiltered = query.verdict !== undefined || query.defect !== undefined;
    return {
      ...page,
      items: page.items.flatMap((row) => {
        if (!isHidden(row.questionId)) return [row];
        return isFiltered ? [] : [{ ...row, verdict: null, flags: [] }]; // that it is found would tell it
      }),
    };
  });
  return router;
}

type TraceQuery = QueryOf<'/collections/{id}/traces'>;

/** Traces first, and then the items that brought none: a cursor of either kind says how far one has come. */
async function pageOfTraces(service: Service, collection: string, query: TraceQuery) {
  const { limit, cursor } = query;
  const isAtAsks = cursor !== undefined && isCursorOf('ask', cursor);
  const rows: { row: TraceRow; mark: string }[] = [];
  if (!isAtAsks) {
    const after = readCursor('trace', cursor, 0);
    const stored = await foundTraces(service, collection, query, after);
    const traces = stored.map(tracesAsGraded(service.workspace, collection));
    const shown = traceRows(service, traces);
    for (const [i, { at }] of traces.entries()) {
      const row = shown[i];
      if (row !== undefined) rows.push({ row, mark: cursorOf('trace', at) });
    }
  }
  if (rows.length <= limit && query.verdict === undefined && query.defect === undefined) {
    const after = isAtAsks ? readCursor('ask', cursor, 0) : 0;
    const range = { after, limit: limit + 1 - rows.length };
    for (const ask of service.traces.asks(
      { collection, ...askFilter(query.outcome), contains: query.q ?? '' },
      range,
    ))
      rows.push({ row: askRow(ask), mark: cursorOf('ask', ask.at) });
  }
  return {
    items: rows.slice(0, limit).map(({ row }) => row),
    nextCursor: rows.length > limit ? (rows[limit - 1]?.mark ?? null) : null,
  };
}

const isCursorOf = (kind: 'ask', cursor: string): boolean =>
  Buffer.from(cursor, 'base64url').toString('latin1').startsWith(`${kind}:`);

function foundTraces(service: Service, collection: string, query: TraceQuery, after: number) {
  const { q, limit, verdict, defect } = query;
  const asked: TraceConditions = {
    collection,
    ...outcomesOf(query.outcome),
    ...(verdict && { verdict }),
    ...(defect && { defect }),
  };
  const conditions = { ...asked, ...movedBy(service, asked) };
  const range = { after, upTo: service.traces.last(collection), limit: limit + 1 };
  if (!q) return service.traces.page(conditions, range);
  return inSlices(range, (slice) => service.traces.page({ ...conditions, contains: q }, slice));
}

const isGroup = (name: string): name is TraceGroup => Object.hasOwn(TRACE_GROUPS, name);

function outcomesOf(outcome: string | undefined): Pick<TraceConditions, 'outcomes'> {
  if (outcome === undefined) return {};
  if (!isGroup(outcome)) return { outcomes: { among: [outcome] } };
  return {
    outcomes:
      outcome === 'dropped' ? { not: Object.values(OUTCOMES_OF).flat() } : { among: OUTCOMES_OF[outcome] },
  };
}

const askFilter = (outcome: string | undefined): { state: string; reason: string } =>
  outcome === undefined
    ? { state: '', reason: '' }
    : isGroup(outcome)
      ? { state: outcome, reason: '' }
      : { state: '', reason: outcome };
