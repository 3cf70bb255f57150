import { type Coded, CodedBuilder, grown } from '../../algorithms/columns/coded.ts';
import { MadeSequence } from '../../algorithms/columns/sequence.ts';
import { midranks } from '../../algorithms/learning/rank-correlation.ts';
import type { Label } from './labels.ts';

/** Fewest labels of a group that are learned from: below that its spread is not known. Unit: labels. Source: ours. */
export const LEAST_OF_GROUP = 20;

/** A label on a scale that all groups share the unit of: the standard deviation within the group. */
export interface Target extends Label {
  /** Place of its group. */
  at: number;
  standard: number;
}

/** Targets column by column: some 20 bytes each. */
export class Targets extends MadeSequence<Target> {
  readonly rows: Uint32Array;
  readonly ats: Uint16Array;
  readonly standards: Float64Array;
  readonly values: Float64Array;
  readonly attempts: Uint8Array;
  readonly groups: readonly string[];

  constructor(count: number, groups: readonly string[]) {
    super();
    this.rows = new Uint32Array(count);
    this.ats = new Uint16Array(count);
    this.standards = new Float64Array(count);
    this.values = new Float64Array(count);
    this.attempts = new Uint8Array(count);
    this.groups = groups;
  }

  get length(): number {
    return this.rows.length;
  }

  at(place: number): Target {
    const at = this.ats[place]!;
    return {
      row: this.rows[place]!,
      group: this.groups[at]!,
      value: this.values[place]!,
      isAttempt: this.attempts[place] === 1,
      at,
      standard: this.standards[place]!,
    };
  }

  isAttempt(place: number): boolean {
    return this.attempts[place] === 1;
  }
}

/**
 * Brings labels of many groups to one unit: levels by their midranks (ridits, Bross 1958), since the steps of a level
 * have no width, and shares of wrong attempts as they are; then mean 0 and standard deviation 1 within the group.
 * Groups of fewer than LEAST_OF_GROUP labels or of one value are left out.
 */
export function standardTargets(labels: Iterable<Label>): { targets: Targets; groups: string[] } {
  const all = gathered(labels);
  const { values: names, codes } = all.groups;
  const atOf = new Int32Array(names.length).fill(-1);
  const standards = new Float64Array(codes.length);
  const groups: string[] = [];
  const members = membersOf(codes, names.length);
  for (const name of [...names].sort()) {
    const code = names.indexOf(name);
    const own = members(code);
    const values = Float64Array.from(own, (i) => all.values[i]!);
    const standard = standardised(values, all.attempts[own[0]!] === 1);
    if (standard === null) continue;
    atOf[code] = groups.push(name) - 1;
    own.forEach((i, n) => {
      standards[i] = standard[n]!;
    });
  }
  return { targets: targetsOf(all, { atOf, standards, groups }), groups };
}

interface Gathered {
  rows: Uint32Array;
  groups: Coded<string>;
  values: Float64Array;
  attempts: Uint8Array;
}

function gathered(labels: Iterable<Label>): Gathered {
  const groups = new CodedBuilder<string>();
  let [rows, values, attempts] = [new Uint32Array(64), new Float64Array(64), new Uint8Array(64)];
  let count = 0;
  for (const { row, group, value, isAttempt } of labels) {
    if (count === rows.length) {
      rows = grown(rows, 0);
      values = grown(values, 0);
      attempts = grown(attempts, 0);
    }
    groups.push(group);
    rows[count] = row;
    values[count] = value;
    attempts[count++] = isAttempt ? 1 : 0;
  }
  return { rows, values, attempts, groups: groups.end() };
}

/** Places of each code, ascending. */
export function membersOf(
  codes: Uint8Array | Uint16Array | Uint32Array,
  count: number,
): (code: number) => Uint32Array {
  const starts = new Uint32Array(count + 1);
  for (const code of codes) starts[code + 1] = starts[code + 1]! + 1;
  for (let code = 0; code < count; code++) starts[code + 1] = starts[code + 1]! + starts[code]!;
  const next = starts.slice();
  const places = new Uint32Array(codes.length);
  codes.forEach((code, place) => {
    places[next[code]!] = place;
    next[code] = next[code]! + 1;
  });
  return (code) => places.subarray(starts[code], starts[code + 1]);
}

/** Those of the groups that are learned from, by row and group. */
function targetsOf(
  { rows, values, attempts, groups: { codes } }: Gathered,
  { atOf, standards, groups }: { atOf: Int32Array; standards: Float64Array; groups: readonly string[] },
): Targets {
  const by = (a: number, b: number): number => rows[a]! - rows[b]! || atOf[codes[a]!]! - atOf[codes[b]!]!;
  const order = Uint32Array.from(codes, (_, place) => place).filter((place) => atOf[codes[place]!]! >= 0);
  if (order.some((place, i) => i > 0 && by(order[i - 1]!, place) > 0)) order.sort(by);
  const targets = new Targets(order.length, groups);
  order.forEach((place, i) => {
    targets.rows[i] = rows[place]!;
    targets.ats[i] = atOf[codes[place]!]!;
    targets.standards[i] = standards[place]!;
    targets.values[i] = values[place]!;
    targets.attempts[i] = attempts[place]!;
  });
  return targets;
}

/** Null where there are too few, or all are alike. */
function standardised(values: Float64Array, areAttempts: boolean): Float64Array | null {
  if (values.length < LEAST_OF_GROUP) return null;
  const scores = areAttempts ? values : midranks(values);
  const { mean, deviation } = spread(scores);
  return deviation > 0 ? scores.map((score) => (score - mean) / deviation) : null;
}

/** Mean and standard deviation (of the whole, not of a sample). */
export function spread(values: ArrayLike<number>): { mean: number; deviation: number } {
  let [sum, squares] = [0, 0];
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  const mean = values.length === 0 ? 0 : sum / values.length;
  for (let i = 0; i < values.length; i++) squares += (values[i]! - mean) * (values[i]! - mean);
  return { mean, deviation: values.length === 0 ? 0 : Math.sqrt(squares / values.length) };
}
