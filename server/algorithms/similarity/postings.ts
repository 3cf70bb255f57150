import { spread } from './sets.ts';

/**
 * From an element to the sets that hold it, newest first: chains in flat arrays. Several elements may share a
 * chain, so `elements` tells them apart.
 */
export class Postings {
  readonly heads: Int32Array;
  readonly next: Int32Array;
  readonly elements: Uint32Array;
  readonly sets: Uint32Array;
  readonly positions: Uint32Array;
  readonly #mask: number;
  #count = 0;

  /** @param most how many postings there will be. @param placed whether anybody asks for their positions */
  constructor(most: number, placed = true) {
    this.#mask = 2 ** Math.max(8, Math.ceil(Math.log2(most + 1))) - 1;
    this.heads = new Int32Array(this.#mask + 1).fill(-1);
    this.next = new Int32Array(most);
    this.elements = new Uint32Array(most);
    this.sets = new Uint32Array(most);
    this.positions = new Uint32Array(placed ? most : 0);
  }

  /** The newest posting of the chain that an element is in, -1 where it is empty. */
  head(element: number): number {
    return this.heads[spread(element) & this.#mask]!;
  }

  add(element: number, set: number, position: number): void {
    const chain = spread(element) & this.#mask;
    const at = this.#count++;
    this.next[at] = this.heads[chain]!;
    this.elements[at] = element;
    this.sets[at] = set;
    this.positions[at] = position;
    this.heads[chain] = at;
  }
}
