import type { ImportReport } from '../../shared/schemas/import.ts';
import type { Stored } from './store.ts';

/** Counts what an import brings, by source and in all. */
export interface Tally {
  imported: number;
  superseded: number;
  present: number;
  presentOtherwise: number;
  sources: Map<string, { records: number; licenses: Set<string | null> }>;
}

export const newTally = (): Tally => ({
  imported: 0,
  superseded: 0,
  present: 0,
  presentOtherwise: 0,
  sources: new Map(),
});

/** Counts one record that was taken, or that is there already. */
export function count(tally: Tally, stored: Stored, source: string, license: string | null): void {
  if (stored === 'present' || stored === 'present-otherwise') tally.present++;
  else tally.imported++;
  if (stored === 'superseded') tally.superseded++;
  if (stored === 'present-otherwise') tally.presentOtherwise++;
  let own = tally.sources.get(source);
  if (own === undefined) {
    own = { records: 0, licenses: new Set() };
    tally.sources.set(source, own);
  }
  own.records++;
  own.licenses.add(license);
}

/** The sources of the report, in the order in which they came. */
export const reportedSources = (tally: Tally, revision: string | null): ImportReport['sources'] =>
  [...tally.sources].map(([name, { records, licenses }]) => ({
    name,
    revision,
    records,
    licenseDeclared: licenses.size === 1 ? ([...licenses][0] ?? null) : null,
  }));
