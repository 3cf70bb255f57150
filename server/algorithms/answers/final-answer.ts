import { type Box, boxesIn } from './final-boxes.ts';

/** Where in a reply its final answer was found, strongest first. */
export const ANSWER_PLACES = {
  boxed: 'in the last box',
  'final-answer': 'behind the words "final answer"',
  hashes: 'behind four hash signs',
  'answer-is': 'behind the words "the answer is" or "Answer:"',
  'last-line': 'the last line, which is short',
  'last-number': 'the last number',
} as const;

export interface FinalAnswer {
  /** The answer; of several boxes in a row the contents of all, with what stood between them. */
  readonly answer: string;
  readonly from: keyof typeof ANSWER_PLACES;
  /** UTF-16 offsets into the reply. */
  readonly start: number;
  readonly end: number;
}

/**
 * The final answer of a long reply, null where none can be found. A box, the words "final answer" and four hash
 * signs are equally strong, so that the last of them counts; the other places follow in the order of `ANSWER_PLACES`.
 * Linear in the length of the text.
 */
export function finalAnswer(text: string): FinalAnswer | null {
  const box = lastBox(text);
  const told = [lastBehind(text, FINAL, 'final-answer'), lastBehind(text, HASHES, 'hashes')];
  const strong = told.filter((one) => one !== null && (box === null || one.start > box.end));
  const last = strong.sort((a, b) => (b?.start ?? 0) - (a?.start ?? 0))[0];
  const found = last ?? box ?? lastBehind(text, ANSWER_IS, 'answer-is');
  if (found !== null || text.includes('\\boxed{')) return found; // a box that was cut off is no answer
  return lastLine(text) ?? lastNumber(text);
}

const BETWEEN =
  /^[\s$.,;~]{0,12}(?:(?:\\(?:text|quad|qquad|,|;| )|[{}$\s]){0,8})(?:and|or|和|或)?[\s$~,{}]{0,12}$/;

/** The last box, with the boxes that stand before it in the same list: `\boxed{3}` and `\boxed{5}`. */
function lastBox(text: string): FinalAnswer | null {
  const boxes = boxesIn(text);
  const last = boxes.at(-1);
  if (last === undefined) return null;
  let first = boxes.length - 1;
  let answer = contents(text, last);
  for (; first > 0 && boxes.length - first < 20; first--) {
    const [before, box] = [boxes[first - 1], boxes[first]];
    if (before === undefined || box === undefined || box.start - before.end > 60) break;
    const between = text.slice(before.end + 1, text.lastIndexOf('\\', box.start - 1));
    if (!BETWEEN.test(between)) break;
    const joint = /and|or|和|或/.exec(between)?.[0];
    answer = `${contents(text, before)}${joint === undefined ? ', ' : ` ${joint} `}${answer}`;
  }
  const start = boxes[first]?.start ?? last.start;
  return answer.trim() === '' ? null : { answer: answer.trim(), from: 'boxed', start, end: last.end };
}

const contents = (text: string, { start, end }: Box): string => text.slice(start, end);

/** Markdown, a verb and a colon may stand between the words and the answer. */
const FINAL =
  /\bfinal\s{1,4}(?:answer|result)\b[*_\s]{0,4}(?:(?:is|are)\b|[:：=])?[*_\s]{0,4}[:：]?|最终答案[是为]?[:：]?/gi;
const HASHES = /^[ \t]{0,8}####(?!#)/gm;
const ANSWER_IS =
  /\b(?:answer|ans)\b[*_\s]{0,4}(?:(?:is|are|would be|will be|must be)\b(?!\s{0,4}not\b)[*_\s]{0,4}[:：]?|[*_]{0,3}[:：=])|(?:答案|故选|因此选|应选)[是为]?[:：]?/gi;

function lastBehind(text: string, pattern: RegExp, from: FinalAnswer['from']): FinalAnswer | null {
  const marks = [...text.matchAll(pattern)];
  for (let i = marks.length - 1; i >= 0 && i >= marks.length - 50; i--) {
    const mark = marks[i];
    const found = mark === undefined ? null : sentenceFrom(text, mark.index + mark[0].length, from);
    if (found !== null) return found;
  }
  return null;
}

/** No answer behind words is longer. */
const LONGEST = 400;

/** The rest of the sentence or line, or the next line that is not blank. */
function sentenceFrom(text: string, from: number, place: FinalAnswer['from']): FinalAnswer | null {
  const window = text.slice(from, from + LONGEST + 40);
  const lead = /^[\s*_:：]{0,40}/.exec(window)?.[0].length ?? 0;
  const rest = window.slice(lead);
  const stop =
    /\n|。|[.!?]["')\]*_]{0,3}(?:\s{1,4}(?=["'(\\$A-Z\p{Lo}])|\s*$)|[.!?]?\s{0,3}<\|/mu.exec(rest)?.index ??
    rest.length;
  return trimmed(text, from + lead, from + lead + stop, place);
}

/** Without blanks, Markdown and a last full stop; null where nothing is left. */
function trimmed(text: string, from: number, to: number, place: FinalAnswer['from']): FinalAnswer | null {
  let [start, end] = [from, to];
  while (start < end && /[\s*_:：]/.test(text.charAt(start))) start++;
  while (end > start && /[\s*_.。,;]/.test(text.charAt(end - 1))) end--;
  if (end - start > LONGEST || start === end) return null;
  return { answer: text.slice(start, end), from: place, start, end };
}

/** A last line of up to six words that is not cut off from a sentence. */
function lastLine(text: string): FinalAnswer | null {
  let end = text.length;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end--;
  if (end === 0) return null;
  const start = text.lastIndexOf('\n', end - 1) + 1;
  if (end - start > 60) return null;
  const line = text.slice(start, end);
  return line.trim().split(/\s+/).length <= 4 ? trimmed(text, start, end, 'last-line') : null;
}

const NUMBER = /-?(?:\d[\d,]{0,40})?\.?\d{1,40}(?:\/\d{1,20})?%?/g;

/** The last number of the last 4,000 characters. */
function lastNumber(text: string): FinalAnswer | null {
  const from = Math.max(0, text.length - 4000);
  const last = [...text.slice(from).matchAll(NUMBER)].at(-1);
  if (last === undefined) return null;
  const start = from + last.index;
  return { answer: last[0], from: 'last-number', start, end: start + last[0].length };
}
