import { bareWords } from '../reading/named-words.ts';
import {
  type Answer,
  answerOf,
  type Convention,
  conventionsOf,
  leavesOpen,
  readingBy,
} from '../reading/read.ts';
import type { Reading } from '../reading/readings.ts';
import { shown } from '../reading/show.ts';
import { symbolsOf } from '../reading/syntax.ts';
import { type AnswerRule, merged, verdictOf } from '../rules.ts';
import { compare } from './compare.ts';
import { areOneCompound } from './compounds.ts';
import type { Setting } from './setting.ts';

/** A rule with the normal forms that it was found by. */
export interface Finding {
  readonly rule: AnswerRule;
  readonly given: string;
  readonly reference: string;
  /** Whether it hangs on a reading of letters as a unit that nothing else is written as. */
  readonly isMeasured?: boolean;
}

/** Two answers that are no choices by letter, by every convention that they can be read by. */
export function textFinding(answer: Answer, wanted: Answer, question: string): Finding {
  if (answer.key === wanted.key || areOneCompound(answer.plain, wanted.plain))
    return { rule: 'same-text', given: answer.plain, reference: wanted.plain };
  const setting = settingOf(answer, wanted, question);
  const conventions = conventionsOf(answer, wanted);
  const findings = conventions.map((convention) => findingBy(answer, wanted, convention, setting));
  const rule = findings.length === 0 ? 'two-readings' : merged(likelier(conventions, findings));
  const evidence = findings.find((finding) => finding.rule === rule) ?? findings[0];
  const forms = { given: evidence?.given ?? answer.plain, reference: evidence?.reference ?? wanted.plain };
  if (rule === 'not-parsed' || rule === 'different-kind')
    return { ...forms, rule: wordsRule(answer, wanted, rule) };
  const isEcho = verdictOf(rule) === 'correct' && repeats(answer, wanted, question);
  return { ...forms, rule: isEcho ? 'repeats-the-question' : rule };
}

function findingBy(answer: Answer, wanted: Answer, convention: Convention, setting: Setting): Finding {
  const [a, b] = [readingBy(answer, convention), readingBy(wanted, convention)];
  const given = a === null ? answer.plain : shown(a);
  const reference = b === null ? wanted.plain : shown(b);
  if (a === null || b === null) return { rule: 'not-parsed', given, reference };
  // By one convention `1,234` is a list, which says nothing about a number.
  const isSplit = a.kind !== b.kind && (leavesOpen(answer, 'commas') || leavesOpen(wanted, 'commas'));
  const rule = isSplit ? 'different-kind' : compare(a, b, setting);
  return { rule, given, reference, isMeasured: isMeasured(a) || isMeasured(b) };
}

/** Whether a number has a unit of several letters, such as `m/s`: no letter of these stands for anything else. */
const isMeasured = (reading: Reading): boolean =>
  reading.kind === 'quantity' && reading.unit?.unclear === false && symbolsOf(reading.value).length === 0;

/**
 * Where both are the same number by one way to read a logarithm or an exponent, the other way was not meant; nor were
 * the letters of `m/s^2` meant for variables, where they are the unit of the same number.
 */
function likelier(conventions: readonly Convention[], findings: readonly Finding[]): AnswerRule[] {
  const areUnits = findings.some(({ isMeasured, rule }) => isMeasured && verdictOf(rule) === 'correct');
  const isIdle = (one: string) => one === 'log' || one === 'exponent' || (areUnits && one === 'units');
  const groups = new Map<string, AnswerRule[]>();
  for (const [i, convention] of conventions.entries()) {
    const name = [...convention].filter((one) => !isIdle(one)).join();
    groups.set(name, [...(groups.get(name) ?? []), findings[i]?.rule ?? 'not-parsed']);
  }
  return [...groups.values()].map(
    (rules) => rules.find((rule) => verdictOf(rule) === 'correct') ?? merged(rules),
  );
}

/** Whether two texts are found to say the same. */
export const saySame = (a: string, b: string, question: string): boolean =>
  saysSame(answerOf(a), b, question);

/** The same, of an answer that was read already. */
export function saysSame(left: Answer | null, text: string, question: string): boolean {
  const right = answerOf(text);
  if (left === null || right === null || left.plain === '' || right.plain === '') return false;
  return verdictOf(textFinding(left, right, question).rule) === 'correct';
}

/** Whether a question speaks of per cent. */
export const asksPercent = (question: string): boolean => /%|per ?cent|百分/i.test(question);

/** Signs and words by which a question may tie its variables to each other. */
const CONDITION =
  /[=<>≤≥≠]|\\(?:le|ge|ne|lt|gt|in|equiv|sim|parallel|perp)|\b(?:where|given|such|satisf|if|let|suppose|when|condition|twice|triangle)/i;

function settingOf(answer: Answer, wanted: Answer, question: string): Setting {
  return {
    seed: [answer.key, wanted.key].sort().join('\n'),
    free: question !== '' && !CONDITION.test(question),
    percent: asksPercent(question),
  };
}

/** Words against words: the same but for case and article, or perhaps of the same meaning. */
function wordsRule(answer: Answer, wanted: Answer, rule: AnswerRule): AnswerRule {
  const [a, b] = [bareWords(answer.plain), bareWords(wanted.plain)];
  const areWords = WORDS.test(a) && WORDS.test(b);
  if (areWords && a === b) return 'same-word';
  return areWords && rule === 'not-parsed' ? 'different-text' : rule;
}

const WORDS = /\p{L}{3}|[\u4e00-\u9fff]/u;

/** Questions of more characters are not searched for the answer. */
const LONGEST_QUESTION = 20_000;

/** Whether the answer is a formula that stands in the question as it is, and not in the reference. */
function repeats(answer: Answer, wanted: Answer, question: string): boolean {
  const key = squeezed(answer.plain);
  if (question === '' || key.length < 3 || !/[-+*/^=√()]|\d[a-z]|[a-z]\d/i.test(key)) return false;
  if (question.length > LONGEST_QUESTION || squeezed(wanted.plain) === key) return false;
  return squeezed(question).includes(key);
}

const squeezed = (text: string): string => text.replaceAll(/[\s{}$\\]+/g, '');
