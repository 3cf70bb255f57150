import { containmentOrdered } from '../../algorithms/similarity/containment.ts';
import { joinOrdered } from '../../algorithms/similarity/join.ts';
import { minHashOrdered } from '../../algorithms/similarity/minhash.ts';
import { PairList } from '../../algorithms/similarity/pairs.ts';
import { orderedSets, type SetTable, spread } from '../../algorithms/similarity/sets.ts';
import { ShingleBuilder } from '../../algorithms/similarity/shingles.ts';
import type { Form } from '../normal-form/form.ts';
import { isWording } from '../normal-form/form-key.ts';
import { idOf, KIND, kindOf, type Token } from '../normal-form/token.ts';
import { keyOf } from './prepared.ts';

export interface CandidateOptions {
  method: 'join' | 'minhash';
  /** Least Jaccard similarity of the word n-grams, above 0 to 1. */
  threshold: number;
  /** Words of an n-gram. */
  shingle: number;
}

/**
 * An n-gram that more questions have is boilerplate and finds no pair, so that a template with thousands of
 * puzzles costs no more than its size. Unit: questions.
 */
export const LONGEST_BUCKET = 100;

/**
 * What is found although much was put before or behind: share of the shorter one's n-grams in the longer one. Found
 * by rarer n-grams than the rest, since the longer one shows no prefix and all of its n-grams are kept.
 */
export const CONTAINED = { threshold: 0.7, ratio: 4, least: 2, longest: 40 };

/**
 * Makes the word n-grams of a form, each once: those of the stem in order, and those of each option by itself, so that
 * the order of options has no say. Letters and brackets count as one and as nothing: variables may be renamed.
 * The function keeps buffers: one for each thread.
 * @param width words of an n-gram
 */
export function shingler(width: number): (form: Form) => Uint32Array {
  const builder = new ShingleBuilder(width);
  let keys = new Uint32Array(1 << 12);
  return (form) => {
    if (form.length > keys.length) keys = new Uint32Array(2 * form.length);
    let count = 0;
    for (let i = 0; i <= form.length; i++) {
      if (i === form.length || kindOf(form[i]!) === KIND.option) {
        builder.addPart(keys, 0, count);
        count = 0;
      } else if (isCounted(form[i]!)) keys[count++] = shingleKey(form[i]!);
    }
    builder.endSet();
    return builder.take();
  };
}

const isCounted = (token: Token): boolean => {
  const kind = kindOf(token);
  return kind !== KIND.open && kind !== KIND.close && isWording(token);
};

/** One for every single letter, as `a` is sometimes a letter and sometimes a word. */
const shingleKey = (token: Token): number => (idOf(token) < 27 ? LETTER_KEY : keyOf(token));
const LETTER_KEY = 31;

/** Pairs that are worth a closer look, each once, in order. */
export function candidatePairs(table: SetTable, { method, threshold }: CandidateOptions): PairList {
  const sets = orderedSets(table);
  const longest = LONGEST_BUCKET;
  const similar =
    method === 'minhash'
      ? minHashOrdered(table, sets, { threshold, longest })
      : joinOrdered(sets, { threshold, longest });
  return merged(similar, containmentOrdered(sets, CONTAINED));
}

/** Pairs of two lists, those of both once. */
function merged(first: PairList, second: PairList): PairList {
  const pairs = new PairList();
  const take = (from: PairList, i: number) => pairs.add(from.a[i]!, from.b[i]!, from.shared[i]!);
  let i = 0;
  for (let j = 0; j < second.count; j++) {
    while (i < first.count && compare(first, i, second, j) < 0) take(first, i++);
    if (i < first.count && compare(first, i, second, j) === 0) i++;
    take(second, j);
  }
  while (i < first.count) take(first, i++);
  return pairs;
}

const compare = (p: PairList, i: number, q: PairList, j: number): number =>
  p.a[i]! - q.a[j]! || p.b[i]! - q.b[j]!;

/** Words that so few texts have are rare enough to be a slip of the pen. */
const RARE = 2;

/**
 * Counts words, up to one more than are rare, in cells without regard to collisions, so that a rare word may pass
 * for a common one and never the other way round.
 */
export function countWords(forms: Iterable<Form>, counts = wordCounters()): Uint8Array<ArrayBuffer> {
  for (const form of forms) {
    for (let i = 0; i < form.length; i++) {
      const at = cellOf(form[i]!, counts);
      if (counts[at]! <= RARE) counts[at] = counts[at]! + 1;
    }
  }
  return counts;
}

export const wordCounters = (): Uint8Array<ArrayBuffer> => new Uint8Array(1 << 20);

/** Adds what was counted elsewhere: the same as if it had been counted here. */
export function addWords(counts: Uint8Array, more: Uint8Array): void {
  for (let i = 0; i < counts.length; i++)
    if (more[i]! > 0) counts[i] = Math.min(RARE + 1, counts[i]! + more[i]!);
}

/** Tells words that hardly any text has, by what was counted of all texts. */
export const rareWords =
  (counts: Uint8Array): ((token: Token) => boolean) =>
  (token) =>
    counts[cellOf(token, counts)]! <= RARE;

const cellOf = (token: Token, counts: Uint8Array): number => spread(idOf(token)) & (counts.length - 1);
