import { WinnowError } from '../../shared/error.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import type { TraceRules } from '../../shared/schemas/trace-rules.ts';
import { BLOCKED } from '../../shared/vocabulary/asks.ts';
import { SAMPLE_RECORDED, textFault } from '../../shared/vocabulary/traces.ts';
import type { Collection } from '../db/collections.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { regrader } from '../db/trace-verdicts.ts';
import type { Trace } from '../db/traces.ts';
import { chooseTrace } from '../decide/traces/choose.ts';
import { DEFAULT_TRACE_RULES } from '../decide/traces/rules.ts';
import { reviewedRow } from './reviewed-row.ts';

/** A question that is released, and with which trace. */
export interface Chosen {
  decision: StoredDecision;
  /** Id of the trace. */
  trace: string;
}

/** Who is released, and who gave way. */
export interface Choice {
  rows: Chosen[];
  wanted: number;
  /** Rows that would have been chosen if nobody had rejected any: what a sample for review is drawn from. */
  drawnFrom: Chosen[];
  /**
   * Selected questions that could not be released, by reason: `no-trace`, `retired`, `rejected` by a reviewer,
   * `taken-down`, or the outcome of the trace.
   */
  gaveWay: Record<string, number>;
  /** Rows that came from the reserve in their place. */
  fromReserve: number;
  /** Questions of the reserve that were looked at and could not be released either. */
  reservePassedOver: Record<string, number>;
  /** Traces of the questions that were looked at, and why those that fell did. A reply that was blocked is none. */
  traces: { in: number; usable: number; dropped: Record<string, number> };
}

type Reader = Pick<
  Tables,
  | 'decisions'
  | 'questions'
  | 'traces'
  | 'collections'
  | 'grades'
  | 'facts'
  | 'reviews'
  | 'people'
  | 'takedowns'
>;

/** Ranks that are read at a time. */
const PAGE = 256;

/**
 * Goes down the ranks and takes the first `wanted` questions that can be released: the pool still holds the
 * version that the run saw, nobody wants it taken down, there is a usable trace of it, and no reviewer has rejected
 * this very text.
 * Which trace: of the named teacher, else of anybody but the sample's recorded replies; a usable one of this run's
 * own collections, else one of any run; of those by the trace rules of the recipe, which hold the word of people and
 * of graders that count for what the answer checker could not judge.
 * @throws WinnowError `bad-usage` for a teacher of whom there is no trace
 */
export function chooseRows(tables: Reader, run: StoredRun, wanted: number, teacher?: string): Choice {
  const { tracesOf, choosing } = choosingFor(tables, run, teacher);
  const traces = { in: 0, usable: 0, dropped: {} };
  const choice: Choice = {
    rows: [],
    wanted,
    drawnFrom: [],
    gaveWay: {},
    fromReserve: 0,
    reservePassedOver: {},
    traces,
  };
  const isTakenDown = tables.takedowns.reader();
  for (const decision of ranks(tables, run)) {
    if (choice.rows.length === wanted) break;
    const held = tracesOf(decision.questionId);
    for (const trace of held) count(choice.traces, trace);
    const found = isTakenDown(decision.questionId, decision.source)
      ? { why: 'taken-down' }
      : releasable(tables.questions.byId(decision.questionId), held, choosing);
    const rejected = 'question' in found && isRejected(tables, found);
    const tally = decision.kept ? choice.gaveWay : choice.reservePassedOver;
    const why = 'why' in found ? found.why : rejected ? 'rejected' : null;
    if (why !== null) tally[why] = (tally[why] ?? 0) + 1;
    if (!('question' in found)) continue;
    const chosen = { decision, trace: found.trace.id };
    if (choice.drawnFrom.length < wanted) choice.drawnFrom.push(chosen);
    if (rejected) continue;
    choice.rows.push(chosen);
    if (!decision.kept) choice.fromReserve += 1;
  }
  return choice;
}

/** Which traces a release of a run may take, and how it chooses among them. */
function choosingFor(tables: Reader, run: StoredRun, teacher: string | undefined) {
  const collections = collectionsOf(tables, teacher);
  const names = new Map(collections.map(({ id, teacher: name }) => [id, name]));
  const ids = collections.map(({ id }) => id);
  const rules = run.recipe.traces ?? DEFAULT_TRACE_RULES;
  const asGraded = regrader(tables, rules);
  const choosing: Choosing = {
    own: new Set(collections.filter((one) => one.run === run.n).map(({ id }) => id)),
    rules,
    teacherOf: (collection) => names.get(collection) ?? '',
  };
  const tracesOf = (question: string) => tables.traces.of(question, ids).map((trace) => asGraded(trace));
  return { tracesOf, choosing };
}

/**
 * The trace that a release of a run would take for a question, or null where there is none.
 * @throws WinnowError `bad-usage` for a teacher of whom there is no trace
 */
export function traceChooser(
  tables: Reader,
  run: StoredRun,
  teacher?: string,
): (question: StoredQuestion) => Trace | null {
  const { tracesOf, choosing } = choosingFor(tables, run, teacher);
  return (question) => {
    const found = releasable(question, tracesOf(question.questionId), choosing);
    return 'question' in found ? found.trace : null;
  };
}

function collectionsOf({ collections }: Reader, teacher: string | undefined): Collection[] {
  const all = collections.all().filter(({ purpose }) => purpose === 'traces');
  if (teacher === undefined) return all.filter((one) => one.teacher !== SAMPLE_RECORDED);
  const named = all.filter((one) => one.teacher === teacher);
  if (named.length > 0) return named;
  const known = [...new Set(all.map((one) => one.teacher))].sort().join(', ');
  throw new WinnowError(
    'bad-usage',
    `There are no traces by ${teacher}; ${known === '' ? 'none were collected yet' : `there are some by ${known}`}.`,
  );
}

function count(traces: Choice['traces'], { outcome }: Trace): void {
  if (Object.hasOwn(BLOCKED, outcome)) return;
  traces.in++;
  if (outcome === 'usable') traces.usable++;
  else traces.dropped[outcome] = (traces.dropped[outcome] ?? 0) + 1;
}

function* ranks(tables: Reader, run: StoredRun): Generator<StoredDecision> {
  for (let from = 1; ; from += PAGE) {
    const page = tables.decisions.ranked(run.n, from, from + PAGE - 1);
    if (page.length === 0) return;
    yield* page;
  }
}

/** How one of several traces is chosen: those of the run's own collections first, then by the rules of its recipe. */
interface Choosing {
  own: ReadonlySet<string>;
  rules: TraceRules;
  teacherOf: (collection: string) => string;
}

function releasable(
  question: StoredQuestion | undefined,
  traces: readonly Trace[],
  choosing: Choosing,
): { question: StoredQuestion; trace: Trace } | { why: string } {
  if (question === undefined || !question.live) return { why: 'retired' };
  const best = bestTrace(traces, choosing);
  if ('why' in best) return best;
  const { trace } = best;
  const prompt = promptOf(question.question, question.options);
  const fault = textFault([prompt, trace.thinking ?? '', trace.answer ?? '']);
  return fault === null ? { question, trace } : { why: fault };
}

/** A rejection of this very text stands. */
function isRejected(
  { reviews, people }: Reader,
  { question, trace }: { question: StoredQuestion; trace: Trace },
): boolean {
  return reviewedRow({ reviews, people }, question, trace, undefined).rejected.length > 0;
}

/** @returns the trace that stands for the question, or why there is none */
function bestTrace(
  traces: readonly Trace[],
  { own, rules, teacherOf }: Choosing,
): { trace: Trace } | { why: string } {
  const ours = traces.filter((trace) => own.has(trace.collection));
  const pick = (among: readonly Trace[]) => {
    const usable = among.filter(({ outcome }) => outcome === 'usable');
    return chooseTrace(
      usable.map(({ id, createdAt, tokens, verdict, collection }) => {
        return { id, createdAt, tokens, verdict, teacher: teacherOf(collection), drops: [] };
      }),
      rules,
    );
  };
  const first = pick(ours);
  const then = first.chosen === null ? pick(traces) : first;
  const trace = traces.find(({ id }) => id === then.chosen);
  if (trace !== undefined) return { trace };
  const [against] = then.dropped;
  const newest = ours.at(-1) ?? traces.at(-1);
  return { why: against?.reasons[0] ?? newest?.outcome ?? 'no-trace' };
}
