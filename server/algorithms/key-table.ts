/**
 * From 32-bit keys to the numbers 0..n-1 of the entries that have them, in flat arrays that several
 * threads can share. `filter` is a bitmap of 1/16 load at most: nearly all keys that are not there cost
 * one look at it (a Bloom filter with one hash; Bloom 1970). `slots` holds entry number + 1, 0 for free,
 * open addressing with linear probing. Keys must be well mixed; several entries may have the same.
 */
export interface KeyTable {
  keys: Uint32Array;
  slots: Uint32Array;
  filter: Uint32Array;
}

export function buildKeyTable(keys: Uint32Array): KeyTable {
  const slots = new Uint32Array(powerOfTwo(2 * keys.length + 2));
  const filter = new Uint32Array(powerOfTwo(keys.length / 2 + 1)); // 16 to 32 bits an entry
  const bits = 32 * filter.length - 1;
  keys.forEach((key, entry) => {
    let slot = key & (slots.length - 1);
    while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = entry + 1;
    const bit = (key >>> 7) & bits;
    filter[bit >>> 5] = filter[bit >>> 5]! | (1 << (bit & 31));
  });
  return { keys, slots, filter };
}

/** False: no entry has the key. True: look it up. */
export function mayHold({ filter }: KeyTable, key: number): boolean {
  const bit = (key >>> 7) & (32 * filter.length - 1);
  return (filter[bit >>> 5]! & (1 << (bit & 31))) !== 0;
}

/** The first entry with the key for which `same(entry)` holds, -1 where there is none. */
export function findEntry({ keys, slots }: KeyTable, key: number, same: (entry: number) => boolean): number {
  const mask = slots.length - 1;
  for (let slot = key & mask; slots[slot] !== 0; slot = (slot + 1) & mask) {
    const entry = slots[slot]! - 1;
    if (keys[entry] === key && same(entry)) return entry;
  }
  return -1;
}

const powerOfTwo = (atLeast: number): number => 2 ** Math.ceil(Math.log2(Math.max(2, atLeast)));
