import type { Licence } from '../../shared/schemas/licence.ts';
import { type ReadLicence, readLicence } from './licence-name.ts';
import type { LicenceTable } from './licence-table.ts';

/** What a row says of its own licence, and what a person concluded of it. */
export interface RowLicences {
  declared: string | null;
  /** SPDX identifier that a person concluded, in place of the declared one; null where nobody did. */
  concluded: string | null;
  /** Licences of what the record was made from, by its own word: an upstream set, the text before a rewrite. */
  upstream: readonly string[];
  /** Terms that whoever wrote the trace is bound by, ids of the registry; empty for the source's own solution. */
  generator: readonly string[];
}

/** The meet of source, rewrite and generator: what every one of them allows, and all that any of them asks. */
export interface EffectiveLicence {
  /** Identifiers of all that bind, by name; terms of generators as `LicenseRef-terms-…`. */
  stack: string[];
  licences: readonly Licence[];
  /** Parts that no table knows, in their own words. */
  unknown: { part: 'source' | 'upstream'; says: string }[];
  commercial: 'yes' | 'no' | 'unknown';
  derivatives: 'yes' | 'no' | 'unknown';
  attribution: 'none' | 'notice' | 'credit';
  shareAlike: boolean;
}

/** The effective licence of a row; the most restrictive of each part wins. Pure; a statement of facts, no advice. */
export function effectiveLicence(table: LicenceTable, row: RowLicences): EffectiveLicence {
  const parts = [
    { part: 'source' as const, read: readLicence(table, row.concluded ?? row.declared) },
    ...row.upstream.map((name) => ({ part: 'upstream' as const, read: readLicence(table, name) })),
  ];
  const licences = [
    ...new Map(parts.flatMap(({ read }) => known(read)).map((one) => [one.id, one])).values(),
  ].sort((a, b) => (a.id < b.id ? -1 : 1));
  const unknown = parts.flatMap(({ part, read }) => (read.known ? [] : [{ part, says: read.says }]));
  const all = (holds: (licence: Licence) => boolean): 'yes' | 'no' | 'unknown' =>
    !licences.every(holds) ? 'no' : unknown.length > 0 ? 'unknown' : 'yes';
  const asks = (kind: Licence['attribution']): boolean => licences.some((one) => one.attribution === kind);
  return {
    stack: [...licences.map(({ id }) => id), ...row.generator.map(termsLicence)],
    licences,
    unknown,
    commercial: all(({ commercial }) => commercial === 'yes'),
    derivatives: all(({ derivatives }) => derivatives === 'yes'),
    attribution: asks('credit') ? 'credit' : asks('notice') ? 'notice' : 'none',
    shareAlike: licences.some(({ share_alike }) => share_alike !== null),
  };
}

const known = (read: ReadLicence): readonly Licence[] => (read.known ? read.licences : []);

/** Terms of a provider as SPDX writes what it has no identifier for: letters, digits, points and hyphens. */
export const termsLicence = (id: string): string => `LicenseRef-terms-${id.replace(/[^A-Za-z0-9.]+/g, '-')}`;
