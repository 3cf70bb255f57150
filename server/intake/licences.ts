import { WinnowError } from '../../shared/error.ts';
import type { FlagCode } from '../../shared/vocabulary/flags.ts';
import { COMPLYING } from '../../shared/vocabulary/roles.ts';
import { effectiveLicence } from '../comply/effective-licence.ts';
import { readLicence } from '../comply/licence-name.ts';
import type { LicenceTable } from '../comply/licence-table.ts';
import { type SourceRow, sourceFacts, sourceFindings } from '../comply/source-findings.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import type { LicenceConclusion } from '../db/licence-conclusions.ts';
import { flagId, type RaisedFlag, raiseFlags } from '../db/raise-flags.ts';
import { settleFlags } from '../db/settle-flags.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { shown } from './fault.ts';
import { conclusion } from './source-flags.ts';

/** What one source declares, what stands for it, and what somebody concluded. */
export interface ListedLicence {
  source: string;
  declared: string | null;
  revision: string | null;
  questions: number;
  /** Identifiers that hold: of what was concluded, else of what is declared; empty where none is known. */
  licences: string[];
  /** Why no licence is known; null where one is. */
  unknown: string | null;
  commercial: 'yes' | 'no' | 'unknown';
  shareAlike: boolean;
  attribution: 'none' | 'notice' | 'credit';
  derivatives: 'yes' | 'no' | 'unknown';
  concluded: { spdx: string; by: string | null; why: string; at: string } | null;
  flags: FlagCode[];
}

/** Every licence that live questions declare, by source. */
export function listLicences(workspace: Workspace, table: LicenceTable): ListedLicence[] {
  const concluded = workspace.licenceConclusions.reader();
  return workspace.licenceConclusions.declared().map(({ source, license: declared, revision, questions }) => {
    const said = concluded(source, declared);
    const spdx = said?.spdx ?? null;
    const effective = effectiveLicence(table, { declared, concluded: spdx, upstream: [], generator: [] });
    const row: SourceRow = { source, declared, revision, split: null, upstream: [] };
    return {
      source,
      declared,
      revision,
      questions,
      licences: effective.licences.map(({ id }) => id),
      unknown: effective.unknown[0]?.says ?? null,
      commercial: effective.commercial,
      shareAlike: effective.shareAlike,
      attribution: effective.attribution,
      derivatives: effective.derivatives,
      concluded:
        said === undefined
          ? null
          : { spdx: said.spdx, by: workspace.people.nameOf(said.actor), why: said.why, at: said.concludedAt },
      flags: [...new Set(sourceFindings(table, row, conclusion(said)).map(({ code }) => code))],
    };
  });
}

export interface Concluding {
  source: string;
  spdx: string;
  by: string;
  why: string;
  /** Only rows that declare exactly this; '' for those that declare nothing; all of the source where it is not said. */
  declared?: string | undefined;
}

/** The reply of `licences conclude`. */
export interface ConcludedLicence {
  conclusionId: string;
  source: string;
  declared: string | null;
  spdx: string;
  by: string;
  why: string;
  at: string;
  questions: number;
  /** Flags that hold no more, and those that came in their place, by code. */
  resolved: Record<string, number>;
  raised: Record<string, number>;
}

/**
 * Records what somebody concluded of the licence of a source. What the source declares stays as it is; flags that
 * followed from it alone are resolved, and those of the concluded licence raised, by that person.
 * @throws WinnowError `not-found` for an unknown source or licence; `bad-usage` without name or reason
 */
export function concludeLicence(
  workspace: Workspace,
  table: LicenceTable,
  asked: Concluding,
): ConcludedLicence {
  const spdx = asked.spdx.trim();
  const why = asked.why.trim();
  if (why === '' || why.length > 4000 || !why.isWellFormed())
    throw new WinnowError('bad-usage', '--why takes 1 to 4,000 characters: what it was concluded from.');
  if (!readLicence(table, spdx).known)
    throw new WinnowError(
      'not-found',
      `--spdx ${shown(spdx, 60)}: no licence by that identifier is known; name one of the SPDX list, such as CC-BY-4.0 or MIT.`,
      { known: [...table.licences.keys()] },
    );
  return workspace.write('licences conclude', () => {
    const rows = rowsOf(workspace, asked);
    const actor = actingPerson(workspace, asked.by, COMPLYING);
    const before = expected(workspace, table, rows);
    const made: LicenceConclusion = {
      id: `conclusion-${workspace.randomHex(8)}`,
      source: asked.source,
      declared: asked.declared ?? null,
      spdx,
      actor,
      why,
      salt: workspace.randomHex(32),
      concludedAt: workspace.now().toISOString(),
      event: 0,
    };
    const stored = { ...made, event: workspace.events.append(eventOf(made)).seq };
    workspace.licenceConclusions.insert(stored);
    const after = expected(workspace, table, rows);
    const settled = settle(workspace, before, after, made);
    const { id: conclusionId, source, declared, concludedAt: at } = made;
    const questions = rows.reduce((sum, { questions: n }) => sum + n, 0);
    return { conclusionId, source, declared, spdx, by: asked.by.trim(), why, at, questions, ...settled };
  });
}

type CountedRow = SourceRow & { questions: number };

/** What the live questions that are meant say of their source, each kind once. */
function rowsOf(workspace: Workspace, { source, declared }: Concluding): CountedRow[] {
  const kinds = new Map<string, CountedRow>();
  for (const { license, revision, meta } of workspace.questions.originsOf(source)) {
    if (declared !== undefined && (license ?? '') !== declared) continue;
    const row = { source, declared: license, revision, ...sourceFacts(meta) };
    const key = JSON.stringify(row);
    const known = kinds.get(key) ?? { ...row, questions: 0 };
    known.questions += 1;
    kinds.set(key, known);
  }
  if (kinds.size > 0) return [...kinds.values()];
  const names = workspace.sources.all().map(({ name }) => name);
  throw new WinnowError(
    'not-found',
    declared === undefined || !names.includes(source)
      ? `There is no source "${shown(source, 60)}" with questions; winnow sources list shows them.`
      : `No question of ${shown(source, 60)} declares "${shown(declared, 60)}"; winnow licences list shows what they declare.`,
    { sources: names },
  );
}

function expected(
  workspace: Workspace,
  table: LicenceTable,
  rows: readonly SourceRow[],
): Map<string, RaisedFlag> {
  const concluded = workspace.licenceConclusions.reader();
  const flags = rows.flatMap((row) =>
    sourceFindings(table, row, conclusion(concluded(row.source, row.declared))).map(
      (one): RaisedFlag => ({ ...one, subject: { type: 'source', id: row.source } }),
    ),
  );
  return new Map(flags.map((flag) => [flagId(flag), flag]));
}

function settle(
  workspace: Workspace,
  before: ReadonlyMap<string, RaisedFlag>,
  after: ReadonlyMap<string, RaisedFlag>,
  { id: subject, actor }: LicenceConclusion,
): Pick<ConcludedLicence, 'resolved' | 'raised'> {
  const standing = new Map(
    workspace.flags.standing([...before.keys(), ...after.keys()]).map((one) => [one.id, one]),
  );
  const gone = [...before.keys()].filter(
    (id) => !after.has(id) && (standing.get(id)?.state ?? 'resolved') !== 'resolved',
  );
  const fresh = [...after].filter(([id]) => !before.has(id));
  const back = fresh.filter(([id]) => standing.get(id)?.state === 'resolved').map(([id]) => id);
  raiseFlags(
    workspace,
    fresh.map(([, flag]) => flag),
    { actor, subject },
  );
  settleFlags(workspace, 'flag.reopened', back, {
    actor,
    subject,
    why: 'the licence was concluded otherwise',
  });
  settleFlags(workspace, 'flag.resolved', gone, {
    actor,
    subject,
    why: 'the licence was concluded otherwise',
  });
  return {
    resolved: byCode(gone.map((id) => before.get(id)?.code ?? '')),
    raised: byCode(fresh.map(([, { code }]) => code)),
  };
}

const byCode = (codes: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

function eventOf({ id, source, declared, spdx, actor, why, salt, concludedAt }: LicenceConclusion) {
  return {
    type: 'licence.concluded',
    actor,
    subject: source,
    idem: `licence.concluded ${id}`,
    data: {
      conclusion_id: id,
      source,
      declared,
      spdx,
      why_salted_sha256: saltedSha256(salt, why),
      at: concludedAt,
    },
  };
}
