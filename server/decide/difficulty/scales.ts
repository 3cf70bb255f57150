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

/**
 * Brings labels of many groups to one unit: levels by their midranks (ridits, Bross 1958), since the steps of a level
 * have no width, and shares of wrong attempts as they are; then mean 0 and standard deviation 1 within the group.
 * Groups of fewer than LEAST_OF_GROUP labels or of one value are left out.
 */
export function standardTargets(labels: readonly Label[]): { targets: Target[]; groups: string[] } {
  const byGroup = new Map<string, Label[]>();
  for (const label of labels) {
    const members = byGroup.get(label.group);
    if (members === undefined) byGroup.set(label.group, [label]);
    else members.push(label);
  }
  const groups: string[] = [];
  const targets: Target[] = [];
  for (const name of [...byGroup.keys()].sort()) {
    const members = byGroup.get(name) ?? [];
    const standard = standardised(members);
    if (standard === null) continue;
    members.forEach((label, i) => {
      targets.push({ ...label, at: groups.length, standard: standard[i] ?? 0 });
    });
    groups.push(name);
  }
  return { targets: targets.sort((a, b) => a.row - b.row || a.at - b.at), groups };
}

/** Null where there are too few, or all are alike. */
function standardised(members: readonly Label[]): Float64Array | null {
  if (members.length < LEAST_OF_GROUP) return null;
  const values = members.map(({ value }) => value);
  const scores = members[0]?.isAttempt === true ? Float64Array.from(values) : midranks(values);
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
