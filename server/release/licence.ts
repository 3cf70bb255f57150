/** Identifiers that a dataset card may name in its head, by their SPDX spelling in lower case. */
const CARD_IDS = new Set([
  'apache-2.0',
  'mit',
  'bsd-2-clause',
  'bsd-3-clause',
  'cc0-1.0',
  'cc-by-3.0',
  'cc-by-4.0',
  'cc-by-sa-3.0',
  'cc-by-sa-4.0',
  'cc-by-nc-3.0',
  'cc-by-nc-4.0',
  'cc-by-nc-sa-3.0',
  'cc-by-nc-sa-4.0',
  'cc-by-nd-4.0',
  'cc-by-nc-nd-4.0',
  'gpl-3.0',
  'odc-by',
  'pddl',
  'unlicense',
]);

/** What the head of a card says of the licence; `name` stands beside `other`. */
export interface CardLicence {
  license: string;
  name: string | null;
}

/**
 * The licence of a whole set from the declared licences of its rows: the one they share, `other` where they
 * differ or no card identifier fits, `unknown` where none is declared. A statement of facts, no advice.
 */
export function cardLicence(declared: readonly (string | null)[]): CardLicence {
  const distinct = [...new Set(declared.map((name) => name?.trim() ?? ''))];
  const [only] = distinct;
  if (only === undefined || distinct.every((name) => name === '')) return { license: 'unknown', name: null };
  if (distinct.length > 1) return { license: 'other', name: 'mixed' };
  return CARD_IDS.has(only.toLowerCase())
    ? { license: only.toLowerCase(), name: null }
    : { license: 'other', name: only };
}
