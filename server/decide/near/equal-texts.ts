import { type Pairs, PairsBuilder } from './pairs.ts';

/** Texts that are equal as they stand, or once spelling and notation are looked through. */
export interface EqualTexts {
  /** From each text to the first that is equal to it. */
  edges: Pairs;
  /** The first text of every normal form. */
  firsts: Uint32Array;
  /** For each text the number of its form among these. */
  firstOf: Int32Array;
}

/** The first text of each key. */
interface Firsts<K> {
  get(key: K): number | undefined;
  set(key: K, first: number): unknown;
}

/** Where keys are numbers below a count: a table of names ends at 16.7 million. */
export function firstsByNumber(count: number): Firsts<number> {
  const firsts = new Int32Array(count).fill(-1);
  return {
    get(key) {
      const first = firsts[key]!;
      return first < 0 ? undefined : first;
    },
    set: (key, first) => {
      firsts[key] = first;
    },
  };
}

/**
 * Puts texts together that are equal, by their numbers; whatever is equal has equal keys.
 * @param textKey equal for equal texts only
 * @param formKey equal for equal normal forms only
 * @param tableOf makes an empty table of keys
 */
export function equalTexts<K>(
  count: number,
  textKey: (i: number) => K,
  formKey: (i: number) => K,
  tableOf: () => Firsts<K> = () => new Map<K, number>(),
): EqualTexts {
  const edges = new PairsBuilder();
  const firsts = new Uint32Array(count);
  let forms = 0;
  const firstOf = new Int32Array(count);
  const [byText, byForm] = [tableOf(), tableOf()];
  for (let i = 0; i < count; i++) {
    const [text, form] = [textKey(i), formKey(i)];
    const same = byText.get(text);
    if (same !== undefined) {
      edges.push(same, i, 1, 'same-text');
      firstOf[i] = firstOf[same]!;
      continue;
    }
    byText.set(text, i);
    const alike = byForm.get(form);
    if (alike === undefined) {
      byForm.set(form, i);
      firstOf[i] = forms;
      firsts[forms++] = i;
      continue;
    }
    edges.push(alike, i, 1, 'same-form');
    firstOf[i] = firstOf[alike]!;
  }
  return { edges: edges.end(), firsts: firsts.slice(0, forms), firstOf };
}
