import type { TraceRules } from '../../../shared/schemas/trace-rules.ts';
import type { Verdict } from '../../../shared/vocabulary/signals.ts';
import type { TraceDropReason } from '../../../shared/vocabulary/trace-defects.ts';

/** One of the traces of a question, as the choice sees it. */
export interface TraceOption {
  id: string;
  teacher: string;
  /** When it came, RFC 3339 in UTC. */
  createdAt: string;
  /** Tokens of its thinking; null where nobody counted them. */
  tokens: number | null;
  /** Of its final answer against the reference; null where nobody looked. */
  verdict: Verdict | null;
  /** `drops` of `inspectTrace`. */
  drops: readonly TraceDropReason[];
}

export interface TraceChoice {
  /** Id of the trace that is taken, null where none is usable. */
  chosen: string | null;
  /** Ids of the usable ones, best first. */
  usable: string[];
  /** The others with their reasons, by id. */
  dropped: { id: string; reasons: TraceDropReason[] }[];
}

type Order = (a: TraceOption, b: TraceOption) => number;

/**
 * Which of the traces of a question is taken: usable ones only, verified ones first where the rules prefer them, then
 * by teacher, by age or length, and last by id. Hangs on the traces alone, never on their order.
 */
export function chooseTrace(traces: readonly TraceOption[], rules: TraceRules): TraceChoice {
  const judged = [...traces].sort(byId).map((trace) => ({ trace, reasons: reasonsAgainst(trace, rules) }));
  const usable = judged.filter(({ reasons }) => reasons.length === 0).map(({ trace }) => trace);
  const ids = usable.sort(orderOf(rules)).map(({ id }) => id);
  const dropped = judged
    .filter(({ reasons }) => reasons.length > 0)
    .map(({ trace, reasons }) => ({ id: trace.id, reasons }));
  return { chosen: ids[0] ?? null, usable: ids, dropped };
}

function reasonsAgainst({ drops, verdict }: TraceOption, { require }: TraceRules): TraceDropReason[] {
  if (require !== 'any' && verdict === 'wrong') return [...drops, 'verdict-wrong'];
  if (require === 'correct' && verdict !== 'correct') return [...drops, 'verdict-missing'];
  return [...drops];
}

const byId: Order = (a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

function orderOf(rules: TraceRules): Order {
  const rank = ({ teacher }: TraceOption): number => {
    const at = rules.teachers.indexOf(teacher);
    return at < 0 ? rules.teachers.length : at;
  };
  const doubt = ({ verdict }: TraceOption): number =>
    rules.prefer === 'correct' ? DOUBT[verdict ?? 'unverifiable'] : 0;
  const own = ORDERS[rules.order];
  return (a, b) => doubt(a) - doubt(b) || rank(a) - rank(b) || own(a, b) || byId(a, b);
}

/** Correct ones first; a wrong one stands behind one that could not be verified. */
const DOUBT: Readonly<Record<Verdict, number>> = { correct: 0, unverifiable: 1, wrong: 2 };

/** A trace that nobody counted stands behind those of which the length is known. */
const ORDERS: Readonly<Record<TraceRules['order'], Order>> = {
  newest: (a, b) => (a.createdAt < b.createdAt ? 1 : a.createdAt > b.createdAt ? -1 : 0),
  shortest: (a, b) => (a.tokens ?? Infinity) - (b.tokens ?? Infinity) || 0,
  longest: (a, b) => (b.tokens ?? -1) - (a.tokens ?? -1),
};
