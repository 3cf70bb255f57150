import type { Gate } from './gate.ts';

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
 * What the head of a card says of the licence of a whole set: the one under which all of its rows can go out
 * together, `other` where there is none or no card identifier fits, `unknown` where no licence is known of any row.
 * A statement of facts, no advice.
 */
export function cardLicence({ licence, rows, unknown }: Gate['licence']): CardLicence {
  if (rows.length === 0) return { license: 'unknown', name: null };
  if (licence === null || unknown > 0) return { license: 'other', name: 'mixed' };
  const id = licence.toLowerCase();
  return CARD_IDS.has(id) ? { license: id, name: null } : { license: 'other', name: licence };
}
