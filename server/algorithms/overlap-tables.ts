import { buildKeyTable, type KeyTable } from './key-table.ts';
import { eachNgram, NormalText } from './normal-text.ts';

/** Distinct n-grams with their words: n-gram g is bytes[starts[g], ends[g]), to be compared after its hash agrees. */
export type NgramTable = KeyTable & { bytes: Uint8Array; starts: Uint32Array; ends: Uint32Array };

/** Distinct 64-bit fingerprints: `keys` are their first 32 bits, `low` the second. */
export type FingerprintTable = KeyTable & { low: Uint32Array };

/** The distinct numbers of some keys, new keys getting the next number. */
export function numbered(numbers: Map<string, number>, keys: readonly string[]): Set<number> {
  for (const key of keys) if (!numbers.has(key)) numbers.set(key, numbers.size);
  return new Set(keys.map((key) => numbers.get(key)!));
}

/** Turns "item holds n-grams" into "n-gram is held by items", items ascending. */
export function ownersOf(held: readonly number[][], ngrams: number) {
  const ownerStarts = new Uint32Array(ngrams + 1);
  for (const gram of held.flat()) ownerStarts[gram + 1] = ownerStarts[gram + 1]! + 1;
  for (let gram = 0; gram < ngrams; gram++)
    ownerStarts[gram + 1] = ownerStarts[gram + 1]! + ownerStarts[gram]!;
  const next = ownerStarts.slice();
  const owners = new Uint32Array(ownerStarts[ngrams]!);
  held.forEach((grams, item) => {
    for (const gram of grams) {
      owners[next[gram]!] = item;
      next[gram] = next[gram]! + 1;
    }
  });
  return { ownerStarts, owners };
}

/** Keys and words of distinct n-grams, each of which is its own normal form. */
export function ngramTable(ngrams: readonly string[], window: number): NgramTable {
  const text = new NormalText();
  const keys = new Uint32Array(ngrams.length);
  const ends = new Uint32Array(ngrams.length);
  let size = 0;
  const parts = ngrams.map((ngram, i) => {
    text.read(ngram);
    eachNgram(text, window, (hash) => {
      keys[i] = hash;
    });
    const part = text.bytes.slice(0, text.ends[window - 1]);
    size += part.length;
    ends[i] = size;
    return part;
  });
  const bytes = new Uint8Array(size);
  const starts = Uint32Array.from(parts, (part, i) => ends[i]! - part.length);
  parts.forEach((part, i) => {
    bytes.set(part, starts[i]);
  });
  return { ...buildKeyTable(keys), bytes, starts, ends };
}

/** @param fingerprints distinct, 16 hex digits each */
export function fingerprintTable(fingerprints: readonly string[]): FingerprintTable {
  const half = (from: number) =>
    Uint32Array.from(fingerprints, (print) => Number.parseInt(print.slice(from, from + 8), 16));
  return { ...buildKeyTable(half(0)), low: half(8) };
}
