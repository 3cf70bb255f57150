import type { Place } from '../../shared/schemas/explanation.ts';

/** Where questions stand by their ids; null for one that is not in the pool. */
export type Places = (id: string) => Place | null;

/** Decides with some of the factors changed, by their numbers; see `attribute`. */
export type DecideWith = (changed: readonly number[]) => Promise<Places>;

/** A question that stands elsewhere in a second run. */
export interface Moved {
  id: string;
  before: Place | null;
  after: Place | null;
}

export interface Attribution {
  /** Number of the factor that it is put down to; null where deciding again does not give what was stored. */
  factor: number | null;
  /** Factors without which that one would not have done it. */
  together: number[];
}

/** What has to agree: in or out of the selection, else in or out of the pool, else where and why, else the rank. */
type Likeness = (a: Place | null, b: Place | null) => boolean;

const isSelected = (place: Place | null): boolean => place !== null && place.reason === null;
const sameSelection: Likeness = (a, b) => isSelected(a) === isSelected(b);
const samePool: Likeness = (a, b) => (a === null) === (b === null);
const sameReason: Likeness = (a, b) => samePool(a, b) && a?.stage === b?.stage && a?.reason === b?.reason;
const sameRank: Likeness = (a, b) => sameReason(a, b) && a?.rank === b?.rank;

/** In which respect a question stands elsewhere: the coarsest. */
const respectOf = ({ before, after }: Moved): Likeness =>
  [sameSelection, samePool, sameReason].find((same) => !same(before, after)) ?? sameRank;

/**
 * Puts each change between two runs down to one of the factors in which they differ. The factors are changed one
 * after the other, and a change belongs to the last one with which it comes about. Where that one would not have done
 * it alone, the others without which it does not are named. A mere change of rank is put down to the last factor that
 * moved it, since every one that lets somebody in or out moves the ranks of many.
 * @param factors how many there are
 */
export async function attribute(
  moved: readonly Moved[],
  factors: number,
  decide: DecideWith,
): Promise<Attribution[]> {
  if (factors === 0) return moved.map(() => ({ factor: null, together: [] }));
  if (factors === 1) return moved.map(() => ({ factor: 0, together: [] }));
  const decideOnce = remembered(decide);
  const path: Places[] = [];
  for (let n = 0; n <= factors; n++) path.push(await decideOnce(upTo(n)));
  const attributions: Attribution[] = [];
  for (const one of moved) {
    const factor = lastTurn(one, path);
    const together = factor === null ? [] : await othersNeeded(one, factor, decideOnce);
    attributions.push({ factor, together });
  }
  return attributions;
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

function remembered(decide: DecideWith): DecideWith {
  const known = new Map<string, Promise<Places>>();
  return (changed) => {
    const key = changed.join(' ');
    const places = known.get(key) ?? decide(changed);
    known.set(key, places);
    return places;
  };
}

/** The last factor whose change brings the question to where it stands in the end. */
function lastTurn(one: Moved, path: readonly Places[]): number | null {
  const same = respectOf(one);
  const places = path.map((at) => at(one.id));
  if (!same(places[0] ?? null, one.before) || !same(places.at(-1) ?? null, one.after)) return null;
  for (let n = places.length - 1; n > 0; n--) if (!same(places[n - 1] ?? null, one.after)) return n - 1;
  return null;
}

async function othersNeeded(one: Moved, factor: number, decide: DecideWith): Promise<number[]> {
  const same = respectOf(one);
  if (factor === 0 || same === sameRank) return [];
  const turns = async (changed: readonly number[]) => same((await decide(changed))(one.id), one.after);
  if (await turns([factor])) return [];
  const earlier = upTo(factor);
  const needed: number[] = [];
  for (const other of earlier) {
    const without = [...earlier.filter((n) => n !== other), factor];
    if (!(await turns(without))) needed.push(other);
  }
  return needed.length > 0 ? needed : earlier;
}
