import { REASON_NAMES, type Reason } from '../../shared/vocabulary/reasons.ts';
import type { Outcome } from './stage.ts';

/**
 * What a gate makes of every question, by place, without evidence: what counting and drawing need. It is small, so
 * that what a gate made under some settings is kept at hand for the next time.
 */
export interface Fates {
  /** 0 for the kept, else 1 + the number of the reason. */
  fell: Uint8Array;
  /** What was noted: a place and the number of the reason each, in the order of places. */
  notes: { places: Uint32Array; reasons: Uint8Array };
  /** 1 where an estimate decides. */
  estimated: Uint8Array | null;
}

const NUMBERS = new Map(REASON_NAMES.map((name, i) => [name, i]));
const numberOf = (reason: Reason): number => NUMBERS.get(reason) ?? 0;

/**
 * @param outcomes by place, in any number; a place without one was kept
 * @param count of all places
 */
export function fatesOf(
  outcomes: Iterable<readonly [place: number, outcome: Outcome]>,
  count: number,
  estimated: Uint8Array | null = null,
): Fates {
  const fell = new Uint8Array(count);
  const places: number[] = [];
  const reasons: number[] = [];
  for (const [place, outcome] of outcomes) {
    if (!outcome.kept) fell[place] = 1 + numberOf(outcome.finding.reason);
    for (const { reason } of outcome.notes) {
      places.push(place);
      reasons.push(numberOf(reason));
    }
  }
  return { fell, notes: { places: Uint32Array.from(places), reasons: Uint8Array.from(reasons) }, estimated };
}

/** Those that a gate lets through. @param reached places, in their order */
export function survivorsOf(reached: Uint32Array, { fell }: Fates): Uint32Array {
  const left = new Uint32Array(reached.length);
  let count = 0;
  for (const place of reached) if (fell[place] === 0) left[count++] = place;
  return left.slice(0, count);
}

/** How many of those that reached a gate fell and were noted there, by reason. */
export function talliesOf(
  reached: Uint32Array,
  { fell, notes }: Fates,
): { dropped: Record<string, number>; notes: Record<string, number> } {
  const dropped = new Tally();
  const noted = new Tally();
  const isReached = new Uint8Array(fell.length);
  for (const place of reached) {
    isReached[place] = 1;
    const number = fell[place] ?? 0;
    if (number > 0) dropped.add(number - 1);
  }
  notes.places.forEach((place, i) => {
    if (isReached[place] === 1) noted.add(notes.reasons[i] ?? 0);
  });
  return { dropped: dropped.named(), notes: noted.named() };
}

/** Counts by number, told in the order in which they were first met. */
class Tally {
  readonly #counts = new Uint32Array(REASON_NAMES.length);
  readonly #order: number[] = [];

  add(number: number): void {
    if (this.#counts[number] === 0) this.#order.push(number);
    this.#counts[number] = (this.#counts[number] ?? 0) + 1;
  }

  named(): Record<string, number> {
    return Object.fromEntries(this.#order.map((n) => [REASON_NAMES[n] ?? '', this.#counts[n] ?? 0]));
  }
}

/** How many of those that reached a gate have their fate by an estimate. */
export function countEstimated(reached: Uint32Array, { estimated }: Fates): number {
  if (estimated === null) return 0;
  let count = 0;
  for (const place of reached) count += estimated[place] ?? 0;
  return count;
}
