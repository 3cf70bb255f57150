import { checkAnswer } from '../../algorithms/answers/check.ts';
import { finalAnswer } from '../../algorithms/answers/final-answer.ts';
import type { Candidate } from '../candidate.ts';
import type { Defect, Detect } from './detector.ts';

const fault = (option: number, text: string, why: string): Defect => ({
  severity: 'fatal',
  field: 'options',
  start: 0,
  end: text.length,
  detail: { option, why },
});

/** Options that are blank, stand twice, or are one alone. */
export const optionsDefect: Detect = ({ candidate: { options } }) => {
  if (options === null || options.length === 0) return null;
  if (options.length === 1) return fault(0, options[0] ?? '', 'there is one option only');
  if (areShortAndDistinct(options)) return null;
  if (!mayRepeat(options) && options.every((option) => option.length > 4)) return null;
  const seen = new Map<string, number>();
  for (const [i, option] of options.entries()) {
    const bare = bareOption(option);
    if (bare === '' || /^(?:nan|null|undefined|n\/a|\[blank\]|-{2,4}|_{1,4}|\.{2,4})$/i.test(bare)) {
      return fault(i, option, 'it is blank');
    }
    const before = seen.get(bare);
    if (before !== undefined) return fault(i, option, `it says the same as option ${before + 1}`);
    seen.set(bare, i);
  }
  return null;
};

/** Nothing but digits, or one letter, each: what typesetting can not change. */
const SHORT = /^(?:\d{1,9}|[A-Za-z])$/;
const areShortAndDistinct = (options: readonly string[]): boolean =>
  options.every((option) => SHORT.test(option)) && new Set(options).size === options.length;

/** Whether two options have the same last two letters, digits or signs: quick, and never wrong where false. */
function mayRepeat(options: readonly string[]): boolean {
  const seen = new Set<number>();
  for (const option of options) {
    let [key, found] = [0, 0];
    for (let i = option.length - 1; i >= 0 && found < 3; i--) {
      const unit = option.charCodeAt(i);
      if (!isInk(unit)) continue;
      key = 65_536 * key + unit;
      found++;
    }
    if (seen.has(key) || found < 3) return true;
    seen.add(key);
  }
  return false;
}

/** Letters and digits of any script, and signs that typesetting leaves alone. */
const isInk = (unit: number): boolean =>
  (unit >= 0x30 && unit <= 0x39) ||
  (unit >= 0x41 && unit <= 0x5a) ||
  (unit >= 0x61 && unit <= 0x7a) ||
  (unit > 0xff && unit < 0xff00 && unit !== 0x3002);

/** An option without its letter and without what typesetting changes; letters keep their case. */
const bareOption = (option: string): string =>
  option
    .replace(/^\s*[([]?[A-Z][)\].:、．]\s*/u, '')
    .normalize('NFKC')
    .replace(/\\(?:dfrac|tfrac)/g, '\\frac')
    .replace(/[\s$]+|\\[ ,;!]|\\(?:left|right|displaystyle)(?![a-zA-Z])/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/[.。;,]+$/u, '')
    .trim();

const LETTERS =
  /^[\s([*"'$]*(?<letters>[A-Z](?:[\s"']{0,3}(?:,|and|&|、|或)?[\s"']{0,3}[A-Z]){0,8})[\s)\].:*、．"'$]*$/u;

/** An answer that no option gives: a letter past the last one, or a text that differs from all. */
export const answerNotInOptions: Detect = ({ candidate }) => {
  const { options, answer } = candidate;
  if (options === null || options.length < 2 || answer === null || answer.trim() === '') return null;
  const letters = LETTERS.exec(answer)?.groups?.letters?.match(/[A-Z]/g);
  if (letters !== undefined && letters !== null) {
    if (letters.every((letter) => letter.charCodeAt(0) - 65 < options.length)) return null;
    const isOption = options.some((one) => bareOption(one) === answer.trim());
    const labels = options.map((option) => /^\s*[([]?([A-Z])[)\].:、．]/u.exec(option)?.[1]);
    if (isOption || letters.every((letter) => labels.includes(letter))) return null;
    return notAmong(answer, { options: options.length });
  }
  return isAmong(answer, candidate, options) ? null : notAmong(answer, { options: options.length });
};

const notAmong = (answer: string, detail: Defect['detail'] & object): Defect => ({
  severity: 'fatal',
  field: 'answer',
  start: 0,
  end: answer.length,
  detail,
});

function isAmong(answer: string, { question }: Candidate, options: readonly string[]): boolean {
  const wanted = folded(answer);
  if (options.some((option) => folded(bareOption(option)) === wanted || folded(option) === wanted))
    return true;
  if (/^\d$/.test(wanted) && Number(wanted) <= options.length && !options.some((one) => /\d/.test(one)))
    return true;
  const lead = /^\s*[([]?(?<letter>[A-Z])[)\].:、．]\s*(?<rest>\S.*)$/su.exec(answer)?.groups;
  if (lead !== undefined && lead.letter !== undefined) return lead.letter.charCodeAt(0) - 65 < options.length;
  const verdicts = options.map((option) => {
    const { verdict, rule } = checkAnswer(answer, bareOption(option), { question });
    return rule === 'may-be-rounded' && digitsOf(option) < 2 ? 'wrong' : verdict;
  });
  if (verdicts.includes('correct')) return true;
  if (verdicts.every((verdict) => verdict === 'wrong')) return false;
  return !isPlain(wanted) || options.some((option) => near(folded(bareOption(option)), wanted));
}

/** Significant digits: a number of one digit is no rounding of an answer. */
const digitsOf = (text: string): number => text.replace(/^\D*[0.]*/, '').match(/\d/g)?.length ?? 0;

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+\-*/=<>^]+/gu, '');

/** Words alone: what the answer checker does not compare. */
const isPlain = (text: string): boolean => /^[\p{L}]{3,}$/u.test(text);
const near = (option: string, answer: string): boolean => option.includes(answer) || answer.includes(option);

const STRONG = new Set(['boxed', 'final-answer', 'hashes', 'answer-is']);

/** An answer that differs from the final answer of the solution, where both were understood. */
export const answerContradictsSolution: Detect = ({ candidate }) => {
  const { solution, answer, options, question } = candidate;
  if (solution === null || answer === null || answer.trim() === '' || !tells(solution)) return null;
  if (saysSame(solution, answer)) return null;
  const given = finalAnswer(solution);
  if (given === null || !STRONG.has(given.from) || given.answer === answer.trim()) return null;
  const context = options === null ? { question } : { question, options };
  const { verdict, rule } = checkAnswer(given.answer, answer, context);
  if (verdict !== 'wrong' || bare(given.answer) === bare(answer)) return null;
  if (LETTERS.test(answer) && rule !== 'different-choice') return null;
  return {
    severity: 'fatal',
    field: 'solution',
    start: given.start,
    end: given.end,
    detail: { solutionSays: given.answer, answer, rule },
  };
};

/** The short way for most: the last box, or what stands behind the last hashes, is the answer letter by letter. */
function saysSame(solution: string, answer: string): boolean {
  const box = solution.lastIndexOf('\\boxed{');
  if (box >= 0) return solution.startsWith(`${answer}}`, box + 7) && solution.indexOf('####', box) < 0;
  const hashes = solution.lastIndexOf('####');
  return hashes >= 0 && solution.slice(hashes + 4).trim() === answer;
}

/** Without degrees and words of units, which an answer may leave out. */
const bare = (text: string): string =>
  text.replace(/\^?\{?\\circ\}?|\\(?:mbox|text|mathrm)\s?\{[^{}]{0,40}\}|[\s{}()$]/g, '');

/** Whether a solution has a place where it says its answer. */
const tells = (solution: string): boolean =>
  solution.includes('\\boxed') ||
  solution.includes('####') ||
  /answer|\bans\b|答案|故选|因此选|应选/i.test(solution.slice(-600));
