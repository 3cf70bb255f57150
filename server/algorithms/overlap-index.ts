import { wordNgrams } from './ngrams.ts';
import type { IndexedItems } from './overlap-match.ts';
import {
  type FingerprintTable,
  fingerprintTable,
  type NgramTable,
  ngramTable,
  numbered,
  ownersOf,
} from './overlap-tables.ts';

/** A text of a protected set. */
export interface TextItem {
  set: string;
  id: string;
  text: string;
}

/** A text that is known by its 8-grams' fingerprints alone. */
export interface FingerprintItem {
  set: string;
  id: string;
  /** Words of the text. */
  words: number;
  /** First 16 hex digits of SHA-256 over each 8-gram: lower-cased words joined by one blank, UTF-8. */
  fingerprints: readonly string[];
}

/** Fingerprints are of 8 words and can be compared with nothing else. */
export const FINGERPRINT_WINDOW = 8;

/**
 * The n-grams of a protected set, ready for `overlapMatcher`: plain objects, strings and typed arrays, so
 * that it can be handed to worker threads. The number of an n-gram is its place in `texts`; fingerprints
 * follow from `texts.keys.length` on.
 */
export interface OverlapIndexData extends IndexedItems {
  texts: NgramTable;
  fingerprints: FingerprintTable;
  /** Fingerprint items that were left out, because the window is not 8. */
  notCompared: number;
}

/**
 * Indexes the word n-grams of a protected set.
 * @throws RangeError unless the window is an integer of at least 1 and every fingerprint 16 hex digits
 */
export function buildOverlapIndex(input: {
  window: number;
  items: readonly TextItem[];
  fingerprints: readonly FingerprintItem[];
}): OverlapIndexData {
  const { window } = input;
  if (!Number.isInteger(window) || window < 1) throw new RangeError(`${window} is no number of words`);
  const comparable = window === FINGERPRINT_WINDOW ? input.fingerprints : [];
  const items = [...input.items, ...comparable].sort(bySetAndId);
  const texts = new Map<string, number>();
  const prints = new Map<string, number>();
  const held = items.map((item) =>
    'text' in item
      ? numbered(texts, wordNgrams(item.text, window))
      : numbered(prints, item.fingerprints.map(checked)),
  );
  return {
    window,
    sets: items.map(({ set }) => set),
    ids: items.map(({ id }) => id),
    itemNgrams: Uint32Array.from(held, (grams) => grams.size),
    ...ownersOf(
      held.map((grams, item) =>
        'text' in items[item]! ? [...grams] : [...grams].map((g) => g + texts.size),
      ),
      texts.size + prints.size,
    ),
    texts: ngramTable([...texts.keys()], window),
    fingerprints: fingerprintTable([...prints.keys()]),
    notCompared: input.fingerprints.length - comparable.length,
  };
}

function checked(fingerprint: string): string {
  if (/^[0-9a-f]{16}$/i.test(fingerprint)) return fingerprint.toLowerCase();
  throw new RangeError(`"${fingerprint.slice(0, 40)}" is no fingerprint of 16 hex digits`);
}

function bySetAndId(a: { set: string; id: string }, b: { set: string; id: string }): number {
  if (a.set !== b.set) return a.set < b.set ? -1 : 1;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return 0;
}
