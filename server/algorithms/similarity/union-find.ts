/**
 * Groups of numbers 0..n-1 that only ever grow together. The name of a group is its smallest number, so that
 * the order of the unions has no say.
 * Source: Tarjan 1975; Differs: halves paths and links by number, not by rank.
 */
export class UnionFind {
  readonly #parent: Uint32Array;

  constructor(count: number) {
    this.#parent = Uint32Array.from({ length: count }, (_, i) => i);
  }

  /** The smallest number of the group that a number is in. */
  find(number: number): number {
    const parent = this.#parent;
    let at = number;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  unite(a: number, b: number): void {
    const rootA = this.find(a);
    const rootB = this.find(b);
    if (rootA < rootB) this.#parent[rootB] = rootA;
    else this.#parent[rootA] = rootB;
  }
}
