import { type Finding, finding } from '../comply/flag.ts';
import { type Concluded, type SourceRow, sourceFacts, sourceFindings } from '../comply/source-findings.ts';
import type { LicenceConclusion } from '../db/licence-conclusions.ts';
import { type RaisedFlag, raiseFlags } from '../db/raise-flags.ts';
import type { ImportWork } from './import-work.ts';

/** Keeps what a row says of its source; rows that say the same are one. */
export function noteOrigin(
  origins: Map<string, SourceRow>,
  source: string,
  declared: string | null,
  revision: string | null,
  meta: string,
): void {
  const facts = sourceFacts(meta);
  const key = JSON.stringify([source, declared, revision, facts]);
  if (!origins.has(key)) origins.set(key, { source, declared, revision, ...facts });
}

/** Raises what is to be said of the sources of an import, in its transaction. */
export function flagSources({
  workspace,
  effects,
  options,
  origins,
  importId,
}: Pick<ImportWork, 'workspace' | 'effects' | 'options' | 'origins' | 'importId'>): void {
  const { licences } = effects;
  if (licences === undefined) return;
  const concluded = workspace.licenceConclusions.reader();
  const rows = [...origins.values()];
  const raised = rows.flatMap((row) =>
    about(row.source, sourceFindings(licences, row, conclusion(concluded(row.source, row.declared)))),
  );
  const changed = [...new Set(rows.map(({ source }) => source))].flatMap((source) =>
    about(source, changedLicence(workspace.questions.licencesBefore(source, importId), source, rows)),
  );
  raiseFlags(workspace, [...raised, ...changed], { actor: options.actor ?? 'local', subject: importId });
}

export const conclusion = (one: LicenceConclusion | undefined): Concluded | null =>
  one === undefined ? null : { id: one.id, spdx: one.spdx };

const about = (source: string, findings: readonly Finding[]): RaisedFlag[] =>
  findings.map((one) => ({ ...one, subject: { type: 'source', id: source } }));

/** A source that was there before brings rows under a licence that none of its rows had. */
function changedLicence(
  before: readonly (string | null)[],
  source: string,
  rows: readonly SourceRow[],
): Finding[] {
  if (before.length === 0) return [];
  const fresh = new Set(rows.filter((row) => row.source === source).map(({ declared }) => declared));
  return [...fresh]
    .filter((declared) => !before.includes(declared))
    .map((declared) => finding('import', 'LICENCE_CHANGED', { declared, before: before.map(String) }));
}
