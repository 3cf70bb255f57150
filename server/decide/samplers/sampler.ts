import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
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
  rows: readonly DrawRow[],
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
export function byDomain(rows: readonly DrawRow[]): Map<string, DrawRow[]> {
  const domains = new Map<string, DrawRow[]>();
  for (const row of rows) {
    const members = domains.get(row.domain);
    if (members === undefined) domains.set(row.domain, [row]);
    else members.push(row);
  }
  return new Map([...domains].sort(([a], [b]) => compare(a, b)));
}
