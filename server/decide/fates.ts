import { REASON_NAMES, type Reason } from '../../shared/vocabulary/reasons.ts';
import { grown } from '../algorithms/columns/coded.ts';
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

/** The reason for which a question fell at a gate; null where it was kept there. */
export const reasonAt = ({ fell }: Fates, place: number): Reason | null =>
  fell[place] === 0 ? null : (REASON_NAMES[fell[place]! - 1] ?? null);

const NUMBERS = new Map(REASON_NAMES.map((name, i) => [name, i]));
const numberOf = (reason: Reason): number => NUMBERS.get(reason) ?? 0;

/** Gathers fates, outcome by outcome, in the order of places. */
export class FateBuilder {
  readonly #fell: Uint8Array;
  #places = new Uint32Array(16);
  #reasons = new Uint8Array(16);
  #count = 0;

  /** @param count of questions: who is not told of was kept */
  constructor(count: number) {
    this.#fell = new Uint8Array(count);
  }

  add(place: number, outcome: Outcome): void {
    if (!outcome.kept) this.#fell[place] = 1 + numberOf(outcome.finding.reason);
    for (const { reason } of outcome.notes) {
      if (this.#count === this.#places.length) {
        this.#places = grown(this.#places, 0);
        this.#reasons = grown(this.#reasons, this.#places.length);
      }
      this.#places[this.#count] = place;
      this.#reasons[this.#count++] = numberOf(reason);
    }
  }

  end(estimated: Uint8Array | null = null): Fates {
    const notes = {
      places: this.#places.slice(0, this.#count),
      reasons: this.#reasons.slice(0, this.#count),
    };
    return { fell: this.#fell, notes, estimated };
  }
}

/** Those that a gate lets through. @param reached places, in their order */
export function survivorsOf(reached: Uint32Array, { fell }: Fates): Uint32Array {
  const left = new Uint32Array(reached.length);
  let count = 0;
  for (let i = 0; i < reached.length; i++) {
    const place = reached[i]!;
    left[count] = place;
    count += fell[place] === 0 ? 1 : 0;
  }
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
  for (let i = 0; i < reached.length; i++) {
    const place = reached[i]!;
    isReached[place] = 1;
    if (fell[place] !== 0) dropped.add(fell[place]! - 1);
  }
  for (let i = 0; i < notes.places.length; i++) {
    if (isReached[notes.places[i]!] === 1) noted.add(notes.reasons[i]!);
  }
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
  for (let i = 0; i < reached.length; i++) count += estimated[reached[i]!]!;
  return count;
}
