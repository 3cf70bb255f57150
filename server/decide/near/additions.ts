import { idOf, KIND, kindOf, numberId, signId, type Token, wordId } from '../normal-form/token.ts';
import type { Prepared } from './prepared.ts';
import type { NearRule } from './rules.ts';

/** Kinds that may not differ: each has a rule that tells two questions apart by it. */
const HARD: Readonly<Record<number, NearRule>> = {
  [KIND.number]: 'numbers',
  [KIND.operator]: 'operators',
  [KIND.open]: 'operators',
  [KIND.close]: 'operators',
  [KIND.turning]: 'turning-words',
  [KIND.letter]: 'variables',
};

/** The rule of the first token that may not differ, or null. */
export function hardRule(tokens: Iterable<Token>): NearRule | null {
  for (const token of tokens) {
    const rule = HARD[kindOf(token)];
    if (rule !== undefined) return rule;
  }
  return null;
}

export const countOf = (tokens: readonly Token[], ...kinds: readonly number[]): number =>
  tokens.reduce((sum, token) => sum + (kinds.includes(kindOf(token)) ? 1 : 0), 0);

/** What an addition comes to: a rule that parts the two, a sentence that does not, or words inside a sentence. */
export type Addition = { parts: NearRule } | { parts: null; words: number; inQuestion: boolean };

const SENTENCE: Addition = { parts: null, words: 0, inQuestion: false };

/** Share of small words from which a sentence only instructs. */
const INSTRUCTS = 0.6;

/** A text that is to hold a whole sentence more must be so long itself, and the sentence so short beside it. */
const LEAST_REST = 5;
const MOST_ADDED = 1.2;

/** Before a text of fewer tokens a word that turns, as in `False and not True is`, is no heading. */
const LEAST_UNDER_HEADING = 12;

/** With numbers in the sentence: the rest must carry the question by itself. */
const LEAST_REST_WITH_NUMBERS = 25;
const MOST_ADDED_WITH_NUMBERS = 0.4;

/**
 * Judges what only one of two questions says at a place.
 * @param added the tokens, of words[from, to) of `text`
 * @param rest tokens that both have
 */
export function judgeAddition(
  added: readonly Token[],
  text: Prepared,
  from: number,
  to: number,
  {
    rest,
    isTemplate,
    answers,
  }: { rest: number; isTemplate: boolean; answers: 'agree' | 'differ' | 'unknown' },
): Addition {
  const inQuestion = text.asking.has(text.sentences[from]!) || text.asking.has(text.sentences[to - 1]!);
  if (isEmphasis(added, text, from, to)) return SENTENCE;
  const hard = hardRule(added);
  if (!isWhole(text, from, to))
    return hard === null ? { parts: null, words: countOf(added, ...WORDS), inQuestion } : { parts: hard };
  const hasNumber = countOf(added, KIND.number) > 0;
  if ((isInstruction(added) && !(hasNumber && isTemplate)) || isSourceTag(added, text, from, to))
    return SENTENCE;
  if (text.asked.has(text.sentences[from]!) || text.asked.has(text.sentences[to - 1]!))
    return { parts: 'question' };
  if (answers === 'differ') return { parts: 'condition' };
  const isShort = added.length <= MOST_ADDED * rest && rest >= LEAST_REST;
  if (hard !== null && isShort && answers === 'agree') return SENTENCE;
  if (isTemplate || countOf(added, KIND.turning) > 0)
    return isShort && !speaksOf(added, text, from, to) && !isFormula(added) && !hasNumber
      ? SENTENCE
      : { parts: 'condition' };
  if (hard === null) return isShort ? SENTENCE : { parts: 'condition' };
  const isSmallPart = rest >= LEAST_REST_WITH_NUMBERS && added.length <= MOST_ADDED_WITH_NUMBERS * rest;
  return isSmallPart && !isFormula(added) ? SENTENCE : { parts: 'condition' };
}

const isFormula = (added: readonly Token[]): boolean => countOf(added, KIND.operator, KIND.letter) > 0;

const WORDS = [KIND.word, KIND.name, KIND.school];

/** A sentence that is nearly all asking and schooling, with a word of either at least; numbers aside. */
function isInstruction(added: readonly Token[]): boolean {
  const about = countOf(added, KIND.asking, KIND.school);
  const words = added.length - countOf(added, KIND.number, KIND.open, KIND.close);
  return about > 0 && (about + countOf(added, KIND.stop)) / words >= INSTRUCTS;
}

const EMPHASES = new Set(['exactly', 'precisely'].map(wordId));
const QUESTION_WORDS = new Set(['what', 'which', 'how', 'who', 'where', 'when'].map(wordId));

/** `exactly` beside a question word, as in "What exactly is" and "Exactly how many": elsewhere it counts. */
function isEmphasis(added: readonly Token[], { words }: Prepared, from: number, to: number): boolean {
  const besides = [words[from - 1], words[to]];
  return (
    added.every((token) => EMPHASES.has(idOf(token))) &&
    besides.some((token) => token !== undefined && QUESTION_WORDS.has(idOf(token)))
  );
}

/** Years that a contest may be of. */
const YEARS = new Set(Array.from({ length: 140 }, (_, i) => numberId(`${1900 + i}`)));
const LONGEST_TAG = 16;
const MINUS = signId('-');

/** `(2004 AMC 8 Problem, Question 18)` before or behind the text: a year, a word of contests or an acronym. */
function isSourceTag(added: readonly Token[], text: Prepared, from: number, to: number): boolean {
  const isAtEdge = from === 0 || to === text.words.length;
  const isOfContest = countOf(added, KIND.asking, KIND.school, KIND.letter) > 0;
  const isPlain =
    added.length <= LONGEST_TAG &&
    added.every((token) => kindOf(token) !== KIND.operator || idOf(token) === MINUS);
  return isAtEdge && isOfContest && isPlain && added.some((token) => YEARS.has(idOf(token)));
}

/** Whether a sentence names what the rest of the text is about. */
function speaksOf(added: readonly Token[], text: Prepared, from: number, to: number): boolean {
  const words = new Set(added.filter((token) => WORDS.includes(kindOf(token) as 2)).map(idOf));
  return text.words.some((token, i) => (i < from || i >= to) && words.has(idOf(token)));
}

/** Whether words[from, to) are whole sentences, or a heading before the first: over a short text, one that turns nothing. */
function isWhole({ sentences, words }: Prepared, from: number, to: number): boolean {
  const startsSentence = from === 0 || sentences[from - 1] !== sentences[from];
  const endsSentence = to === sentences.length || sentences[to] !== sentences[to - 1];
  if (startsSentence && endsSentence) return true;
  const turns = words.subarray(0, to).some((token) => kindOf(token) === KIND.turning);
  return from === 0 && (!turns || words.length - to >= LEAST_UNDER_HEADING);
}
