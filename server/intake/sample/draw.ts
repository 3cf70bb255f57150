import type { SeededRandom } from '../../algorithms/random.ts';
import type { Level } from './level.ts';
import type { Words } from './words.ts';

/** A person of a story, with the words that stand for the name. */
export interface Person {
  name: string;
  /** he or she */
  they: string;
  /** him or her */
  them: string;
  /** his or her */
  their: string;
}

/** A thing that can be counted. */
export interface Thing {
  one: string;
  many: string;
}

/** Everything that a template draws by chance: the stream of its source, and the word lists. */
export class Draw {
  readonly #random: SeededRandom;
  readonly #words: Words;

  constructor(random: SeededRandom, words: Words) {
    this.#random = random;
    this.#words = words;
  }

  /** Uniform in [0, 1). */
  unit(): number {
    return this.#random.next();
  }

  /** Uniform integer, both ends possible. */
  int(low: number, high: number): number {
    return low + this.#random.int(high - low + 1);
  }

  /** Like `int`, never 0. */
  nonzero(low: number, high: number): number {
    const drawn = this.int(low, high);
    return drawn === 0 ? this.nonzero(low, high) : drawn;
  }

  /** An integer that passes the test; the range must hold one. */
  intWhere(low: number, high: number, test: (n: number) => boolean): number {
    for (let i = 0; i < 1000; i++) {
      const drawn = this.int(low, high);
      if (test(drawn)) return drawn;
    }
    throw new RangeError(`no integer of ${low}..${high} passes the test`);
  }

  chance(share: number): boolean {
    return this.#random.next() < share;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.#random.int(list.length)] as T;
  }

  /** One of several ways to say a thing. */
  say(...forms: string[]): string {
    return this.pick(forms);
  }

  /** A level of the range. */
  level(low: Level, high: Level): Level {
    return this.int(low, high) as Level;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const mixed = [...list];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = this.#random.int(i + 1);
      const held = mixed[i] as T;
      mixed[i] = mixed[j] as T;
      mixed[j] = held;
    }
    return mixed;
  }

  /** Several different ones, in a random order. */
  some<T>(list: readonly T[], count: number): T[] {
    if (count > list.length) throw new RangeError(`${count} of ${list.length}`);
    const taken = new Set<number>();
    while (taken.size < count) taken.add(this.#random.int(list.length));
    return [...taken].map((i) => list[i] as T);
  }

  /** Several different integers, in a random order. */
  ints(low: number, high: number, count: number): number[] {
    const taken = new Set<number>();
    if (count > high - low + 1) throw new RangeError(`${count} integers of ${low}..${high}`);
    while (taken.size < count) taken.add(this.int(low, high));
    return [...taken];
  }

  person(): Person {
    return this.people(1)[0] as Person;
  }

  people(count: number): Person[] {
    return this.some(this.#words.people, count).map(([name, they]) =>
      they === 'she'
        ? { name, they, them: 'her', their: 'her' }
        : { name, they: 'he', them: 'him', their: 'his' },
    );
  }

  /** A word of the named list of data/sample/words.json. */
  word(list: keyof Words['lists']): string {
    return this.pick(this.#words.lists[list]);
  }

  words(list: keyof Words['lists'], count: number): string[] {
    return this.some(this.#words.lists[list], count);
  }

  thing(list: keyof Words['things']): Thing {
    const [one, many] = this.pick(this.#words.things[list]);
    return { one, many };
  }

  things(list: keyof Words['things'], count: number): Thing[] {
    return this.some(this.#words.things[list], count).map(([one, many]) => ({ one, many }));
  }
}
