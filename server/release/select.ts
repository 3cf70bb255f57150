import { WinnowError } from '../../shared/error.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import { textFault } from '../../shared/vocabulary/traces.ts';
import type { StoredDecision } from '../db/decisions.ts';
import type { StoredQuestion } from '../db/questions.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Tables } from '../db/tables.ts';
import type { Trace } from '../db/traces.ts';

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
  /** Selected questions that could not be released, by reason: `no-trace`, `retired`, or the outcome of the trace. */
  gaveWay: Record<string, number>;
  /** Rows that came from the reserve in their place. */
  fromReserve: number;
  /** Questions of the reserve that were looked at and could not be released either. */
  reservePassedOver: Record<string, number>;
}

type Reader = Pick<Tables, 'decisions' | 'questions' | 'traces' | 'collections'>;

/** Ranks that are read at a time. */
const PAGE = 256;

/**
 * Goes down the ranks and takes the first `wanted` questions that can be released: the pool still holds the
 * version that the run saw, and there is a usable trace of it.
 * Which trace: a usable one of this run's own collections, else one of any run; of those as `chooseTrace` says.
 */
export function chooseRows(tables: Reader, run: StoredRun, wanted: number): Choice {
  const collections = tables.collections.all();
  const own = new Set(collections.filter((one) => one.run === run.n).map(({ id }) => id));
  const tracesOf = (question: string) =>
    tables.traces.of(
      question,
      collections.map(({ id }) => id),
    );
  const choice: Choice = { rows: [], wanted, gaveWay: {}, fromReserve: 0, reservePassedOver: {} };
  for (const decision of ranks(tables, run)) {
    if (choice.rows.length === wanted) break;
    const found = releasable(tables.questions.byId(decision.questionId), tracesOf, own);
    const tally = decision.kept ? choice.gaveWay : choice.reservePassedOver;
    if ('why' in found) tally[found.why] = (tally[found.why] ?? 0) + 1;
    else choice.rows.push({ decision, trace: found.trace });
    if ('trace' in found && !decision.kept) choice.fromReserve += 1;
  }
  return choice;
}

function* ranks(tables: Reader, run: StoredRun): Generator<StoredDecision> {
  for (let from = 1; ; from += PAGE) {
    const page = tables.decisions.ranked(run.n, from, from + PAGE - 1);
    if (page.length === 0) return;
    yield* page;
  }
}

function releasable(
  question: StoredQuestion | undefined,
  tracesOf: (question: string) => Trace[],
  own: ReadonlySet<string>,
): { trace: string } | { why: string } {
  if (question === undefined || !question.live) return { why: 'retired' };
  const trace = bestTrace(tracesOf(question.questionId), own);
  if (trace === undefined) return { why: 'no-trace' };
  if (trace.outcome !== 'usable') return { why: trace.outcome };
  const prompt = promptOf(question.question, question.options);
  const fault = textFault([prompt, trace.thinking ?? '', trace.answer ?? '']);
  return fault === null ? { trace: trace.id } : { why: fault };
}

/** @param traces oldest first. @returns a usable one where there is any, else the newest that tells why not */
function bestTrace(traces: readonly Trace[], own: ReadonlySet<string>): Trace | undefined {
  const ours = (trace: Trace) => own.has(trace.collection);
  const chosen = chooseTrace(traces.filter(ours)) ?? chooseTrace(traces);
  return chosen ?? traces.findLast(ours) ?? traces.at(-1);
}

/** Better first; a trace whose answer nobody looked at stands with those that could not be told. */
const VERDICT_ORDER = ['correct', 'unverifiable', 'wrong'] as const;

/**
 * The trace of several samples and rounds that stands for its question: correct before unverifiable before wrong,
 * and the newest of those.
 * @param traces oldest first
 */
function chooseTrace(traces: readonly Trace[]): Trace | undefined {
  const usable = traces.filter(({ outcome }) => outcome === 'usable');
  for (const verdict of VERDICT_ORDER) {
    const found = usable.findLast((trace) => (trace.verdict ?? 'unverifiable') === verdict);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Sources of the built-in pool bear names that begin so. */
const SAMPLE = 'sample-';

/** @throws WinnowError `conflict` where made-up questions of the sample stand beside others and nobody asked for that */
export function refuseMixture({ rows }: Choice, withSample: boolean): void {
  const sample = rows.filter(({ decision }) => decision.source.startsWith(SAMPLE)).length;
  if (withSample || sample === 0 || sample === rows.length) return;
  throw new WinnowError(
    'conflict',
    `${sample} of the ${rows.length} rows come from the built-in sample: set it aside (winnow sources exclude NAME) and run again, or say --with-sample.`,
    { sample, rows: rows.length },
  );
}
