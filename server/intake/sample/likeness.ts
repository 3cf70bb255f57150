/** From this share of common runs of three words on two questions are too alike; near copies are looked for at 0.7. */
const TOO_ALIKE = 0.68;

/** The questions of one template: by each run of three words, the numbers of the questions that have it. */
interface Index {
  /** A single number where only one question has the run, which is what most runs are. */
  holders: Map<number, number | number[]>;
  /** How many different runs each question has. */
  sizes: number[];
}

/** Remembers the questions of each template, and says which new ones are too much like one of them. */
export class Likeness {
  readonly #indexes = new Map<string, Index>();
  #common = new Uint16Array(1024);

  /**
   * True, and remembered, where no earlier question of the template is too much like this one.
   * @param runs of the question (text-key.ts)
   */
  admits(template: string, runs: ReadonlySet<number>): boolean {
    const index: Index = this.#indexes.get(template) ?? { holders: new Map(), sizes: [] };
    if (this.#hasLike(index, runs)) return false;
    const own = index.sizes.length;
    index.sizes.push(runs.size);
    for (const run of runs) {
      const held = index.holders.get(run);
      if (typeof held === 'object') held.push(own);
      else index.holders.set(run, held === undefined ? own : [held, own]);
    }
    this.#indexes.set(template, index);
    return true;
  }

  /** Whether a question of the index has a Jaccard similarity of `TOO_ALIKE` or more over runs of three words. */
  #hasLike({ holders, sizes }: Index, runs: ReadonlySet<number>): boolean {
    if (this.#common.length < sizes.length) this.#common = new Uint16Array(2 * sizes.length);
    const common = this.#common.fill(0, 0, sizes.length);
    for (const run of runs) {
      const held = holders.get(run);
      if (typeof held === 'number') common[held]!++;
      else if (held !== undefined) for (const i of held) common[i]!++;
    }
    const size = runs.size;
    return sizes.some((other, i) => common[i]! >= TOO_ALIKE * (size + other - common[i]!));
  }
}
