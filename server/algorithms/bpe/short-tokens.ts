const SLOTS = 1 << 13;

/** Bytes of a short pre-token at most. */
export const SHORT = 8;

/**
 * Counts of pre-tokens of up to eight bytes, which most of any text is: one is two numbers of four bytes each, so that
 * it is found and compared in one place. One a slot; a newcomer takes the place of what was there. No byte is zero, so
 * that the numbers tell the length too. Memory: 96 KB.
 */
export class ShortTokens {
  readonly #cells = new Uint32Array(3 * SLOTS);

  /** The count of one by its bytes, four in each number, the first on top; 0 where it is not known. */
  get(first: number, second: number): number {
    const cells = this.#cells;
    const at = cellOf(first, second);
    return cells[at] === first >>> 0 && cells[at + 1] === second >>> 0 ? cells[at + 2]! : 0;
  }

  set(first: number, second: number, count: number): void {
    const at = cellOf(first, second);
    this.#cells[at] = first;
    this.#cells[at + 1] = second;
    this.#cells[at + 2] = count;
  }
}

function cellOf(first: number, second: number): number {
  const hash = Math.imul(first ^ (first >>> 15), 0x85ebca6b) ^ Math.imul(second, 0xc2b2ae35);
  return 3 * ((hash ^ (hash >>> 15)) & (SLOTS - 1));
}
