import { checkAnswer } from '../../../algorithms/answers/check.ts';
import { type FinalAnswer, finalAnswer } from '../../../algorithms/answers/final-answer.ts';
import type { Detector, Traced } from '../detector.ts';
import type { Field } from '../field.ts';
import type { Span } from '../sentences.ts';

/** Places that say of themselves that they hold the final answer. */
const STATED: ReadonlySet<FinalAnswer['from']> = new Set(['boxed', 'final-answer', 'hashes', 'answer-is']);

/** What stands in place of an answer. */
const PLACEHOLDER =
  /^(?:\\text\{)?[\s[({<]*(?:\?+|\.{2,}|…|_+|x{3,}|tbd|todo|n\/?a|none yet|unknown|(?:your |final |the )?answer(?: here)?|to be determined|not (?:found|known|determined|sure)|i (?:do not|don['’]t) know|unable to determine)[\s\])}>]*\}?[.!]?$/i;

/** Words of somebody who is not done, or gives up. */
const UNDONE =
  /\b(?:(?:still|next|now|first|then|will|would|we|I|to|shall)\s(?:need|have|must|want|try|check|consider|continue|look|compute|work|proceed|examine|handle|verify|turn)\b(?!\s(?:that\s(?:this|the)|shown|found|proved|proven|seen|established|that))|let(?: us|['’]s| me)\s(?!\$?\w{1,2}\$?\s(?:be|=|denote))|remains? to (?:be|check|show|find|see|compute|determine)|to be continued|(?:not|un)(?:\s?able|\ssure|\scertain|\sclear|clear|\sobvious)\b|(?:could|can|did|do) ?n(?:o|['’])t (?:find|finish|determine|complete|solve|reach|manage|see how|know)|cannot (?:find|finish|determine|complete|solve|reach|see how)|failed to|ran? out of|give up|stuck|more (?:work|time|information|thought) (?:is|are|would be) needed|left (?:open|unfinished|to the reader)|in the next (?:step|part)|step is to|wait\b|hmm\b)|还需要|接下来|下一步|继续|无法确定|不知道|不确定|让我|待续|尚未/iu;

/** Words and signs of a conclusion. */
const CONCLUDED =
  /=|≈|\\approx|\\equiv|[<>≤≥∈]|\\(?:le|ge|in)\b|\b(?:therefore|thus|hence|so|consequently|finally|conclude[sd]?|conclusion|is|are|was|were|equals?|gives?|get|gets|obtain(?:s|ed)?|yields?|has|have|had|must be|will be|can be|costs?|takes?|needs?|earns?|spent|left|found|proved|proven|completes|desired|required|shown|holds?|held|follows|q\.?e\.?d|yes|no|true|false|option|choice)\b|[∎□■]|\\(?:blacksquare|square|qed)|因此|所以|故|是|为|等于|得|答|有|共|需|还|剩|可以|正确|错误|选/iu;

/**
 * An answer that comes to no end: nothing in it, an empty box, a question, or a last sentence that speaks of what is
 * still to be done. A proof that ends with its conclusion has one, and so does a program.
 */
export const noFinalAnswer: Detector = ({ input, answer }) => {
  const says = missing(answer, /\d|\\[a-zA-Z]|\$/.test(input.question.slice(0, 20_000)));
  const start = answer.sentences.at(-1)?.start ?? 0;
  return says === null ? [] : [{ field: answer, start, end: answer.text.length, says }];
};

/** @param isComputed whether the question is one of formulas or numbers, which an explanation alone does not answer */
function missing(field: Field, isComputed: boolean): string | null {
  const { text, sentences } = field;
  if (!/[\p{L}\p{N}\\∎□+\-∞∅]/u.test(text)) return 'The answer is empty.';
  const found = finalAnswer(text);
  if (/\\boxed\s{0,8}\{\s{0,8}\}/.test(text) && found?.from !== 'boxed')
    return 'The box of the answer is empty.';
  if (found !== null && PLACEHOLDER.test(found.answer)) return 'A placeholder stands in place of the answer.';
  if (found !== null && STATED.has(found.from))
    return isTakenBack(field, found.end) ? 'The answer is taken back and no other one given.' : null;
  const last = lastOf(sentences, field);
  if (last === null) return /```/.test(text) ? null : 'The answer is empty.';
  const sentence = text.slice(last.start, last.end);
  if (/[?？]["')\]*]{0,3}$/.test(sentence)) return 'The answer ends with a question.';
  if (UNDONE.test(field.prose.slice(last.start, last.end)))
    return 'The answer ends with what is still to be done.';
  if (field.regions.spans.some(({ start, end }) => end - start > 30 && text.startsWith('```', start)))
    return null;
  if (sentences.length <= 2 && text.trim().length <= 200) return null;
  const tail = text.slice(sentences.at(-3)?.start ?? last.start, last.end);
  return !isComputed || /`/.test(text) || CONCLUDED.test(tail)
    ? null
    : 'The answer ends without a conclusion.';
}

/** The last sentence that holds a letter or digit. */
function lastOf(sentences: readonly Span[], { text }: Field): Span | null {
  for (let i = sentences.length - 1; i >= 0 && i >= sentences.length - 20; i--) {
    const span = sentences[i]!;
    if (/[\p{L}\p{N}]/u.test(text.slice(span.start, span.end))) return span;
  }
  return null;
}

/** Words with which an answer is taken back. */
const BACK =
  /\b(?:wait|hmm|actually|hold on|on second thought|no,|that['’]?s (?:wrong|not right)|is (?:wrong|not right|incorrect)|but (?:this|that|we|I|let)|mistake|however|let me (?:re|check|verify|double)|try again|instead)\b|等等|不对|但是/iu;

const isTakenBack = ({ text, sentences }: Field, from: number): boolean => {
  const last = sentences.at(-1);
  if (last === undefined || last.start <= from) return false;
  return BACK.test(text.slice(from)) && UNDONE.test(text.slice(last.start, last.end));
};

/** Where the end of a text begins in which its last word on the answer is looked for. Unit: UTF-16 units. */
const TAIL = 1500;

/**
 * The final answers of thinking and answer contradict each other by the answer checker. That of the thinking counts
 * where it stands near the end and is not taken back; else its last sentence that ends with a number, as long as the
 * number of the answer stands nowhere near.
 */
export const answerDiffers: Detector = (traced) => {
  const told = toldIn(traced.answer);
  if (told === null) return [];
  const thought = statedIn(traced.thinking) ?? concludedIn(traced.thinking, told);
  if (thought === null || PLACEHOLDER.test(thought.answer) || PLACEHOLDER.test(told)) return [];
  if (verdictOf(thought.answer, told, traced) !== 'wrong') return [];
  const says = 'The thinking ends with one final answer, and the answer states another.';
  return [{ field: traced.thinking, start: thought.start, end: thought.end, says }];
};

/** Wrong only where it is wrong both ways: a label before the one may be read with the other. */
function verdictOf(thought: string, told: string, { input }: Traced): string {
  const context = { question: input.question, options: input.options ?? null };
  const one = checkAnswer(told, thought, context).verdict;
  return one === 'wrong' ? checkAnswer(thought, told, context).verdict : one;
}

/** What the answer states; a brief answer as a whole. */
function toldIn({ text }: Field): string | null {
  const found = finalAnswer(text);
  if (found !== null && STATED.has(found.from)) return found.answer;
  return text.length <= 200 && text.trim() !== '' ? text.trim() : null;
}

type Thought = Pick<FinalAnswer, 'answer' | 'start' | 'end'>;

function statedIn({ text, end }: Field): Thought | null {
  const found = finalAnswer(text);
  if (found === null || !STATED.has(found.from) || found.end < end - TAIL) return null;
  return BACK.test(text.slice(found.end)) ? null : found;
}

const VALUE = '(?:-\\s?)?(?:\\d[\\d,]{0,30}(?:\\.\\d{1,20})?|\\\\[dt]?frac\\{-?\\d{1,12}\\}\\{\\d{1,12}\\})';
const VALUES = new RegExp(VALUE, 'g');
const IS_VALUE = new RegExp(`^\\s*\\$?${VALUE}\\$?\\s*$`);
const ENDS_IN_VALUE = new RegExp(
  `\\b(?:so|therefore|thus|hence|total|result|is|are|equals|gives|get|have)\\b[^\\n]{0,200}?(?<![\\d.,/^_{}\\\\-]|-\\s)(${VALUE})[$)\\\\\\]\\s]{0,4}[.!]?$`,
  'i',
);

function concludedIn({ text, sentences, end }: Field, told: string): Thought | null {
  const last = sentences.at(-1);
  if (last === undefined || !IS_VALUE.test(told)) return null;
  const value = ENDS_IN_VALUE.exec(text.slice(last.start, last.end).slice(-300))?.[1];
  if (value === undefined) return null;
  const near = text.slice(Math.max(0, end - TAIL), end).match(VALUES) ?? [];
  if (near.some((one) => bare(one) === bare(told))) return null;
  const start = text.lastIndexOf(value, last.end);
  return { answer: value, start, end: start + value.length };
}

const bare = (value: string): string => value.replace(/[$,\s]/g, '').replace(/^(-?)\\[dt]frac/, '$1\\frac');
