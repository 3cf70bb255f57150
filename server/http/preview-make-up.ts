import type { MakeUp } from '../../shared/schemas/make-up.ts';
import type { Sequence } from '../algorithms/columns/sequence.ts';
import type { Tally } from '../db/tallies.ts';
import type { Measured } from '../decide/measure.ts';
import type { Previewed } from '../runs/preview.ts';
import { type Counts, toldMakeUp } from './make-up.ts';

/**
 * What a previewed selection would be made of: counted as that of a run, over questions that nobody stored. The pool is
 * counted once, for the questions stay the same while a threshold moves; then only the selected are.
 */
export function previewMakeUp(
  { preview: { runId, pool, selected }, measured, signalsOf, comparedBy, selection }: Previewed,
  titles: ReadonlyMap<string, string>,
): MakeUp {
  const counted = poolCounts(measured);
  const lengths = counted.lengths(comparedBy, signalsOf);
  const chosen = [...selection].flatMap((id) => counted.placeOf.get(id) ?? []);
  const values = <V>({ valueAt, tallies }: Column<V>): Tally<V>[] =>
    withSelected(tallies, chosen.map(valueAt));
  const counts: Counts = {
    domains: values(counted.domains),
    sources: values(counted.sources),
    licences: values(counted.licences),
    lengths: values(lengths),
    tenths: values(counted.tenths),
  };
  return toldMakeUp({ runId, pool, selected }, counts, titles);
}

/** A measure of every question, and how many have each value of it. */
interface Column<V> {
  valueAt: (place: number) => V;
  /** Nobody is selected yet. */
  tallies: readonly Tally<V>[];
}

interface PoolCounts {
  placeOf: ReadonlyMap<string, number>;
  domains: Column<string>;
  sources: Column<string>;
  licences: Column<string | null>;
  tenths: Column<number | null>;
  /** Shortest first. @param comparedBy what the lengths hang on, beside the questions */
  lengths: (comparedBy: string, signalsOf: Previewed['signalsOf']) => Column<number>;
}

/** Counts go with the questions that they are of. */
const known = new WeakMap<Sequence<Measured>, PoolCounts>();

function poolCounts(measured: Sequence<Measured>): PoolCounts {
  const before = known.get(measured);
  if (before !== undefined) return before;
  const column = <V>(of: (one: Measured) => V): Column<V> => ({
    valueAt: (place) => of(measured.at(place)!),
    tallies: talliesOf(measured.map(of)),
  });
  const byKind = new Map<string, Column<number>>();
  const made: PoolCounts = {
    placeOf: new Map(measured.map(({ row }, place) => [row.id, place])),
    domains: column(({ signals }) => signals.domain),
    sources: column(({ row }) => row.source),
    licences: column(({ row }) => row.license),
    tenths: column(({ signals: { difficulty } }) =>
      difficulty === null ? null : Math.min(9, Math.trunc(difficulty * 10)),
    ),
    lengths(comparedBy, signalsOf) {
      const kept = byKind.get(comparedBy);
      if (kept !== undefined) return kept;
      const own = Float64Array.from(measured.map((one) => signalsOf(one).length));
      const tallies = talliesOf(own).sort((a, b) => a.value - b.value);
      const lengths = { valueAt: (place: number) => own[place]!, tallies };
      byKind.set(comparedBy, lengths);
      return lengths;
    },
  };
  known.set(measured, made);
  return made;
}

function talliesOf<V>(values: Iterable<V>): Tally<V>[] {
  const counts = new Map<V, Tally<V>>();
  for (const value of values) {
    const tally = counts.get(value);
    if (tally === undefined) counts.set(value, { value, pool: 1, selected: 0 });
    else tally.pool++;
  }
  return [...counts.values()];
}

function withSelected<V>(tallies: readonly Tally<V>[], chosen: readonly V[]): Tally<V>[] {
  const counts = new Map<V, number>();
  for (const value of chosen) counts.set(value, (counts.get(value) ?? 0) + 1);
  return tallies.map((tally) => ({ ...tally, selected: counts.get(tally.value) ?? 0 }));
}
