import type { GraderRule } from '../../shared/schemas/grade-rules.ts';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { SAMPLE_RECORDED } from '../../shared/vocabulary/traces.ts';
import type { AttemptVerdict } from '../db/attempts.ts';
import { givenGrades } from '../db/given-grades.ts';
import { graderRule } from '../db/grader-rule.ts';
import { gradedSubject } from '../db/grades.ts';
import type { Tables } from '../db/tables.ts';
import { regradedOf } from '../db/trace-verdicts.ts';
import { type Attempt, type Evidence, isBare, type Marks, NO_EVIDENCE } from '../decide/candidate.ts';
import { attemptVerdict, type Checked } from '../decide/grades/attempt-verdict.ts';
import { weighGrades } from '../decide/grades/graders.ts';
import { ownSignals } from './own-signals.ts';

/**
 * All that was asked or imported about the questions of a workspace, by question.
 * @param checked called only where an attempt is to be held against the reference
 */
export type EvidenceOf = (questionId: string, checked: () => Checked) => Evidence;

/**
 * Reads the evidence of every question at once: attempts, domain labels, lengths of traces.
 * A length that was imported with the signals stands over the one of a collected trace. A trace that was collected
 * for those whom a run had ranked, and for nobody else, is told apart: it must not move the next selection.
 * @param floor what a recipe demands of graders besides the workspace
 */
export function loadEvidence(tables: Tables, floor?: GraderRule): EvidenceOf {
  const attempts = new Map<string, AttemptVerdict[]>();
  for (const attempt of tables.attempts.verdicts()) {
    const list = attempts.get(attempt.question);
    if (list === undefined) attempts.set(attempt.question, [attempt]);
    else list.push(attempt);
  }
  const labels = new Map<string, string>();
  const levels = new Map<string, string>();
  const { lengths, ranked } = traceLengths(tables);
  for (const { question, name, value } of tables.signals.all()) {
    if (name === 'domain') labels.set(question, value);
    if (name === 'level') levels.set(question, value);
    if (name === 'trace_tokens') lengths.set(question, Number(value));
  }
  const own = ownSignals(tables);
  const marks = marksOf(tables);
  const { verdictOf } = weighGrades(
    givenGrades(tables),
    graderRule(tables),
    ...(floor === undefined ? [] : [floor]),
  );
  return (id, checked) => {
    const rankedTokens = ranked.get(id);
    const marked = marks.get(id);
    const values = own.get(id);
    const evidence: Evidence = {
      attempts: (attempts.get(id) ?? []).map((one) => graded(one, checked, verdictOf)).sort(byModel),
      label: labels.get(id) ?? null,
      level: levels.get(id) ?? null,
      traceTokens: lengths.get(id) ?? null,
      ...(rankedTokens === undefined ? {} : { rankedTraceTokens: rankedTokens }),
      ...(marked === undefined ? {} : { marks: marked }),
      ...(values === undefined ? {} : { own: values }),
    };
    return isBare(evidence) ? NO_EVIDENCE : evidence;
  };
}

/** Pins and exclusions, by question. */
function marksOf({ marks }: Tables): Map<string, Marks> {
  const found = new Map<string, Marks>();
  for (const { question, mark, despite, by, why, at } of marks.all()) {
    if (mark === 'pin') found.set(question, { pin: { by, why, at, despite } });
    if (mark === 'exclude') found.set(question, { exclude: { by, why, at } });
  }
  return found;
}

interface TraceLengths {
  lengths: Map<string, number>;
  /** Of traces that were asked for since a run had ranked their questions. */
  ranked: Map<string, number>;
}

/** By question: of the traces that were judged after they came, those count that stand as usable now. */
function traceLengths(tables: Tables): TraceLengths {
  const made = madeUp(tables);
  const judged = tables.collections
    .all()
    .filter(({ id, purpose }) => purpose === 'traces' && !made.includes(id))
    .flatMap(({ id: collection }) => regradedOf(tables, collection).map((one) => ({ ...one, collection })));
  const but = [...judged.map(({ id }) => id), ...tables.traceEdits.replaced()];
  const found = {
    lengths: tables.traces.lengths(made, but),
    ranked: tables.traces.rankedLengths(made, but),
  };
  const isRanked = new Set(judged.length === 0 ? [] : tables.traces.rankedCollections());
  for (const { id, question, collection, now } of judged) {
    const tokens = now.outcome === 'usable' ? tables.traces.length(id) : null;
    const lengths = isRanked.has(collection) ? found.ranked : found.lengths;
    if (tokens !== null) lengths.set(question, Math.max(tokens, lengths.get(question) ?? 0));
  }
  return found;
}

/** Collections that no model answered: the sample's recorded replies must move no selection. */
const madeUp = ({ collections }: Tables): string[] =>
  collections
    .all()
    .filter(({ teacher }) => teacher === SAMPLE_RECORDED)
    .map(({ id }) => id);

/**
 * A verdict that came with the attempt stands; without one, the answer is held against the reference. Where neither
 * can tell, the word of people and of graders that count is heard: it never turns `correct` or `wrong`.
 */
function graded(
  attempt: AttemptVerdict,
  checked: () => Checked,
  verdictOf: (subject: string) => Verdict | null,
): Attempt {
  const { n, model, tokens } = attempt;
  const verdict = attempt.verdict ?? attemptVerdict(attempt, checked());
  if (verdict !== 'unverifiable') return { model, verdict, tokens };
  return { model, verdict: verdictOf(gradedSubject({ attempt: n, trace: null })) ?? verdict, tokens };
}

/** An order that does not hang on the order of arrival. */
const byModel = (a: Attempt, b: Attempt): number => (line(a) < line(b) ? -1 : line(a) > line(b) ? 1 : 0);
const line = ({ model, verdict, tokens }: Attempt): string => JSON.stringify([model, verdict, tokens]);
