import type { NearRule } from './rules.ts';

/** Two questions that are one, by their places. */
export interface DuplicateEdge {
  a: number;
  b: number;
  /** Jaccard similarity of the word n-grams of their normal forms, 0 to 1. */
  similarity: number;
  rule: NearRule;
}

/** Texts that are equal as they stand, or once spelling and notation are looked through. */
export interface EqualTexts {
  /** From each text to the first that is equal to it. */
  edges: DuplicateEdge[];
  /** The first text of every normal form. */
  firsts: number[];
  /** For each text the number of its form among these. */
  firstOf: Int32Array;
}

/**
 * Puts texts together that are equal, by their numbers; whatever is equal has equal keys.
 * @param textKey equal for equal texts only
 * @param formKey equal for equal normal forms only
 */
export function equalTexts<T, F>(
  count: number,
  textKey: (i: number) => T,
  formKey: (i: number) => F,
): EqualTexts {
  const edges: DuplicateEdge[] = [];
  const firsts: number[] = [];
  const firstOf = new Int32Array(count);
  const byText = new Map<T, number>();
  const byForm = new Map<F, number>();
  for (let i = 0; i < count; i++) {
    const [text, form] = [textKey(i), formKey(i)];
    const same = byText.get(text);
    if (same !== undefined) {
      edges.push({ a: same, b: i, similarity: 1, rule: 'same-text' });
      firstOf[i] = firstOf[same]!;
      continue;
    }
    byText.set(text, i);
    const alike = byForm.get(form);
    if (alike === undefined) {
      byForm.set(form, i);
      firstOf[i] = firsts.push(i) - 1;
      continue;
    }
    edges.push({ a: alike, b: i, similarity: 1, rule: 'same-form' });
    firstOf[i] = firstOf[alike]!;
  }
  return { edges, firsts, firstOf };
}
