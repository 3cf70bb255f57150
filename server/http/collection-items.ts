import { WinnowError } from '../../shared/error.ts';
import type { CollectionDetail, CollectionItem } from '../../shared/schemas/collection.ts';
import type { AskState } from '../../shared/vocabulary/asks.ts';
import { groupOf } from '../../shared/vocabulary/trace-groups.ts';
import type { AskCount } from '../db/asks.ts';
import type { TraceCount } from '../db/collection-tallies.ts';
import type { Collection } from '../db/collections.ts';
import { orderOf } from '../db/orders.ts';
import { regradedOf } from '../db/trace-verdicts.ts';
import { countsAsGraded } from './graded-traces.ts';
import type { Service } from './service.ts';
import { parsed } from './stored-json.ts';

type Counts = Record<string, number>;

export const MICRO_USD = 1_000_000;

/**
 * A collection by its id.
 * @throws WinnowError `not-found`
 */
export function collectionOf({ workspace }: Pick<Service, 'workspace'>, id: string): Collection {
  const collection = workspace.collections.byId(id);
  if (collection !== undefined) return collection;
  throw new WinnowError(
    'not-found',
    `There is no collection ${id.slice(0, 80)}; GET /api/v1/collections lists them.`,
  );
}

/** Id of the run of a collection, null where it belongs to none; its number stands in the row. */
export const runIdOf = ({ workspace }: Pick<Service, 'workspace'>, { run }: Collection): string | null =>
  run === null ? null : (workspace.runs.byNumber(run)?.report.runId ?? null);

/** A collection as the list shows it, counted from its rows by SQL. */
export function itemOf(service: Service, collection: Collection): CollectionItem {
  const { workspace, collections, flags } = service;
  const { id } = collection;
  const traces = countsAsGraded(service, id);
  const asks = workspace.asks.counts(id);
  const totals = workspace.calls.totals(id);
  const isCalled = asks.length > 0;
  const states = isCalled ? fromAsks(asks) : fromTraces(traces);
  const tally = tallyOf(traces, states);
  return {
    collectionId: id,
    runId: runIdOf(service, collection),
    purpose: collection.purpose,
    teacher: collection.teacher,
    provider: collection.provider,
    service: collection.service,
    model: collection.model,
    endpoint: collection.endpoint,
    state: collection.state,
    createdAt: collection.createdAt,
    ...states,
    asked: states.answered + [states.blocked, states.unusable, states.failed].reduce((n, c) => n + sum(c), 0),
    inFlight: countOf(asks, 'asked'),
    pending: isCalled
      ? countOf(asks, 'pending')
      : collection.run === null
        ? 0
        : collections.missing(collection.run, id),
    spentUsd: totals.costMicroUsd / MICRO_USD,
    unsettledUsd: (totals.chargedMicroUsd - totals.costMicroUsd) / MICRO_USD,
    tokens: {
      prompt: totals.promptTokens,
      thoughts: totals.calls > 0 ? totals.thoughtTokens : traces.reduce((n, { tokens }) => n + tokens, 0),
      answer: totals.answerTokens,
    },
    traces: tally,
    ...flags.ofCollection(id, {
      usable: tally.usable,
      last: service.traces.last(id),
      moved: regradedOf(workspace, id),
    }),
    calls: { sent: totals.calls, lost: totals.lost, retried: totals.retried },
  };
}

/** A collection with all that is known of it. */
export function detailOf(service: Service, collection: Collection): CollectionDetail {
  const { collections, traces: pages } = service;
  const { id } = collection;
  const item = itemOf(service, collection);
  const usable = countsAsGraded(service, id).filter(({ outcome }) => outcome === 'usable');
  const calls = collections.calls(id);
  const [median, p90, p99] = collections.latencies(id, [0.5, 0.9, 0.99]) ?? [];
  return {
    ...item,
    settings: parsed(collection.settings),
    attestation: parsed(collection.attestation),
    terms: parsed(collection.terms),
    kinds: counted(usable, ({ kind }) => kind ?? 'none'),
    verdicts: counted(usable, ({ verdict }) => verdict ?? 'none'),
    findings: pages.findings(id),
    money: {
      reservedUsd: calls.reduce((n, { reservedMicroUsd }) => n + reservedMicroUsd, 0) / MICRO_USD,
      ceilingUsd: orderOf(service.workspace, id)?.order.budgetUsd ?? null,
      perQuestionUsd: item.spentUsd > 0 && item.asked > 0 ? item.spentUsd / item.asked : null,
      priceRow: collections.priceRow(id),
    },
    tries: Object.fromEntries(calls.map(({ outcome, count }) => [outcome ?? 'under-way', count])),
    latencyMs: median === undefined ? null : { median, p90: p90 ?? median, p99: p99 ?? median },
  };
}

type States = Pick<CollectionItem, 'answered' | 'blocked' | 'unusable' | 'failed'>;

const countOf = (asks: readonly AskCount[], state: AskState): number =>
  asks.reduce((n, ask) => (ask.state === state ? n + ask.count : n), 0);

const fromAsks = (asks: readonly AskCount[]): States => {
  const reasons = (state: AskState): Counts =>
    Object.fromEntries(
      asks.filter((ask) => ask.state === state).map(({ reason, count }) => [reason ?? 'unknown', count]),
    );
  return {
    answered: countOf(asks, 'answered'),
    blocked: reasons('blocked'),
    unusable: reasons('unusable'),
    failed: reasons('failed'),
  };
};

/** Where nobody is called there are no items: the traces speak for themselves. */
const fromTraces = (traces: readonly TraceCount[]): States => {
  const reasons = (group: string): Counts =>
    counted(
      traces.filter(({ outcome }) => groupOf(outcome) === group),
      ({ outcome }) => outcome,
    );
  return {
    answered: traces.reduce(
      (n, { outcome, count }) => (['usable', 'dropped'].includes(groupOf(outcome)) ? n + count : n),
      0,
    ),
    blocked: reasons('blocked'),
    unusable: reasons('unusable'),
    failed: reasons('failed'),
  };
};

/** Replies that serve and those that do not: a dropped trace was answered all the same. */
function tallyOf(traces: readonly TraceCount[], { answered, unusable }: States): CollectionItem['traces'] {
  const fell = counted(
    traces.filter(({ outcome }) => groupOf(outcome) === 'dropped'),
    ({ outcome }) => outcome,
  );
  const usable = traces.reduce((n, { outcome, count }) => (outcome === 'usable' ? n + count : n), 0);
  return { in: answered + sum(unusable), usable, dropped: { ...unusable, ...fell } };
}

function counted(rows: readonly TraceCount[], key: (row: TraceCount) => string): Counts {
  const counts: Counts = {};
  for (const row of rows) counts[key(row)] = (counts[key(row)] ?? 0) + row.count;
  return counts;
}

const sum = (counts: Counts): number => Object.values(counts).reduce((n, count) => n + count, 0);
