import type { Figures } from '../../shared/schemas/figures.ts';
import { coverageOf } from '../algorithms/vectors/coverage.ts';
import { evenly } from '../algorithms/vectors/evenly.ts';
import type { Decided } from '../decide/decide.ts';
import { figuresOf } from '../decide/figures.ts';
import type { SpaceOf } from '../decide/samplers/sampler.ts';
import type { Verdict } from '../decide/verdict.ts';

/** Survivors that are looked at; of more, so many at even distances in the order of ids, and all selected ones. */
const MOST = 131_072;

/**
 * The figures of any choice among those that passed every gate.
 * @returns a function from ids of the chosen to their figures
 */
export function figuresAmong(
  { verdicts, lengths }: Decided,
  distance: string,
  spaceOf: SpaceOf,
): (chosen: readonly string[]) => Figures {
  const survivors = verdicts.filter(({ stage }) => stage === 'diversity');
  const rows = new Map(survivors.map((verdict) => [verdict.row.id, verdict]));
  return (chosen) => {
    const selected = chosen.flatMap((id) => rows.get(id) ?? []);
    const ids = looked(survivors, chosen);
    const at = new Map(ids.map((id, i) => [id, i]));
    const places = selected.flatMap(({ row }) => at.get(row.id) ?? []);
    const coverage = places.length === 0 ? null : coverageOf(spaceOf(ids), places);
    return figuresOf(selected, lengths.kind, { distance, coverage });
  };
}

/** Ids in their order. */
function looked(survivors: readonly Verdict[], chosen: readonly string[]): string[] {
  const ids = survivors.map(({ row }) => row.id);
  if (ids.length <= MOST) return ids;
  const some = new Set([...evenly(ids.length, MOST).map((i) => ids[i] ?? ''), ...chosen]);
  return ids.filter((id) => some.has(id));
}
