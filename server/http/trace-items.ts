import type { QuestionTrace, TraceRow } from '../../shared/schemas/trace.ts';
import { groupOf } from '../../shared/vocabulary/trace-groups.ts';
import type { PlacedAsk, PlacedTrace } from '../db/trace-pages.ts';
import { tracesAsGraded } from '../db/trace-verdicts.ts';
import type { Service } from './service.ts';

/** How the id of an item begins that brought no trace. */
const ASK = 'ask-';

/** Number of an item that brought no trace, or null for the id of a trace. */
export const askNumber = (id: string): number | null =>
  /^ask-[0-9]{1,15}$/.test(id) ? Number(id.slice(ASK.length)) : null;

/** Lines of the list for traces. */
export function traceRows({ flags }: Service, traces: readonly PlacedTrace[]): TraceRow[] {
  const codes = flags.ofTraces(traces.map(({ id }) => id));
  return traces.map(({ at: _at, id, outcome, ...trace }) => ({
    traceId: id,
    ...outcomeOf(outcome),
    ...trace,
    flags: codes.get(id) ?? [],
  }));
}

/** A line of the list for an item that brought no trace. */
export const askRow = ({ at, collection: _c, state, reason, ...placed }: PlacedAsk): TraceRow => ({
  traceId: `${ASK}${at}`,
  kind: null,
  outcome: state,
  reason,
  verdict: null,
  tokens: null,
  flags: [],
  ...placed,
});

/** The traces of a question, of every collection, oldest first. */
export function questionTraces(service: Service, question: string): QuestionTrace[] {
  const { workspace, flags } = service;
  const collections = new Map(workspace.collections.all().map((one) => [one.id, one]));
  const traces = workspace.traces
    .of(question, [...collections.keys()])
    .map((trace) => tracesAsGraded(workspace, trace.collection)(trace));
  const codes = flags.ofTraces(traces.map(({ id }) => id));
  return traces.map(({ id, collection, kind, outcome, verdict, tokens }) => ({
    traceId: id,
    collectionId: collection,
    teacher: collections.get(collection)?.teacher ?? '',
    model: collections.get(collection)?.model ?? null,
    kind,
    ...outcomeOf(outcome),
    verdict,
    tokens,
    flags: codes.get(id) ?? [],
  }));
}

/** The group of a stored outcome, and the reason where it is not usable. */
export const outcomeOf = (outcome: string): Pick<TraceRow, 'outcome' | 'reason'> => ({
  outcome: groupOf(outcome),
  reason: outcome === 'usable' ? null : outcome,
});
