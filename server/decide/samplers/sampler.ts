import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Sequence } from '../../algorithms/columns/sequence.ts';
import type { VectorSpace } from '../../algorithms/vectors/space.ts';
import type { NarrowRow } from '../stage.ts';

/** What a sampler reads of a question that passed every gate. */
export type DrawRow = Pick<NarrowRow, 'id' | 'source'> & {
  /** Or the stratum that stands for it. */
  domain: string;
  /** Or the number that stands for it; -Infinity where there is none. */
  length: number;
  /** True where a teacher's answer was graded correct; null where nobody graded it. */
  teacherCorrect: boolean | null;
};

/**
 * Ranks questions: the first `count` in the order in which they would be taken. What no seed changes is done
 * once; the function that comes back draws by a seed, as often as one likes.
 * Pure, and blind to the order of `rows`: the same rows, configuration and seed give the same ranking.
 * Returns fewer than `count` only where there are fewer rows.
 */
export type Sampler = (
  rows: Sequence<DrawRow>,
  config: ConfigOf<'diversity'>,
  want: Want,
) => (seed: number) => string[];

/** The space in which questions have distances; they are named by their places among these ids. */
export type SpaceOf = (ids: readonly string[]) => VectorSpace;

export interface Want {
  /** How many are selected. */
  selected: number;
  /** How many are ranked: the selected and the reserve. */
  count: number;
  /** Ids of rows that stand before all draws already; a sampler may know them, and may draw them again. */
  first?: readonly string[];
  /** Where a sampler goes by distances; without it everything is as far. */
  spaceOf?: SpaceOf;
}

/** Longest first; equal lengths by id, since no paper states a rule. */
export const byLength = (a: DrawRow, b: DrawRow): number =>
  a.length === b.length ? compare(a.id, b.id) : b.length - a.length;

export const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows of each domain, the domains in the order of their codes. */
export function byDomain(rows: Iterable<DrawRow>): Map<string, DrawRow[]> {
  const domains = new Map<string, DrawRow[]>();
  for (const row of rows) {
    const members = domains.get(row.domain);
    if (members === undefined) domains.set(row.domain, [row]);
    else members.push(row);
  }
  return byName(domains);
}

/**
 * The first so many of what comes, in whatever order it comes: no more than twice as many, and some, are held at any
 * time, so that a draw holds what it can reach and not the pool.
 */
export class Foremost<T> {
  readonly #most: number;
  readonly #order: (a: T, b: T) => number;
  #held: T[] = [];

  /** @param order total: no two are alike */
  constructor(most: number, order: (a: T, b: T) => number) {
    this.#most = most;
    this.#order = order;
  }

  add(one: T): void {
    this.#held.push(one);
    if (this.#held.length >= 2 * this.#most + 1024) this.#cut();
  }

  /** In their order. */
  all(): T[] {
    this.#cut();
    return this.#held;
  }

  #cut(): void {
    this.#held.sort(this.#order);
    if (this.#held.length > this.#most) this.#held.length = this.#most;
  }
}

/** The value of a key, made where there is none yet. */
export function madeAt<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** A map in the order of its names. */
export const byName = <V>(map: ReadonlyMap<string, V>): Map<string, V> =>
  new Map([...map].sort(([a], [b]) => compare(a, b)));
