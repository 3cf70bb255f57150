import { jaccard } from '../../algorithms/similarity/sets.ts';
import type { Form } from '../normal-form/form.ts';
import type { Token } from '../normal-form/token.ts';
import { type Answers, judge } from './judge.ts';
import { numbersFit, numbersOf, type Prepared, prepare } from './prepared.ts';
import type { NearRule } from './rules.ts';

/** What of a text has a say in whether it is another one. */
export interface JudgedText {
  form: Form;
  /** Equal for equal answers that say enough to tell questions apart; null where there is none such. */
  answerKey: string | null;
}

/** Decides about two texts, by their numbers. @param isTemplate whether many others look like one of them */
export type PairJudge = (isTemplate: boolean, a: number, b: number) => NearRule;

/**
 * Judges pairs of texts; what is laid out for comparing is kept for the next time.
 * @param isRare as `judge` asks for it, over all texts of the pool
 */
export function pairJudge(textOf: (i: number) => JudgedText, isRare: (token: Token) => boolean): PairJudge {
  const preparedOf = keptFor((i: number): Prepared => prepare(textOf(i).form), MOST_PREPARED);
  const numbers: (Uint32Array | undefined)[] = [];
  const numbersAt = (i: number): Uint32Array => (numbers[i] ??= numbersOf(textOf(i).form));
  return (isTemplate, a, b) => {
    if (!numbersFit(numbersAt(a), numbersAt(b))) return 'numbers'; // parts most, and costs next to nothing
    const answers = compareAnswers(textOf(a).answerKey, textOf(b).answerKey);
    return judge(preparedOf(a), preparedOf(b), { isRare, isTemplate, answers });
  };
}

/** A text with more look-alikes that are different problems is one of a template. */
const TEMPLATE = 5;

/** @param looks how many look-alikes that are different problems each of two texts has */
export const isOfTemplate = (looksA: number, looksB: number): boolean => Math.max(looksA, looksB) > TEMPLATE;

/** Jaccard similarity of two sets that hold each element once, 0 to 1. */
export function setSimilarity(a: Uint32Array, b: Uint32Array): number {
  const own = new Set(a);
  const shared = b.reduce((sum, element) => sum + (own.has(element) ? 1 : 0), 0);
  return jaccard(shared, own.size, b.length);
}

/** Forms laid out for comparing take much more room than the forms. */
const MOST_PREPARED = 32_768;

/** What is made for a number, kept for the next time; all is made anew once there are too many of them. */
function keptFor<T>(make: (i: number) => T, most: number): (i: number) => T {
  const kept = new Map<number, T>();
  return (i) => {
    const before = kept.get(i);
    if (before !== undefined) return before;
    if (kept.size >= most) kept.clear();
    const made = make(i);
    kept.set(i, made);
    return made;
  };
}

const compareAnswers = (a: string | null, b: string | null): Answers =>
  a === null || b === null ? 'unknown' : a === b ? 'agree' : 'differ';
