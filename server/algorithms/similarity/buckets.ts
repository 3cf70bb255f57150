import { spread } from './sets.ts';

/** Members by key, in a table of fixed size: 24 bytes a member, where a list for each key would take ten times that. */
export class Buckets {
  readonly #mask: number;
  /** Of each slot, its key and the member that was added last; -1 where it is free. */
  readonly #keys: Uint32Array;
  readonly #last: Int32Array;
  readonly #before: Int32Array;

  /** @param count members are numbers below it */
  constructor(count: number) {
    this.#mask = 2 ** Math.ceil(Math.log2(2 * count + 2)) - 1;
    this.#keys = new Uint32Array(this.#mask + 1);
    this.#last = new Int32Array(this.#mask + 1).fill(-1);
    this.#before = new Int32Array(count);
  }

  /** Adds a member, once. @returns the one that was added to its bucket before, -1 where it is the first */
  add(member: number, key: number): number {
    let slot = spread(key) & this.#mask;
    while (this.#last[slot]! >= 0 && this.#keys[slot] !== key) slot = (slot + 1) & this.#mask;
    const before = this.#last[slot]!;
    this.#keys[slot] = key;
    this.#last[slot] = member;
    this.#before[member] = before;
    return before;
  }

  /** The member that was added to the bucket before this one, or -1. */
  before(member: number): number {
    return this.#before[member]!;
  }
}
