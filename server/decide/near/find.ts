import {
  jaccard,
  type SetTable,
  type SimilarPair,
  setTable,
  sizeOf,
} from '../../algorithms/similarity/sets.ts';
import type { Form } from '../normal-form/form.ts';
import { type CandidateOptions, candidatePairs, rareWords, shingler } from './candidates.ts';
import { type Answers, judge } from './judge.ts';
import { numbersFit, numbersOf, type Prepared, prepare } from './prepared.ts';
import { isSame, type NearRule } from './rules.ts';

/** A question as this stage sees it. */
export interface NearText {
  /** Equal for equal texts only. */
  textKey: string;
  /** Equal for equal normal forms only. */
  formKey: string;
  form: Form;
  /** Its word n-grams of one width (see `shingler`), where they were made beforehand, on many threads. */
  shingles?: { width: number; set: Uint32Array };
  /** Equal for equal answers that say enough to tell questions apart; null where there is none such. */
  answerKey: string | null;
}

/** Two questions that are one, by their places. */
export interface DuplicateEdge {
  a: number;
  b: number;
  /** Jaccard similarity of the word n-grams of their normal forms, 0 to 1. */
  similarity: number;
  rule: NearRule;
}

export interface NearDuplicates {
  edges: DuplicateEdge[];
  /** Pairs that were looked at closely. */
  candidates: number;
  /** How often each rule decided. */
  decided: Partial<Record<NearRule, number>>;
  /** What decides about any two questions, whether they are similar or not. */
  relation: (a: number, b: number) => NearRule;
  /** Jaccard similarity of any two questions, 0 to 1. */
  similarity: (a: number, b: number) => number;
}

/** A text with more look-alikes that are different problems is one of a template. */
const TEMPLATE = 5;

/**
 * Finds the questions that are asked twice: equal texts, equal normal forms, and of those that are left the pairs
 * that are similar or contained and that no rule parts. Pure; the places are in the order of ids, and the order
 * of the pool has no say.
 */
export function findNearDuplicates(texts: readonly NearText[], options: CandidateOptions): NearDuplicates {
  const { edges, firsts, firstOf } = equalTexts(texts);
  const forms = firsts.map((at) => texts[at]!.form);
  const table = setTable(
    shinglesOf(
      firsts.map((at) => texts[at]!),
      options.shingle,
    ),
  );
  const pairs = candidatePairs(table, options);
  const looks = new Map<number, number>();
  const prepared: (Prepared | undefined)[] = [];
  const preparedOf = (i: number): Prepared => (prepared[i] ??= prepare(forms[i]!));
  const numbers: (Uint32Array | undefined)[] = [];
  const numbersAt = (i: number): Uint32Array => (numbers[i] ??= numbersOf(forms[i]!));
  const isRare = rareWords(forms);
  const judgeAs = (isTemplate: boolean, a: number, b: number): NearRule => {
    if (!numbersFit(numbersAt(a), numbersAt(b))) return 'numbers'; // parts most, and costs next to nothing
    const answers = compareAnswers(texts[firsts[a]!]!.answerKey, texts[firsts[b]!]!.answerKey);
    return judge(preparedOf(a), preparedOf(b), { isRare, isTemplate, answers });
  };
  const isOfTemplate = (a: number, b: number): boolean =>
    Math.max(looks.get(a) ?? 0, looks.get(b) ?? 0) > TEMPLATE;
  const rules = pairs.map(({ a, b }) => {
    const rule = judgeAs(false, a, b);
    if (!isSame(rule)) for (const one of [a, b]) looks.set(one, (looks.get(one) ?? 0) + 1);
    return rule;
  });
  const decided: Partial<Record<NearRule, number>> = {};
  pairs.forEach((pair, i) => {
    const { a, b } = pair;
    const rule = isSame(rules[i]!) && isOfTemplate(a, b) ? judgeAs(true, a, b) : rules[i]!;
    decided[rule] = (decided[rule] ?? 0) + 1;
    if (isSame(rule))
      edges.push({ a: firsts[a]!, b: firsts[b]!, similarity: similarityOf(table, pair), rule });
  });
  return {
    edges,
    candidates: pairs.length,
    decided,
    relation(a, b) {
      if (texts[a]!.textKey === texts[b]!.textKey) return 'same-text';
      const [x, y] = [firstOf[a]!, firstOf[b]!];
      return x === y ? 'same-form' : judgeAs(isOfTemplate(x, y), x, y);
    },
    similarity: (a, b) => (firstOf[a] === firstOf[b] ? 1 : similarity(table, firstOf[a]!, firstOf[b]!)),
  };
}

/** The word n-grams of each text; those that were made beforehand in another width are of no use. */
function shinglesOf(texts: readonly NearText[], width: number): Uint32Array[] {
  const make = shingler(width);
  return texts.map(({ form, shingles }) => (shingles?.width === width ? shingles.set : make(form)));
}

const compareAnswers = (a: string | null, b: string | null): Answers =>
  a === null || b === null ? 'unknown' : a === b ? 'agree' : 'differ';

const similarityOf = (table: SetTable, { a, b, shared }: SimilarPair): number =>
  jaccard(shared, sizeOf(table, a), sizeOf(table, b));

function similarity(table: SetTable, a: number, b: number): number {
  const elements = ({ offsets, elements: all }: SetTable, set: number) =>
    all.subarray(offsets[set], offsets[set + 1]);
  const own = new Set(elements(table, a));
  const shared = elements(table, b).reduce((sum, element) => sum + (own.has(element) ? 1 : 0), 0);
  return jaccard(shared, own.size, sizeOf(table, b));
}

/**
 * Edges from each text to the first that is equal to it, the firsts of every normal form, and for each text the
 * number of its form among these.
 */
function equalTexts(texts: readonly NearText[]): {
  edges: DuplicateEdge[];
  firsts: number[];
  firstOf: Int32Array;
} {
  const edges: DuplicateEdge[] = [];
  const firsts: number[] = [];
  const firstOf = new Int32Array(texts.length);
  const byText = new Map<string, number>();
  const byForm = new Map<string, number>();
  texts.forEach(({ textKey, formKey }, i) => {
    const same = byText.get(textKey);
    if (same !== undefined) {
      edges.push({ a: same, b: i, similarity: 1, rule: 'same-text' });
      firstOf[i] = firstOf[same]!;
      return;
    }
    byText.set(textKey, i);
    const alike = byForm.get(formKey);
    if (alike === undefined) {
      byForm.set(formKey, i);
      firstOf[i] = firsts.push(i) - 1;
      return;
    }
    edges.push({ a: alike, b: i, similarity: 1, rule: 'same-form' });
    firstOf[i] = firstOf[alike]!;
  });
  return { edges, firsts, firstOf };
}
