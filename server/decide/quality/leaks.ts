import { checkAnswer } from '../../algorithms/answers/check.ts';
import type { Candidate } from '../candidate.ts';
import type { Defect, Detect } from './detector.ts';
import { has, speaksOf } from './glance.ts';

/** Labels behind which an answer stands. */
const LABEL =
  /(?:^|[\n.?!)\]}$;([（【]|\s{2})[\s*_#]{0,4}(?:(?:final |correct |right |expected |the |our )?(?:answer|ans)(?: key)?|答案|参考答案|正确答案)[*_\])】]{0,3}\s{0,2}(?:is\s?[:：]|[:：=]|(?:(?<=ans)\.)|[—–-] |是[:：]?|为[:：]?)[*_\s]{0,4}(?<given>[^\n]{1,200})/gi;
const SAID =
  /\b(?:the|its|whose|correct|final) (?:correct |final |right )?answer (?:is|was|equals|will be|should be|must be|turns out to be|comes to)[: ]{1,2}(?<given>[^\n]{1,120})|\b(?:hint|note|spoiler|key)[:：] ?(?:the |it |its )?(?:answer |result |it )?(?:is|equals|=)\s?(?<hint>[^\n]{1,80})|(?<hash>####\s?[^\n]{1,80})/gi;
const BOXED = /\\(?:boxed|fbox)\s?\{(?<given>[^{}\n]{1,80}(?:\{[^{}\n]{0,40}\}[^{}\n]{0,40}){0,4})\}/;
const MARKED =
  /(?:\((?:correct|right|true|answer|the answer|correct answer|✓|\*)\)|\[(?:correct|x|X|✓|answer)\]|[✓✔✅☑]|<-+\s?(?:correct|answer)|←\s?(?:correct|answer)?|\*{3})\s*$/;

/** The answer of the question in its text: behind a label, in a box, marked among the options, behind the last mark. */
export const answerLeaked: Detect = (subject) => {
  const { candidate, text, glance } = subject;
  const { question, answer } = candidate;
  const option = markedOption(candidate);
  if (option !== null) return option;
  if (speaksOf(glance, 'answer') || (glance.han > 0 && question.includes('答案'))) {
    const told = behindLabel(question, candidate) ?? said(question, candidate);
    if (told !== null) return told;
  }
  if (has(glance, '\\') && text.includes('boxed')) {
    const box = BOXED.exec(question);
    const given = box?.groups?.given;
    const isLast = box !== null && box.index + box[0].length > question.length - 20;
    if (box !== null && given !== undefined && (answer === null ? isLast : agrees(given, candidate))) {
      return { severity: 'fatal', start: box.index, end: box.index + box[0].length };
    }
  }
  return has(glance, '?') || glance.han > 0 ? behindTheQuestion(question, candidate) : null;
};

/** What asks for a form of the answer, or leaves room for one. */
const ASKS_FORM =
  /^(?:[_\s.…:]*$|in\b|as\b|to\b|with\b|\(?[A-E]\)?[ ,/]{1,3}(?:or )?\(?[B-E]|yes[ /]|true[ /]|the following|one of|enter|your|give|round|express|write|choose|select|must|should|\?|\[|<|\{)/i;

function behindLabel(question: string, candidate: Candidate): Defect | null {
  for (const match of question.matchAll(LABEL)) {
    const given = (match.groups?.given ?? '').trim();
    if (given === '' || ASKS_FORM.test(given) || /^[\W_]*$/.test(given)) continue;
    const start = match.index + match[0].length - (match.groups?.given ?? '').length;
    const isShort = candidate.answer === null && given.length < 60 && !given.includes('?');
    const ends = match.index + match[0].length >= question.trimEnd().length - 2;
    if (!isShort && !agrees(clean(given), candidate) && !(ends && given.length < 40 && !given.includes('?')))
      continue;
    return { severity: 'fatal', start, end: start + given.length };
  }
  return null;
}

function said(question: string, candidate: Candidate): Defect | null {
  if (candidate.answer === null) return null;
  for (const match of question.matchAll(SAID)) {
    const given =
      match.groups?.given ?? match.groups?.hint ?? (match.groups?.hash ?? '').replace(/^#+\s?/, '');
    const sentence = given.split(/[.;?!,](?:\s|$)/)[0] ?? '';
    if (!agrees(clean(sentence), candidate)) continue;
    return { severity: 'fatal', start: match.index, end: match.index + match[0].length };
  }
  return null;
}

const clean = (text: string): string => text.replace(/^[\s*_:：([]+|[\s*_.)\]。]+$/g, '');

/** The answer behind the last question mark, alone. */
function behindTheQuestion(question: string, candidate: Candidate): Defect | null {
  const mark = Math.max(question.lastIndexOf('?'), question.lastIndexOf('？'));
  if (mark < 10) return null;
  if (mark === question.length - 1 || question.length - mark > 100) return null;
  const tail = question.slice(mark + 1);
  const given = clean(tail);
  if (given === '' || given.length > 60 || /[\n]\s*\S+\s*\n|\bor\b|\//i.test(tail)) return null;
  const bare = given.replace(/^(?:=|->|→|⇒|—|–|-)\s?/, '');
  return agrees(bare, candidate) ? { severity: 'fatal', start: mark + 1, end: question.length } : null;
}

/** An option that is marked as the right one, where the others are not. */
function markedOption({ options, question }: Candidate): Defect | null {
  if (options === null || options.length < 2) return null;
  const marked = options.findIndex((option) => MARKED.test(option));
  if (marked < 0 || options.every((option, i) => i === marked || MARKED.test(option))) return null;
  const option = options[marked] ?? '';
  const start = MARKED.exec(option)?.index ?? 0;
  if (question.length === 0) return null;
  return { severity: 'fatal', field: 'options', start, end: option.length, detail: { option: marked } };
}

function agrees(given: string, { answer, options, question }: Candidate): boolean {
  if (answer === null || given === '' || given.length > 120) return false;
  if (given.toLowerCase() === answer.trim().toLowerCase()) return true;
  if (!mayAgree(given, answer, options)) return false;
  const context = options === null ? { question } : { question, options };
  return checkAnswer(given, answer, context).verdict === 'correct';
}

/** A quick look before the thorough one: words that the answer does not have make another thing of it. */
function mayAgree(given: string, answer: string, options: Candidate['options']): boolean {
  if (given.length > 3 * answer.length + 12) return false;
  const other = /(?<![\\a-zA-Z])[a-zA-Z]{4,}/.exec(given)?.[0];
  if (other !== undefined && !answer.includes(other))
    return options?.some((one) => one.includes(other)) ?? false;
  return true;
}

const SOLUTION =
  /(?:^|\n|[.?!]\s{1,3})[\s*_#]{0,4}(?:(?:worked |sample |model |full |detailed |suggested |official |step-by-step )?(?:solution|proof|explanation|sol|reasoning|rationale|working|workings|derivation)(?: \d)?(?:[*_]{0,2}[:：][*_]{0,2}|(?<=proof|solution)(?:\.|\n))|【?(?:解析|解答|分析|证明|详解)】?[:：\n]|解[:：]|(?<=[?？]\s{0,4})step 1[:.)]|let's think step by step[.:]|first, we (?:note|observe|see|compute|find)|here is (?:the|a|my) solution)\s{0,4}(?<body>\S[\s\S]{0,400})/i;
const ABOUT =
  /\b(?:error|mistake|flaw|wrong|invalid|incorrect|which step|critique|evaluate|check|grade|student's|following (?:solution|proof|argument|reasoning|explanation)|valid|for example|examples?:)\b|>>>|错误|下列(?:解|证)/i;

/** The solution in the question: behind a label of its own, or word for word. */
export const solutionInQuestion: Detect = ({ candidate: { question, solution }, glance }) => {
  const labelled =
    speaksOf(glance, 'solution') || glance.han > 0 ? labelledSolution(question, solution) : null;
  if (labelled !== null || solution === null) return labelled;
  return quoted(question, withoutDrawing(solution));
};

/** Where the solution is known and the text behind the label is none of it, it is only noted. */
function labelledSolution(question: string, solution: string | null): Defect | null {
  const match = SOLUTION.exec(question);
  const body = match?.groups?.body ?? '';
  if (match === null || match.index <= 15 || body.length < 25 || /^[^\n]{0,40}\?/.test(body)) return null;
  if (ABOUT.test(question.slice(0, match.index + 40))) return null;
  const severity = solution === null || isPartOf(body, solution) ? 'fatal' : 'blemish';
  return { severity, start: match.index, end: question.length };
}

/** At least half of the words of a text stand in another one. */
function isPartOf(body: string, solution: string): boolean {
  const known = new Set(solution.match(/[\p{L}\p{N}]+/gu));
  const words = body.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.filter((word) => known.has(word)).length >= words.length / 2;
}

/** A drawing that stands in both is no solution. */
const withoutDrawing = (text: string): string =>
  text.includes('[asy]') ? text.replace(/\[asy\][\s\S]*?\[\/asy\]/g, ' ') : text;

/** Pieces of the solution that are looked for. Unit: characters. */
const PIECE = 50;
const PLACES = [0.3, 0.55, 0.75, 1];

/** Three pieces of its later part at the same distances, or all of a short one at the end. */
function quoted(question: string, solution: string): Defect | null {
  const text = solution.trim();
  if (text.length < 30 || question.length < 60) return null;
  if (text.length < 3 * PIECE) {
    const at = /\p{L}{2}.*\s.*\p{L}{2}|=.*=/su.test(text) ? question.lastIndexOf(text) : -1;
    return at < 15 || at + text.length < question.trimEnd().length - 20
      ? null
      : { severity: 'fatal', start: at, end: at + text.length };
  }
  const shifts = PLACES.flatMap((share) => {
    const from = Math.floor(share * (text.length - PIECE));
    const at = question.indexOf(text.slice(from, from + PIECE));
    return at < 0 ? [] : [at - from];
  });
  const [first] = shifts;
  if (first === undefined || shifts.length < 3 || shifts.some((shift) => shift !== first)) return null;
  const start = Math.max(0, first + Math.floor((PLACES[0] ?? 0) * (text.length - PIECE)));
  return { severity: 'fatal', start, end: Math.min(question.length, first + text.length) };
}
