/** Bytes of a key at most; what is longer is seldom met twice. */
export const LONGEST_KEY = 32;

const SLOTS = 1 << 16;

/**
 * Remembers the counts of short byte strings, one for each of a fixed number of slots: a newcomer takes
 * the place of what was there, so that memory is bounded (2.2 MB) and nothing is ever cleared. Keys are
 * compared byte by byte: equal hashes do no harm.
 */
export class CountCache {
  #keys = new Uint8Array(SLOTS * LONGEST_KEY);
  #lengths = new Uint8Array(SLOTS);
  #counts = new Uint8Array(SLOTS);

  /** The count of bytes[from, to), 0 where it is not known. At most LONGEST_KEY bytes. */
  get(hash: number, bytes: Uint8Array, from: number, to: number): number {
    const slot = hash & (SLOTS - 1);
    if (this.#lengths[slot] !== to - from) return 0;
    const keys = this.#keys;
    let at = slot * LONGEST_KEY;
    for (let i = from; i < to; i++) if (bytes[i] !== keys[at++]) return 0;
    return this.#counts[slot]!;
  }

  set(hash: number, bytes: Uint8Array, from: number, to: number, count: number): void {
    const slot = hash & (SLOTS - 1);
    const at = slot * LONGEST_KEY;
    for (let i = from; i < to; i++) this.#keys[at + i - from] = bytes[i]!;
    this.#lengths[slot] = to - from;
    this.#counts[slot] = count;
  }
}
