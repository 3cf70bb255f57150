import type { Reading } from './readings.ts';
import { intersection, union } from './regions.ts';
import type { Joint } from './syntax.ts';

/** Intervals: `or` makes a union, `and` an intersection. */
export function regionOf(readings: readonly Reading[], joint: Joint): Reading | null {
  const regions = readings.filter((reading) => reading.kind === 'region');
  if (regions.length < readings.length) return null;
  const [first, second] = regions;
  if (joint === 'or') return union(regions);
  if (first === undefined || second === undefined || regions.length > 2) return null;
  const shared = intersection(first, second);
  if (joint === 'and') return shared;
  return joint === 'comma' && shared !== null && shared.parts.length === 0 ? union(regions) : null;
}

/** Several names with a value each, or several values of one name. */
export function namedList(readings: readonly Reading[], joint: Joint): Reading | null {
  const record = recordOf(readings);
  if (record !== null) return record;
  const [first] = readings;
  if (first?.kind !== 'named') return null;
  const items: Reading[] = [];
  for (const one of readings) {
    if (one.kind === 'named' && one.name !== first.name) return null;
    const value = one.kind === 'named' ? one.value : one;
    if (value.kind === 'region' || value.kind === 'equation' || value.kind === 'record') return null;
    if (value.kind === 'collection') items.push(...value.items);
    else items.push(value);
  }
  return { kind: 'named', name: first.name, value: { kind: 'collection', items, joint } };
}

/** A record where each has a name of its own, else null. */
export function recordOf(readings: readonly Reading[]): Reading | null {
  const fields = new Map<string, Reading>();
  for (const reading of readings) if (reading.kind === 'named') fields.set(reading.name, reading.value);
  return fields.size > 1 && fields.size === readings.length ? { kind: 'record', fields } : null;
}

/** A list without names: ordered where semicolons stand between, else not. */
export function plainList(readings: readonly Reading[], joint: Joint): Reading | null {
  if (joint === 'mixed' || readings.some(({ kind }) => kind === 'named')) return null;
  return joint === 'semicolon'
    ? { kind: 'tuple', items: readings }
    : { kind: 'collection', items: readings, joint };
}
