import type { ReviewLine } from '../../../shared/schemas/review-line.ts';
import type { ReviewDecision } from '../../../shared/vocabulary/reviews.ts';
import { Fault } from '../fault.ts';
import { type Answer, type ForeignJudgement, type ForeignMark, named, unreadable } from './foreign.ts';

/** How what another tool asked is to be understood. */
export interface ForeignRule {
  /** The question whose answer accepts or rejects; found by its name or values where it is not said. */
  decision: string | undefined;
  /** Answers to it that accept, and that reject, besides those of `DECISIONS`. */
  accept: readonly string[];
  reject: readonly string[];
  /** Names of our people by what the tool calls them. */
  people: ReadonlyMap<string, string>;
}

/** A line of ours but for the question it is about, with marks that are still to be held against the text. */
export interface ForeignLine {
  line: Omit<ReviewLine, 'id'>;
  marks: ReadonlyMap<string, readonly ForeignMark[]>;
}

const DECISIONS: Readonly<Record<string, ReviewDecision>> = {
  accept: 'accept',
  accepted: 'accept',
  approve: 'accept',
  approved: 'accept',
  reject: 'reject',
  rejected: 'reject',
  skip: 'skip',
  skipped: 'skip',
};
/** What a question about the verdict is called. */
const NAMES = ['decision', 'verdict'];
/** What a question about the reason is called. */
const NOTES = ['note', 'notes', 'why', 'reason', 'comment', 'comments'];

/** What somebody said in another tool as a line of ours. */
export function lineOf(said: ForeignJudgement, rule: ForeignRule): ForeignLine | Fault {
  const { place, who, at, isSkip, answers } = said;
  const asked = decisionName(answers, rule);
  const decision = isSkip ? 'skip' : decisionOf(answers.get(asked ?? ''), rule);
  if (decision === null)
    return unreadable(
      place,
      asked === null
        ? 'nothing in it accepts or rejects; name the question that does with --decision'
        : `the answer to ${named(asked)} neither accepts nor rejects; say what does with --accept and --reject`,
    );
  const why: string[] = [];
  const fields: Record<string, unknown> = {};
  const marks = new Map<string, readonly ForeignMark[]>();
  for (const [name, answer] of answers) {
    if (name === asked) continue;
    if (answer.kind === 'marks') marks.set(name, answer.marks);
    else if (NOTES.includes(name.toLowerCase()) && typeof answer.value === 'string') why.push(answer.value);
    else fields[name] = answer.value;
  }
  const line: Omit<ReviewLine, 'id'> = {
    reviewer: rule.people.get(who) ?? who,
    decision,
    at,
    why: why.length === 0 ? null : why.join('\n'),
    ...(Object.keys(fields).length > 0 && { fields }),
  };
  return { line, marks };
}

/** By name, else the only one whose answer is a verdict. */
function decisionName(
  answers: ReadonlyMap<string, Answer>,
  { decision, accept, reject }: ForeignRule,
): string | null {
  if (decision !== undefined) return decision;
  const byName = [...answers.keys()].find((name) => NAMES.includes(name.toLowerCase()));
  if (byName !== undefined) return byName;
  const rule = { decision: undefined, accept, reject, people: new Map<string, string>() };
  const fitting = [...answers].filter(([, answer]) => decisionOf(answer, rule) !== null);
  return fitting.length === 1 ? (fitting[0]?.[0] ?? null) : null;
}

function decisionOf(answer: Answer | undefined, { accept, reject }: ForeignRule): ReviewDecision | null {
  if (answer?.kind !== 'value') return null;
  const value = Array.isArray(answer.value) && answer.value.length === 1 ? answer.value[0] : answer.value;
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const word = String(value).trim().toLowerCase();
  if (accept.includes(word)) return 'accept';
  if (reject.includes(word)) return 'reject';
  return Object.hasOwn(DECISIONS, word) ? (DECISIONS[word] ?? null) : null;
}

/**
 * Marks as places in UTF-16 units of a text. Where a tool says what it marked, its places are held against that, and
 * read as code points where they fit as those alone.
 */
export function placedMarks(
  text: string,
  marks: readonly ForeignMark[],
): { start: number; end: number; label: string }[] | Fault {
  const placed: { start: number; end: number; label: string }[] = [];
  let points: string[] | undefined;
  for (const { start, end, label, text: says } of marks) {
    const isThere = (from: number, to: number) =>
      from <= to && to <= text.length && (says === null || text.slice(from, to) === says);
    if (isThere(start, end)) {
      placed.push({ start, end, label });
      continue;
    }
    points ??= Array.from(text);
    const from = points.slice(0, start).join('').length;
    const to = from + points.slice(start, end).join('').length;
    if (says === null || end > points.length || !isThere(from, to))
      return new Fault(
        'wrong-type',
        `A mark ${named(label)} from ${start} to ${end} does not fit the text that is judged${says === null ? '' : `: it marked ${named(says)}`}.`,
      );
    placed.push({ start: from, end: to, label });
  }
  return placed;
}
