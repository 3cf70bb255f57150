import type { Ratings } from './table.ts';

/** What is said of a unit that nobody has marked. */
export const UNMARKED = '';

/**
 * How far what people mark overlaps: F1 of what each two of them marked alike, pooled over all pairs. It needs no count of what nobody
 * marked, and so is what is used for marks in a text (Hripcsak and Rothschild 2005, JAMIA 12, "Agreement, the
 * F-measure, and reliability in information retrieval"). Null where no two people marked anything.
 * @param ratings a row for each word: what each person marked it as, `UNMARKED`, or null where they did not see it
 */
export function markOverlap(ratings: Ratings, weights?: readonly number[]): number | null {
  let [alike, marked] = [0, 0];
  ratings.forEach((unit, u) => {
    const weight = weights?.[u] ?? 1;
    unit.forEach((a, i) => {
      for (const b of unit.slice(i + 1)) {
        if (a === null || b === null) continue;
        marked += weight * ((a === UNMARKED ? 0 : 1) + (b === UNMARKED ? 0 : 1));
        if (a === b && a !== UNMARKED) alike += 2 * weight;
      }
    });
  });
  return marked === 0 ? null : alike / marked;
}
