import type { Licence } from '../../shared/schemas/licence.ts';
import type { FlagCode } from '../../shared/vocabulary/flags.ts';
import { effectiveLicence } from './effective-licence.ts';
import type { Finding } from './flag.ts';
import { finding } from './flag.ts';
import { readLicence } from './licence-name.ts';
import type { LicenceTable } from './licence-table.ts';

/** What is looked at of a record: rows that are alike in it carry the same flags of their source. */
export interface SourceRow {
  source: string;
  declared: string | null;
  revision: string | null;
  /** The split that the record says it is from, null where it says none. */
  split: string | null;
  /** Licences of what it was made from, by its own word. */
  upstream: readonly string[];
}

/** What a person concluded of the licence of a source. */
export interface Concluded {
  id: string;
  spdx: string;
}

/**
 * What is to be said of a row because of where it comes from: its licence, as declared or concluded, and what is
 * known of its source. Each finding is about the source. Pure; the order is that of the vocabulary.
 */
export function sourceFindings(table: LicenceTable, row: SourceRow, concluded: Concluded | null): Finding[] {
  return [...licenceFindings(table, row, concluded), ...knownFindings(table, row), ...splitFindings(row)];
}

function licenceFindings(table: LicenceTable, row: SourceRow, concluded: Concluded | null): Finding[] {
  const { declared, revision, upstream } = row;
  const effective = effectiveLicence(table, {
    declared,
    concluded: concluded?.spdx ?? null,
    upstream,
    generator: [],
  });
  const base = { declared, revision, concluded: concluded?.spdx ?? null, conclusion: concluded?.id ?? null };
  const say = (code: FlagCode, licences: readonly Licence[]): Finding[] =>
    licences.length === 0
      ? []
      : [finding('import', code, { ...base, licences: licences.map(({ id }) => id) })];
  const having = (holds: (licence: Licence) => boolean): Licence[] => effective.licences.filter(holds);
  const unknown = effective.unknown.map(({ part, says }) =>
    finding('import', 'LICENCE_UNKNOWN', { ...base, part, says }),
  );
  return [
    ...unknown,
    ...say(
      'LICENCE_NONCOMMERCIAL',
      having(({ commercial }) => commercial === 'no'),
    ),
    ...say(
      'LICENCE_SHAREALIKE',
      having(({ share_alike }) => share_alike !== null),
    ),
    ...say(
      'LICENCE_NODERIVS',
      having(({ derivatives }) => derivatives === 'no'),
    ),
    ...say(
      'LICENCE_ATTRIBUTION',
      having(({ attribution }) => attribution === 'credit'),
    ),
    ...contradiction(table, declared, concluded),
  ];
}

/** A person concluded something else than a licence that the source does name: both are shown. */
function contradiction(table: LicenceTable, declared: string | null, concluded: Concluded | null): Finding[] {
  if (concluded === null) return [];
  const [said, found] = [readLicence(table, declared), readLicence(table, concluded.spdx)];
  if (!said.known || !found.known) return [];
  const ids = (licences: readonly Licence[]) => licences.map(({ id }) => id).sort();
  if (ids(said.licences).join(' ') === ids(found.licences).join(' ')) return [];
  return [
    finding('import', 'LICENCE_CONFLICT', {
      declared,
      reads: ids(said.licences),
      concluded: concluded.spdx,
      conclusion: concluded.id,
    }),
  ];
}

const knownFindings = (table: LicenceTable, { source }: SourceRow): Finding[] => {
  const known = table.knownSources.get(source);
  return (known?.facts ?? []).map(({ code, says, on }) =>
    finding('import', code, { says, on, certainty: known?.certainty ?? null }),
  );
};

/** Splits that are held back to test with, by the names that sets give them. */
const TEST_SPLITS = new Set(['test', 'testing', 'eval', 'evaluation']);

const splitFindings = ({ split }: SourceRow): Finding[] =>
  split !== null && TEST_SPLITS.has(split.trim().toLowerCase())
    ? [finding('import', 'EVAL_SPLIT_SOURCE', { split })]
    : [];

/**
 * What a record says of its split and of what it was made from, in the fields that no other name knows.
 * @param meta JSON object
 */
export function sourceFacts(meta: string): Pick<SourceRow, 'split' | 'upstream'> {
  if (!/"(?:split|upstream_licen[cs]es?|rewrite_licen[cs]e)"/.test(meta))
    return { split: null, upstream: [] };
  const parsed: unknown = JSON.parse(meta);
  const fields = new Map(Object.entries(typeof parsed === 'object' && parsed !== null ? parsed : {}));
  const texts = (name: string): string[] => {
    const value: unknown = fields.get(name);
    return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  };
  return { split: texts('split')[0] ?? null, upstream: UPSTREAM_FIELDS.flatMap(texts) };
}

const UPSTREAM_FIELDS = [
  'upstream_license',
  'upstream_licence',
  'upstream_licenses',
  'upstream_licences',
  'rewrite_license',
  'rewrite_licence',
];
