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
import type { Choice } from './choice.ts';
import { reviewedRow } from './reviewed-row.ts';
import { apartFrom } from './validation.ts';

/** What is asked of a choice. */
export interface Wanted {
  rows: number;
  /** Rows beside them for validation; none where nothing is said. */
  validation?: number | undefined;
  /** Only traces of this teacher. */
  teacher?: string | undefined;
}

type Reader = Pick<
  Tables,
  | 'decisions'
  | 'duplicates'
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
 * this very text. Rows for validation are the next that can be released and that are no near duplicate of one before.
 * Which trace: of the named teacher, else of anybody but the sample's recorded replies; a usable one of this run's
 * own collections, else one of any run; of those by the trace rules of the recipe, which hold the word of people and
 * of graders that count for what the answer checker could not judge.
 * @throws WinnowError `bad-usage` for a teacher of whom there is no trace
 */
export function chooseRows(tables: Reader, run: StoredRun, wanted: Wanted): Choice {
  const choice = emptyChoice(wanted);
  const held = choice.validation;
  const look = looker(tables, run, wanted.teacher, choice.traces);
  const isTaken = lazily(() => apartFrom(tables, run, choice.rows));
  for (const decision of ranks(tables, run)) {
    const isTraining = choice.rows.length < choice.wanted;
    if (!isTraining && held.rows.length === held.wanted) break;
    const { found, rejected, why } = look(decision);
    const repeats = !isTraining && 'question' in found && isTaken()(decision.n, !rejected);
    const tally = !isTraining ? held.passedOver : decision.kept ? choice.gaveWay : choice.reservePassedOver;
    const reason = repeats ? 'near-duplicate' : why;
    if (reason !== null) tally[reason] = (tally[reason] ?? 0) + 1;
    if (!('question' in found) || repeats) continue;
    const part = isTraining ? choice : held;
    const chosen = { decision, trace: found.trace.id };
    if (part.drawnFrom.length < part.wanted) part.drawnFrom.push(chosen);
    if (rejected) continue;
    part.rows.push(chosen);
    if (isTraining && !decision.kept) choice.fromReserve += 1;
  }
  return choice;
}

const emptyChoice = ({ rows, validation = 0 }: Wanted): Choice => ({
  rows: [],
  wanted: rows,
  drawnFrom: [],
  gaveWay: {},
  fromReserve: 0,
  reservePassedOver: {},
  traces: { in: 0, usable: 0, dropped: {} },
  validation: { rows: [], wanted: validation, drawnFrom: [], passedOver: {} },
});

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Looks at one question: the trace that it would be released with, or why it can not be. */
function looker(tables: Reader, run: StoredRun, teacher: string | undefined, traces: Choice['traces']) {
  const { tracesOf, choosing } = choosingFor(tables, run, teacher);
  const isTakenDown = tables.takedowns.reader();
  return (decision: StoredDecision) => {
    const held = tracesOf(decision.questionId);
    for (const trace of held) count(traces, trace);
    const found = isTakenDown(decision.questionId, decision.source)
      ? { why: 'taken-down' }
      : releasable(tables.questions.byId(decision.questionId), held, choosing);
    const rejected = 'question' in found && isRejected(tables, found);
    return { found, rejected, why: 'why' in found ? found.why : rejected ? 'rejected' : null };
  };
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
