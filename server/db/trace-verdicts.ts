import type { GraderRule } from '../../shared/schemas/grade-rules.ts';
import { promptOf } from '../../shared/schemas/question.ts';
import type { TraceRules } from '../../shared/schemas/trace-rules.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { textFault } from '../../shared/vocabulary/traces.ts';
import { weighGrades } from '../decide/grades/graders.ts';
import { type Judged, regraded } from '../decide/traces/regrade.ts';
import { defaultTraceRules } from '../decide/traces/rules.ts';
import { type GradeReader, givenGrades, gradesStamp } from './given-grades.ts';
import { graderRule } from './grader-rule.ts';
import { gradedTrace } from './grades.ts';
import type { Tables } from './tables.ts';
import type { OutcomeCount, UnverifiedTrace } from './traces.ts';

/** A trace that stands as something else than it was stored as, since its answer was judged later. */
export interface RegradedTrace extends UnverifiedTrace {
  now: Judged;
}

type Verdicts = ReadonlyMap<string, Verdict>;
/** What was weighed, by what it hangs on: the grades there are, and the rules. The last few are kept. */
const weighed = new WeakMap<object, Map<string, Weighed>>();
const KEPT = 4;

interface Weighed {
  verdicts: Verdicts;
  /** What was made of them, by collection, as long as no trace comes. */
  moved: Map<string, { last: number; traces: RegradedTrace[] }>;
}

/** The verdicts of people and of graders that count, by id of the trace; where they could not tell, there is none. */
function gradedTraces(tables: GradeReader, floor?: GraderRule): Weighed {
  const rules = [graderRule(tables), ...(floor === undefined ? [] : [floor])];
  const key = `${gradesStamp(tables)} ${JSON.stringify(rules)}`;
  const before = weighed.get(tables.grades) ?? new Map<string, Weighed>();
  weighed.set(tables.grades, before);
  const known = before.get(key);
  if (known !== undefined) return known;
  const verdicts = new Map<string, Verdict>();
  const { subjects, verdictOf } = weighGrades(givenGrades(tables), ...rules);
  for (const subject of subjects) {
    const trace = gradedTrace(subject);
    const verdict = trace === null ? null : verdictOf(subject);
    if (trace !== null && verdict !== null && verdict !== 'unverifiable') verdicts.set(trace, verdict);
  }
  const now: Weighed = { verdicts, moved: new Map() };
  const [oldest] = before.keys();
  if (before.size >= KEPT && oldest !== undefined) before.delete(oldest);
  before.set(key, now);
  return now;
}

/**
 * Traces as they stand: those that the answer checker could not judge, by what graders say, under some rules.
 * @param floor what a recipe demands of graders besides the workspace
 */
export function regrader(tables: GradeReader, rules: TraceRules, floor?: GraderRule) {
  const { verdicts } = gradedTraces(tables, floor);
  return <T extends Judged & { id: string }>(trace: T): T =>
    regraded(trace, verdicts.get(trace.id) ?? null, rules);
}

/** Under which rules the traces of a collection were judged: those of its run. */
function rulesOf(
  { collections, runs }: Pick<Tables, 'collections' | 'runs'>,
  collection: string,
): { rules: TraceRules; floor: GraderRule | undefined } {
  const run = collections.byId(collection)?.run ?? null;
  const recipe = run === null ? undefined : runs.byNumber(run)?.recipe;
  return { rules: recipe?.traces ?? defaultTraceRules(), floor: recipe?.graders };
}

/** Traces of one collection as they stand, by the rules of its run and what graders say. */
export function tracesAsGraded(tables: Tables, collection: string) {
  const { rules, floor } = rulesOf(tables, collection);
  const stand = regrader(tables, rules, floor);
  return <T extends Judged & { id: string }>(trace: T): T => {
    const now = stand(trace);
    return now.outcome === trace.outcome ? now : { ...now, outcome: withFault(tables, now.id, now.outcome) };
  };
}

/** The traces of a collection that stand as something else than they were stored as. */
export function regradedOf(tables: Tables, collection: string): RegradedTrace[] {
  const { verdicts, moved } = gradedTraces(tables, rulesOf(tables, collection).floor);
  if (verdicts.size === 0) return [];
  const last = tables.traces.last();
  const known = moved.get(collection);
  if (known?.last === last) return known.traces;
  const stand = tracesAsGraded(tables, collection);
  const traces = tables.traces.unverified(collection).flatMap((trace) => {
    const { outcome, verdict } = stand<Judged & { id: string }>({ ...trace, verdict: 'unverifiable' });
    return verdict === 'unverifiable' ? [] : [{ ...trace, now: { outcome, verdict } }];
  });
  moved.set(collection, { last, traces });
  return traces;
}

/** A trace that was dropped for its verdict was never held against what no format can carry. */
function withFault({ traces, questions }: Tables, id: string, outcome: string): string {
  const trace = traces.byId(id);
  const question = trace === undefined ? undefined : questions.byId(trace.question);
  if (outcome !== 'usable' || trace === undefined || question === undefined) return outcome;
  const texts = [promptOf(question.question, question.options), trace.thinking ?? '', trace.answer ?? ''];
  return textFault(texts) ?? outcome;
}

/** Question to outcome, as `traces.outcomes`, by what its traces stand as. */
export const outcomesAsGraded = (tables: Tables, collection: string): Map<string, string> =>
  tables.traces.outcomes(
    collection,
    new Map(regradedOf(tables, collection).map(({ id, now }) => [id, now.outcome])),
  );

/** As `traces.outcomeCounts`, by what the traces stand as. */
export function outcomeCountsAsGraded(tables: Tables, collection: string): OutcomeCount[] {
  const counts = new Map(tables.traces.outcomeCounts(collection).map((one) => [one.outcome, { ...one }]));
  const add = (outcome: string, sign: 1 | -1, { hasAnswer, tokens }: RegradedTrace): void => {
    const one = counts.get(outcome) ?? { outcome, count: 0, answered: 0, tokens: 0 };
    one.count += sign;
    one.answered += hasAnswer ? sign : 0;
    one.tokens += sign * (tokens ?? 0);
    counts.set(outcome, one);
  };
  for (const trace of regradedOf(tables, collection)) {
    add(trace.outcome, -1, trace);
    add(trace.now.outcome, 1, trace);
  }
  return [...counts.values()].filter(({ count }) => count > 0);
}
