import { jaccard, setTable, sizeOf } from '../../algorithms/similarity/sets.ts';
import type { Form } from '../normal-form/form.ts';
import { type CandidateOptions, candidatePairs, countWords, rareWords, shingler } from './candidates.ts';
import { equalTexts } from './equal-texts.ts';
import { isOfTemplate, type PairJudge, pairJudge, setSimilarity } from './pair-judge.ts';
import type { DuplicateEdge } from './pairs.ts';
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

/**
 * Finds the questions that are asked twice: equal texts, equal normal forms, and of those that are left the pairs
 * that are similar or contained and that no rule parts. Pure; the places are in the order of ids, and the order
 * of the pool has no say.
 */
export function findNearDuplicates(texts: readonly NearText[], options: CandidateOptions): NearDuplicates {
  const equal = equalTexts(
    texts.length,
    (i) => texts[i]!.textKey,
    (i) => texts[i]!.formKey,
  );
  const { firsts, firstOf } = equal;
  const edges = [...equal.edges];
  const table = setTable(
    shinglesOf(
      Array.from(firsts, (at) => texts[at]!),
      options.shingle,
    ),
  );
  const pairs = candidatePairs(table, options);
  const elementsOf = (set: number) => table.elements.subarray(table.offsets[set], table.offsets[set + 1]);
  const looks = new Uint32Array(firsts.length);
  const isRare = rareWords(countWords(Array.from(firsts, (at) => texts[at]!.form)));
  const judgeAs: PairJudge = pairJudge((i) => texts[firsts[i]!]!, isRare);
  const isTemplate = (a: number, b: number): boolean => isOfTemplate(looks[a]!, looks[b]!);
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
    const rule = isSame(rules[i]!) && isTemplate(a, b) ? judgeAs(true, a, b) : rules[i]!;
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
      return x === y ? 'same-form' : judgeAs(isTemplate(x, y), x, y);
    },
    similarity: (a, b) =>
      firstOf[a] === firstOf[b] ? 1 : setSimilarity(elementsOf(firstOf[a]!), elementsOf(firstOf[b]!)),
  };
}

/** The word n-grams of each text; those that were made beforehand in another width are of no use. */
function shinglesOf(texts: readonly NearText[], width: number): Uint32Array[] {
  const make = shingler(width);
  return texts.map(({ form, shingles }) => (shingles?.width === width ? shingles.set : make(form)));
}
