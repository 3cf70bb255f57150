import type { Licence } from '../../shared/schemas/licence.ts';
import type { LicenceTable } from './licence-table.ts';

/** Rows that one licence binds; a row that several bind counts for each. */
export interface LicenceRows {
  licence: Licence;
  rows: number;
}

/** Two licences that no licence can satisfy at once. */
export interface LicenceConflict {
  a: string;
  b: string;
  rowsA: number;
  rowsB: number;
}

/** Under which licence rows may be handed on together. */
export interface ReleaseLicence {
  /** Null where there is none. */
  licence: string | null;
  conflicts: LicenceConflict[];
  /** Licences that allow no altered copies, with their rows: they go out under nothing else. */
  noDerivatives: { licence: string; rows: number }[];
}

/**
 * The freest licence under which everything that these licences bind may go out together: one that a ShareAlike
 * licence names, that keeps NonCommercial, and that is no freer than any of them. Pure; the order of the rows
 * changes nothing. A statement of facts, no advice.
 * Differs: rows of a set may also go out each under its own licence (a collection); this asks for one licence over
 * all, as a hub's card does.
 */
export function releaseLicence(
  { licences }: Pick<LicenceTable, 'licences'>,
  rows: readonly LicenceRows[],
): ReleaseLicence {
  const altered = rows.filter(({ licence }) => licence.derivatives === 'yes');
  const noDerivatives = rows
    .filter(({ licence }) => licence.derivatives === 'no')
    .map(({ licence, rows: n }) => ({ licence: licence.id, rows: n }))
    .sort((a, b) => (a.licence < b.licence ? -1 : 1));
  const candidates = candidatesOf(licences, altered);
  const [best] = candidates.filter((one) => altered.every(({ licence }) => mayGoUnder(licence, one)));
  return {
    licence: noDerivatives.length > 0 ? null : (best?.id ?? null),
    conflicts: best === undefined ? conflictsIn(candidates, altered) : [],
    noDerivatives,
  };
}

/** The licences themselves and those that they name, from the freest; of equals the newest first. */
function candidatesOf(licences: LicenceTable['licences'], rows: readonly LicenceRows[]): Licence[] {
  const ids = new Set(rows.flatMap(({ licence }) => [licence.id, ...(licence.share_alike ?? [])]));
  const all = [...ids].flatMap((id) => licences.get(id) ?? []);
  return all.sort((a, b) => a.strength - b.strength || (a.id < b.id ? 1 : -1));
}

/** Whether something made from a work under `from` may be handed on under `to`. */
export function mayGoUnder(from: Licence, to: Licence): boolean {
  if (from.share_alike !== null) return from.share_alike.includes(to.id);
  if (to.derivatives === 'no') return false;
  const keepsUse = from.commercial === 'yes' || to.commercial === 'no';
  return from.id === to.id || (keepsUse && to.strength >= from.strength);
}

/** Every pair that nothing satisfies; where each pair could be satisfied and all together not, all of them. */
function conflictsIn(candidates: readonly Licence[], rows: readonly LicenceRows[]): LicenceConflict[] {
  const sorted = [...rows].sort((a, b) => (a.licence.id < b.licence.id ? -1 : 1));
  const pairs = sorted.flatMap((a, i) => sorted.slice(i + 1).map((b) => [a, b] as const));
  const together = ([a, b]: readonly [LicenceRows, LicenceRows]): boolean =>
    candidates.some((to) => mayGoUnder(a.licence, to) && mayGoUnder(b.licence, to));
  const apart = pairs.filter((pair) => !together(pair));
  return (apart.length > 0 ? apart : pairs).map(([a, b]) => ({
    a: a.licence.id,
    b: b.licence.id,
    rowsA: a.rows,
    rowsB: b.rows,
  }));
}
