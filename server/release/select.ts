import { WinnowError } from '../../shared/error.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import { DEFAULT_REVIEW_RULES, type ReviewRules } from '../../shared/schemas/review-rules.ts';
import type { TraceRules } from '../../shared/schemas/trace-rules.ts';
import { BLOCKED } from '../../shared/vocabulary/asks.ts';
import { SAMPLE_RECORDED, textFault } from '../../shared/vocabulary/traces.ts';
import { fateOf, type Objection } from '../comply/review-rule.ts';
import type { Collection } from '../db/collections.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import { regrader } from '../db/trace-verdicts.ts';
import type { Trace } from '../db/traces.ts';
import { chooseTrace } from '../decide/traces/choose.ts';
import { defaultTraceRules } from '../decide/traces/rules.ts';
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
  /** As if the recipe let out rows that nobody has judged yet: what people are to judge. */
  unreviewedToo?: boolean | undefined;
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
  | 'queues'
  | 'traceEdits'
  | 'editWriters'
  | 'people'
  | 'takedowns'
>;

/** Ranks that are read at a time. */
const PAGE = 256;

/**
 * Goes down the ranks and takes the first `wanted` questions that can be released: the pool still holds the
 * version that the run saw, nobody wants it taken down, there is a usable trace of it, and it does not give way for what
 * people said of this very text: where somebody rejected it, or as the review rules of the recipe want it. Rows for validation are the next that can be released and that are no near duplicate of one before.
 * Which trace: of the named teacher, else of anybody but the sample's recorded replies; a usable one of this run's
 * own collections, else one of any run; of those by the trace rules of the recipe, which hold the word of people and
 * of graders that count for what the answer checker could not judge.
 * @throws WinnowError `bad-usage` for a teacher of whom there is no trace
 */
export function chooseRows(tables: Reader, run: StoredRun, wanted: Wanted): Choice {
  const choice = emptyChoice(wanted);
  const held = choice.validation;
  const look = looker(tables, run, wanted, choice.traces);
  const isTaken = lazily(() => apartFrom(tables, run, choice.rows));
  for (const decision of ranks(tables, run)) {
    const isTraining = choice.rows.length < choice.wanted;
    if (!isTraining && held.rows.length === held.wanted) break;
    const { found, givesWay, why } = look(decision);
    const repeats = !isTraining && 'question' in found && isTaken()(decision.n, !givesWay);
    const tally = !isTraining ? held.passedOver : decision.kept ? choice.gaveWay : choice.reservePassedOver;
    const reason = repeats ? 'near-duplicate' : why;
    if (reason !== null) tally[reason] = (tally[reason] ?? 0) + 1;
    if (!('question' in found) || repeats) continue;
    const part = isTraining ? choice : held;
    const chosen = { decision, trace: found.trace.id };
    if (part.drawnFrom.length < part.wanted) part.drawnFrom.push(chosen);
    if (givesWay) continue;
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
function looker(tables: Reader, run: StoredRun, wanted: Wanted, traces: Choice['traces']) {
  const { tracesOf, choosing } = choosingFor(tables, run, wanted.teacher);
  const objection = objector(tables, run, wanted);
  const isTakenDown = tables.takedowns.reader();
  return (decision: StoredDecision) => {
    const held = tracesOf(decision.questionId);
    for (const trace of held) count(traces, trace);
    const found = isTakenDown(decision.questionId, decision.source)
      ? { why: 'taken-down' }
      : releasable(tables.questions.byId(decision.questionId), held, choosing);
    if ('why' in found) return { found, givesWay: false, why: found.why };
    const why = objection(found);
    return { found, givesWay: why !== null, why };
  };
}

/** Why a row gives way for what people said of it, by the rules of the recipe; null where it does not. */
function objector(tables: Reader, { recipe }: StoredRun, { unreviewedToo = false }: Wanted) {
  const own = recipe.review ?? DEFAULT_REVIEW_RULES;
  const rules: ReviewRules = unreviewedToo ? { ...own, unreviewed: 'release' } : own;
  const collections = new Map(tables.collections.all().map((one) => [one.id, one]));
  return ({ question, trace }: { question: StoredQuestion; trace: Trace }): Objection | null => {
    const row = reviewedRow(tables, question, trace, collections.get(trace.collection));
    const { fate, why } = fateOf(row, rules);
    return fate === 'replace' ? why : null;
  };
}

/** Whether a trace gave way to a version that somebody mended; it costs nothing where nobody has. */
function mended({ traceEdits }: Reader): (trace: string) => boolean {
  return traceEdits.count() === 0 ? () => false : (trace) => traceEdits.after(trace) !== undefined;
}

/** Which traces a release of a run may take, and how it chooses among them. */
function choosingFor(tables: Reader, run: StoredRun, teacher: string | undefined) {
  const collections = collectionsOf(tables, teacher);
  const names = new Map(collections.map(({ id, teacher: name }) => [id, name]));
  const ids = collections.map(({ id }) => id);
  const rules = run.recipe.traces ?? defaultTraceRules();
  const asGraded = regrader(tables, rules, run.recipe.graders);
  const choosing: Choosing = {
    own: new Set(collections.filter((one) => one.run === run.n).map(({ id }) => id)),
    rules,
    teacherOf: (collection) => names.get(collection) ?? '',
  };
  const isMended = mended(tables);
  const tracesOf = (question: string) =>
    tables.traces
      .of(question, ids)
      .filter(({ id }) => !isMended(id))
      .map((trace) => asGraded(trace));
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
