import { jaccard, type SetTable, setTable, sizeOf } from '../../algorithms/similarity/sets.ts';
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
  const looks = new Uint32Array(firsts.length);
  const preparedOf = keptFor((i: number): Prepared => prepare(forms[i]!), MOST_PREPARED);
  const numbers: (Uint32Array | undefined)[] = [];
  const numbersAt = (i: number): Uint32Array => (numbers[i] ??= numbersOf(forms[i]!));
  const isRare = rareWords(forms);
  const judgeAs = (isTemplate: boolean, a: number, b: number): NearRule => {
    if (!numbersFit(numbersAt(a), numbersAt(b))) return 'numbers'; // parts most, and costs next to nothing
    const answers = compareAnswers(texts[firsts[a]!]!.answerKey, texts[firsts[b]!]!.answerKey);
    return judge(preparedOf(a), preparedOf(b), { isRare, isTemplate, answers });
  };
  const isOfTemplate = (a: number, b: number): boolean => Math.max(looks[a]!, looks[b]!) > TEMPLATE;
  const rules: NearRule[] = [];
  for (let i = 0; i < pairs.count; i++) {
    const [a, b] = [pairs.a[i]!, pairs.b[i]!];
    const rule = judgeAs(false, a, b);
    if (!isSame(rule)) for (const one of [a, b]) looks[one]!++;
    rules.push(rule);
  }
  const decided: Partial<Record<NearRule, number>> = {};
  for (let i = 0; i < pairs.count; i++) {
    const [a, b] = [pairs.a[i]!, pairs.b[i]!];
    const rule = isSame(rules[i]!) && isOfTemplate(a, b) ? judgeAs(true, a, b) : rules[i]!;
    decided[rule] = (decided[rule] ?? 0) + 1;
    if (!isSame(rule)) continue;
    const similarity = jaccard(pairs.shared[i]!, sizeOf(table, a), sizeOf(table, b));
    edges.push({ a: firsts[a]!, b: firsts[b]!, similarity, rule });
  }
  return {
    edges,
    candidates: pairs.count,
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
