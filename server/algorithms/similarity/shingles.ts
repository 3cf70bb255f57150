import { type SetTable, spread } from './sets.ts';

/**
 * Makes the sets of runs of `width` tokens of many texts, hashed to 32 bits, each run once a text. A text of
 * fewer tokens is one run, so that short texts are equal or not. Runs never cross the end of a part.
 * Two different runs may have the same hash, with a chance of 2^-32 a pair.
 */
export class ShingleBuilder {
  readonly #width: number;
  #elements = new Uint32Array(1 << 16);
  #offsets: number[] = [0];
  #count = 0;

  /** @param width tokens of a run, at least 1 */
  constructor(width: number) {
    this.#width = width;
  }

  /** Adds the runs of one part, tokens[from, to), to the set that is being made. */
  addPart(tokens: Uint32Array, from: number, to: number): void {
    const length = to - from;
    if (length === 0) return;
    const width = Math.min(this.#width, length);
    this.#makeRoom(length);
    for (let i = from; i + width <= to; i++) {
      let hash = width;
      for (let j = i; j < i + width; j++) hash = Math.imul(spread(hash ^ tokens[j]!), 0xc2b2ae35) + j - i;
      this.#elements[this.#count++] = (hash ^ (hash >>> 15)) >>> 0;
    }
  }

  /** Closes the set that is being made; the next part begins another. */
  endSet(): void {
    const from = this.#offsets.at(-1)!;
    const own = this.#elements.subarray(from, this.#count);
    if (own.length > 1) own.sort();
    let to = from;
    for (let i = from; i < this.#count; i++) {
      if (i === from || this.#elements[i] !== this.#elements[i - 1]!)
        this.#elements[to++] = this.#elements[i]!;
    }
    this.#count = to;
    this.#offsets.push(to);
  }

  /** The elements of the one set that was made; the next part begins anew. */
  take(): Uint32Array {
    const set = this.#elements.slice(0, this.#count);
    this.#count = 0;
    this.#offsets = [0];
    return set;
  }

  table(): SetTable {
    return {
      offsets: Uint32Array.from(this.#offsets),
      elements: this.#elements.slice(0, this.#count),
    };
  }

  #makeRoom(more: number): void {
    if (this.#count + more <= this.#elements.length) return;
    const larger = new Uint32Array(2 * (this.#count + more));
    larger.set(this.#elements.subarray(0, this.#count));
    this.#elements = larger;
  }
}
