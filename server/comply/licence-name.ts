import type { Licence } from '../../shared/schemas/licence.ts';
import type { LicenceTable } from './licence-table.ts';

/** What a declared licence stands for: every licence of the list binds at once. */
export type ReadLicence =
  | { known: true; licences: readonly Licence[] }
  | { known: false; why: 'none-declared' | 'names-no-licence' | 'not-in-table'; says: string };

/** Longer than any name or expression; what is longer is text, and names nothing. Unit: characters. */
const LONGEST = 300;

/**
 * Reads the licence that a source declares: an identifier in any case, a spelling of the table, or an SPDX
 * expression of these (`MIT OR Apache-2.0`; of alternatives the freest is taken, as they offer). Never guessed:
 * what stands in no table is unknown.
 */
export function readLicence(table: LicenceTable, declared: string | null): ReadLicence {
  const words = (declared ?? '').trim().replace(/\s+/gu, ' ');
  if (words === '') return { known: false, why: 'none-declared', says: 'No licence is declared.' };
  const one = named(table, words);
  if (one !== undefined) return one;
  const alternatives = words.length > LONGEST ? null : expression(table, words);
  if (alternatives === null)
    return { known: false, why: 'not-in-table', says: 'These words stand in no table of licences.' };
  const [freest] = [...alternatives].sort((a, b) => strengthOf(a) - strengthOf(b));
  return { known: true, licences: freest ?? [] };
}

/** The narrowest of licences that bind together. */
const strengthOf = (licences: readonly Licence[]): number =>
  Math.max(0, ...licences.map(({ strength }) => strength));

function named(table: LicenceTable, words: string): ReadLicence | undefined {
  const key = words.toLowerCase();
  const licence = table.byLowerCase.get(key);
  if (licence !== undefined) return { known: true, licences: [licence] };
  const spelled = table.spellings.get(key);
  if (spelled === undefined) return undefined;
  return spelled.licence === null
    ? { known: false, why: 'names-no-licence', says: spelled.why ?? 'The words name no licence.' }
    : { known: true, licences: [spelled.licence] };
}

/** More alternatives than any source offers. */
const MOST = 16;

/** An SPDX expression as alternatives of licences that bind together; null where it is none, or names an unknown one. */
function expression(table: LicenceTable, words: string): Licence[][] | null {
  const tokens = words
    .replace(/[()]/g, ' $& ')
    .split(' ')
    .filter((token) => token !== '');
  let at = 0;
  const operator = (name: string): boolean => {
    if (tokens[at]?.toUpperCase() !== name) return false;
    at += 1;
    return true;
  };
  const list = (name: string, part: () => Licence[][] | null, join: typeof either): Licence[][] | null => {
    let all = part();
    while (all !== null && operator(name)) {
      const next = part();
      all = next === null ? null : join(all, next);
      if (all !== null && all.length > MOST) return null;
    }
    return all;
  };
  const atom = (): Licence[][] | null => {
    if (operator('(')) {
      const inner = anyOf();
      return operator(')') ? inner : null;
    }
    const token = tokens[at++];
    const licence = token === undefined ? undefined : table.byLowerCase.get(token.toLowerCase());
    return licence === undefined ? null : [[licence]];
  };
  const allOf = (): Licence[][] | null => list('AND', atom, both);
  const anyOf = (): Licence[][] | null => list('OR', allOf, either);
  const read = anyOf();
  return at === tokens.length ? read : null;
}

const either = (a: Licence[][], b: Licence[][]): Licence[][] => [...a, ...b];
const both = (a: Licence[][], b: Licence[][]): Licence[][] => a.flatMap((x) => b.map((y) => [...x, ...y]));
