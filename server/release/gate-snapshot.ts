import type { Policy } from '../../shared/schemas/policy.ts';
import { finding } from '../comply/flag.ts';
import type { GateSnapshot } from '../comply/gate.ts';
import type { LicenceTable } from '../comply/licence-table.ts';
import { effectOf } from '../comply/policy.ts';
import type { ReleaseLicence } from '../comply/release-licence.ts';
import type { TermsRegistry } from '../comply/shipped.ts';
import type { RaisedFlag } from '../db/raise-flags.ts';
import type { StoredRun } from '../db/runs.ts';
import type { Workspace } from '../db/workspace.ts';
import { type Choice, drawnFromAll, releasedRows } from './choice.ts';
import {
  contaminated,
  type Touching,
  type TouchingFlags,
  touchingFlags,
  touchStored,
  touchWhole,
  wholeFindings,
} from './gate-flags.ts';
import { reviewFindings, standingByRecipe, standingOf } from './gate-reviews.ts';
import { type GateRow, gateRows } from './gate-rows.ts';
import { reviewedRow } from './reviewed-row.ts';

/** What a gate is about to look at. */
export interface GateFacts {
  run: StoredRun;
  choice: Pick<Choice, 'rows' | 'drawnFrom' | 'validation'>;
  licences: LicenceTable;
  terms: TermsRegistry;
}

/** A frozen look at a release, and what the log does not say of it yet. */
export interface FrozenLook {
  snapshot: GateSnapshot;
  /** Flags to be raised, each with whose act it follows from (null: of whoever releases). */
  raise: Touching[];
  /** Flags that hold again, and those about the release that hold no more. */
  reopen: string[];
  resolve: string[];
  /** Licences of the rows, most rows first, and under which they can go out together. */
  licence: ReleaseLicence & { rows: { licence: string; rows: number }[]; unknown: number };
  /** Duties that whoever trains on the rows takes on, as the terms put them. */
  obligations: string[];
}

/** Looks at everything that a policy may ask about the rows; reads, and writes nothing. */
export function lookAt(workspace: Workspace, facts: GateFacts, policy: Policy): FrozenLook {
  const { run, choice, licences, terms } = facts;
  const at = workspace.now().toISOString();
  const rows = gateRows(workspace, releasedRows(choice), licences);
  const reviewed = rows.map((row) => reviewedRow(workspace, row.question, row.trace, row.collection));
  const flags = touchingFlags();
  for (const row of rows) for (const raised of row.findings) flags.add(raised, [row.line]);
  touchStored(flags, workspace, rows);
  for (const { flag, line } of contaminated(workspace, run, rows)) flags.add(flag, [line]);
  const whole = wholeFindings(run, rows, { licences, terms, at });
  const subject = { type: 'release', id: run.report.runId } as const;
  touchWhole(flags, workspace, run, whole.findings);
  for (const { finding: one, rows: lines, reviewer } of reviewFindings(reviewed))
    flags.add({ ...one, subject }, lines, reviewer);
  const expired = addExpired(workspace, flags, { run, policy, at, subject });
  const review = standingOf(workspace, policy.review, {
    released: reviewed,
    drawnFrom: drawnFromAll(choice),
    seed: run.report.seed,
  });
  const recipe = standingByRecipe(workspace, run, reviewed);
  const said = { rows: rows.length, review, ...(recipe === undefined ? {} : { recipe }) };
  const { snapshot, raise, reopen } = freeze(workspace, flags, { run, at, ...said });
  const licence = { ...whole.licence, ...licenceRows(rows) };
  const resolve = outdated(workspace, flags, subject.id, expired);
  return { snapshot, raise, reopen, resolve, licence, obligations: obligationsIn(workspace, flags) };
}

/** WAIVER_EXPIRED for flags that a waiver covered and none covers now, where the policy does more than tell of them. */
function addExpired(
  { waivers }: Workspace,
  flags: TouchingFlags,
  {
    run,
    policy,
    at,
    subject,
  }: { run: StoredRun; policy: Policy; at: string; subject: RaisedFlag['subject'] },
): Set<string> {
  const ids = [...flags.all.keys()];
  const covered = new Set(waivers.covering(run.n, ids, at).map(({ flag }) => flag));
  const lapsed = waivers.lapsed(run.n, ids, at).filter(({ flag }) => !covered.has(flag));
  for (const { flag, id } of lapsed) {
    const touched = flags.all.get(flag);
    if (touched === undefined || effectOf(policy, touched.code) === 'inform') continue;
    flags.add({ ...finding('release', 'WAIVER_EXPIRED', { waiver: id }), subject }, touched.rows);
  }
  return new Set(lapsed.map(({ id }) => id));
}

function freeze(
  { flags: stored, waivers }: Workspace,
  flags: TouchingFlags,
  { run, at, ...said }: { run: StoredRun; at: string } & Omit<GateSnapshot, 'flags'>,
) {
  const touching = [...flags.all.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = touching.map(({ id }) => id);
  const states = new Map(stored.standing(ids).map((one) => [one.id, one.state]));
  const covering = waivers.covering(run.n, ids, at);
  const waiversOf = new Map<string, { id: string; reason: string; evidence: number }[]>();
  for (const { flag, id, reason, evidence } of covering)
    waiversOf.set(flag, [...(waiversOf.get(flag) ?? []), { id, reason, evidence }]);
  const reopen = touching.filter(({ id, raised }) => raised !== null && states.get(id) === 'resolved');
  const snapshot: GateSnapshot = {
    ...said,
    flags: touching.map(({ id, code, raised, rows: lines }) => ({
      id,
      code,
      state: raised === null && states.get(id) === 'resolved' ? 'resolved' : 'open',
      rows: [...lines].sort((a, b) => a - b),
      waivers: waiversOf.get(id) ?? [],
    })),
  };
  return {
    snapshot,
    raise: touching.filter(({ id, raised }) => raised !== null && !states.has(id)),
    reopen: reopen.map(({ id }) => id),
  };
}

/** Flags about the releases of a run that hold no more. One of an expired waiver holds until that is waived anew. */
function outdated(
  { flags: stored }: Workspace,
  flags: TouchingFlags,
  runId: string,
  expired: ReadonlySet<string>,
): string[] {
  return stored
    .ofSubjects('release', [runId])
    .filter(({ id, state, code }) => {
      if (state === 'resolved' || flags.all.has(id)) return false;
      return code !== 'WAIVER_EXPIRED' || expired.size === 0;
    })
    .map(({ id }) => id);
}

function obligationsIn({ flags: stored }: Workspace, { all }: TouchingFlags): string[] {
  const code = 'PROVIDER_STUDENT_OBLIGATION';
  if (![...all.values()].some((one) => one.code === code)) return [];
  const said = new Set<string>();
  for (const { flagId: id, evidence } of stored.each({ code }))
    if (all.has(id) && typeof evidence.obligation === 'string') said.add(evidence.obligation);
  return [...said].sort();
}

function licenceRows(rows: readonly GateRow[]): Pick<FrozenLook['licence'], 'rows' | 'unknown'> {
  const counts = new Map<string, number>();
  for (const { licence } of rows)
    for (const { id } of licence.licences) counts.set(id, (counts.get(id) ?? 0) + 1);
  const list = [...counts].map(([licence, n]) => ({ licence, rows: n }));
  return {
    rows: list.sort((a, b) => b.rows - a.rows || (a.licence < b.licence ? -1 : 1)),
    unknown: rows.filter(({ licence }) => licence.unknown.length > 0).length,
  };
}
