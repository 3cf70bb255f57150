import { LENGTH_KINDS, type LengthKind, type LengthSettings } from '../../shared/schemas/length-settings.ts';
import type { Sequence } from '../algorithms/columns/sequence.ts';
import { bestLength, type Lengths } from './signals.ts';

/** What lengths are read from; `rankedTrace` counts where a recipe asks for traces by name. */
export interface Measures {
  lengths: Lengths;
  rankedTrace: number | null;
}

/** The length of a question in a run. */
export interface ComparedLength {
  /** Unit: tokens of what `lengthFrom` names. */
  length: number;
  lengthFrom: LengthKind;
  /** The length with which it is compared with the others; `length` itself where that is of the kind of the run. */
  standsAt: number;
}

/** The share of the survivors that must have a kind before it is taken for `best`. Source: ours. */
const ENOUGH = 0.95;

/**
 * The kind of length in which the questions of a run are compared: the one that the recipe names, else the best
 * that at least 95 % of the survivors have, so that lengths of answers are never held against lengths of questions.
 * @param survivors those that passed every gate
 */
export function lengthKind(
  survivors: Sequence<Measures>,
  from: LengthSettings['from'],
): { kind: LengthKind; share: number } {
  const share = (kind: LengthKind) =>
    survivors.length === 0 ? 0 : countOf(survivors, kind, from) / survivors.length;
  const kind = from === 'best' ? (LENGTH_KINDS.find((one) => share(one) >= ENOUGH) ?? 'prompt') : from;
  return { kind, share: share(kind) };
}

/** How many have a length of that kind. */
function countOf(survivors: Sequence<Measures>, kind: LengthKind, from: LengthSettings['from']): number {
  let count = 0;
  survivors.forEach((one) => {
    if (lengthIn(one, kind, from) !== null) count++;
  });
  return count;
}

function lengthIn({ lengths, rankedTrace }: Measures, kind: LengthKind, from: LengthSettings['from']) {
  return from === 'trace' && kind === 'trace' ? (lengths.trace ?? rankedTrace) : lengths[kind];
}

/**
 * How every question stands in the kind of the run. One that lacks it stands at its quantile: with a share q of the
 * survivors' lengths in the best kind that it has below its own, it is compared as the q-quantile of the
 * survivors' lengths in the kind of the run.
 * @param survivors those whose lengths make the quantiles
 * @returns a function for survivors and for those that fell alike
 */
export function comparedLengths(
  survivors: Sequence<Measures>,
  kind: LengthKind,
  from: LengthSettings['from'],
): (one: Measures) => ComparedLength {
  const sorted = new Map<LengthKind, Float64Array>();
  const lengthsOf = (of: LengthKind): Float64Array => {
    const known = sorted.get(of);
    if (known !== undefined) return known;
    const all = new Float64Array(survivors.length);
    let count = 0;
    survivors.forEach((one) => {
      const length = lengthIn(one, of, from);
      if (length !== null) all[count++] = length;
    });
    const made = all.slice(0, count).sort();
    sorted.set(of, made);
    return made;
  };
  return (one) => {
    const own = lengthIn(one, kind, from);
    if (own !== null) return { length: own, lengthFrom: kind, standsAt: own };
    const other = bestLength(one.lengths);
    const place = middleRank(lengthsOf(other.lengthFrom), other.length);
    return { ...other, standsAt: quantile(lengthsOf(kind), place) };
  };
}

/** The share of values below x, those equal to it counted by half. 0.5 where there are none. */
function middleRank(values: Float64Array, x: number): number {
  if (values.length === 0) return 0.5;
  return (firstAtLeast(values, x) + firstAtLeast(values, x, true)) / 2 / values.length;
}

/** The place of the first value that is at least x (or above it). */
function firstAtLeast(values: Float64Array, x: number, above = false): number {
  let from = 0;
  let to = values.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const value = values[middle]!;
    if (value < x || (above && value === x)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The value at a share of 0 to 1 (nearest rank); where there are none the share itself, which orders as well. */
function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return share;
  return values[Math.min(values.length - 1, Math.floor(share * values.length))]!;
}
