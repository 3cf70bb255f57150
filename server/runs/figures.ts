import type { Figures } from '../../shared/schemas/figures.ts';
import { coverageOf } from '../algorithms/vectors/coverage.ts';
import { evenly } from '../algorithms/vectors/evenly.ts';
import type { Decided } from '../decide/decide.ts';
import { figuresOf } from '../decide/figures.ts';
import type { SpaceOf } from '../decide/samplers/sampler.ts';
import type { Verdicts } from '../decide/verdicts.ts';

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
  const passed = verdicts.passed();
  return (chosen) => {
    const selected = chosen.flatMap((id) => verdicts.at(placeOf(verdicts, id)));
    const own = selected.map(({ row }) => row.id);
    const ids = looked(verdicts, passed, own);
    const at = new Map(ids.map((id, i) => [id, i]));
    const places = own.flatMap((id) => at.get(id) ?? []);
    const coverage = places.length === 0 ? null : coverageOf(spaceOf(ids), places);
    return figuresOf(selected, lengths.kind, { distance, coverage });
  };
}

/** @throws RangeError for an id that was not decided about */
function placeOf(verdicts: Verdicts, id: string): number {
  const place = verdicts.placeOf(id);
  if (place < 0) throw new RangeError(`${id} was not decided`);
  return place;
}

/** Ids in their order. */
function looked(verdicts: Verdicts, passed: Uint32Array, chosen: readonly string[]): string[] {
  const idAt = (place: number): string => verdicts.at(place).row.id;
  if (passed.length <= MOST) return Array.from(passed, idAt);
  const some = evenly(passed.length, MOST).map((i) => idAt(passed[i]!));
  return [...new Set([...some, ...chosen])].sort();
}
