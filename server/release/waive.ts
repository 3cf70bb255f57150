import { WinnowError } from '../../shared/error.ts';
import type { Policy } from '../../shared/schemas/policy.ts';
import type { FlagCode } from '../../shared/vocabulary/flags.ts';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { COMPLYING } from '../../shared/vocabulary/roles.ts';
import type { Shipped } from '../comply/shipped.ts';
import {
  type CheckedWaiver,
  checkedWaiver,
  refuseUnliftable,
  STATEMENT_VERSION,
  type WaiverWords,
  waiverStatement,
} from '../comply/waiver.ts';
import { actingPerson } from '../db/accounts/acting.ts';
import { workspacePolicy } from '../db/policy.ts';
import type { StoredRun } from '../db/runs.ts';
import { settleFlags } from '../db/settle-flags.ts';
import type { WaiverEvidence } from '../db/waivers.ts';
import type { Workspace } from '../db/workspace.ts';
import { saltedSha256 } from '../ledger/salted.ts';
import { raiseNew } from './gate.ts';
import { lookAt } from './gate-snapshot.ts';
import { gateFactsOf } from './run-look.ts';
import { noteExpired, settleUncovered } from './waivers-due.ts';

export interface Waiving extends Omit<WaiverWords, 'evidence'> {
  run: StoredRun;
  /** Name of whoever takes it upon themselves. */
  by: string;
  evidence: readonly { name: string; bytes: Uint8Array }[];
  /** Under which policy it is to lift something; that of the workspace where nothing is said. */
  policy?: PolicyName | undefined;
  /** Rows that the release holds back: their flags, too. */
  validation?: number | undefined;
  /** Opaque id of who types. */
  actor: string;
}

/** The reply of `waive` (CONTRACT). */
export interface Waived {
  waiverId: string;
  codes: FlagCode[];
  /** How many flags it covers. */
  flags: number;
  expiresAt: string;
  statement: string;
}

const DAY_MS = 86_400_000;

/**
 * Records that somebody takes flags of a run upon themselves: those that stand now, no later ones.
 * @throws WinnowError `bad-usage` for what is put wrongly; `refused` where no policy would heed it, or whoever waives
 * raised one of the flags; `not-found` where the run has no such flag
 */
export function waive(
  workspace: Workspace,
  shipped: Pick<Shipped, 'policies' | 'licences' | 'terms'>,
  asked: Waiving,
): Waived {
  const words = checkedWaiver({ ...asked, evidence: asked.evidence.length });
  refuseUnliftable(words, asked.evidence.length, policiesOf(workspace, shipped, asked.policy));
  return workspace.write('waive', () => {
    noteExpired(workspace, asked.actor);
    const flags = flagsToWaive(workspace, shipped, asked, words);
    const person = actingPerson(workspace, asked.by, COMPLYING);
    refuseOwn(workspace, flags, { person, ...asked });
    return store(workspace, asked, words, { flags, person });
  });
}

function policiesOf(
  workspace: Workspace,
  { policies }: Pick<Shipped, 'policies'>,
  named: PolicyName | undefined,
): Policy[] {
  const { policy, setBy } = workspacePolicy(workspace);
  if (named !== undefined) return [policies[named]];
  return setBy === null ? POLICY_NAMES.map((name) => policies[name]) : [policies[policy]];
}

/** The flags of the run, and those that a release of it would raise, so that these can be waived before it. */
function flagsToWaive(
  workspace: Workspace,
  shipped: Pick<Shipped, 'policies' | 'licences' | 'terms'>,
  { run, actor, validation }: Waiving,
  { codes }: CheckedWaiver,
): string[] {
  const facts = gateFactsOf(workspace, run, shipped, { validation });
  const look = lookAt(workspace, facts, shipped.policies.strict);
  raiseNew(workspace, facts, look, actor);
  const wanted = new Set<string>(codes);
  const touching = look.snapshot.flags.filter(({ code, state }) => wanted.has(code) && state !== 'resolved');
  const ids = new Set(touching.map(({ id }) => id));
  for (const code of codes)
    for (const { flagId, state } of workspace.flags.each({ run: run.n, code }))
      if (state !== 'resolved') ids.add(flagId);
  const found = new Set(workspace.flags.standing([...ids]).map(({ code }) => code));
  const missing = codes.find((code) => !found.has(code));
  if (missing === undefined) return [...ids].sort();
  throw new WinnowError(
    'not-found',
    `The run ${run.report.runId} has no flag ${missing}, so there is nothing to waive; see: winnow flags --run ${run.report.runId}`,
  );
}

/** Nobody waives what followed from their own act. */
function refuseOwn(
  { flags }: Workspace,
  ids: readonly string[],
  { person, by, actor }: { person: string; by: string; actor: string },
): void {
  const own = [...flags.raisers(ids)].filter(
    ([, raiser]) => raiser === person || (raiser === actor && by.trim() === actor),
  );
  if (own.length === 0) return;
  throw new WinnowError(
    'refused',
    `${own.length} of these flags followed from what ${by.trim()} did; somebody else has to waive them.`,
    { flags: own.map(([id]) => id).slice(0, 100) },
  );
}

function store(
  workspace: Workspace,
  { run, evidence, by: _by }: Waiving,
  words: CheckedWaiver,
  { flags, person }: { flags: string[]; person: string },
): Waived {
  const now = workspace.now();
  const kept = evidence.map(({ name, bytes }): WaiverEvidence => {
    const sha256 = workspace.blobs.put(bytes, 'application/octet-stream').toString('hex');
    return { name, sha256, bytes: bytes.length };
  });
  const expiresAt = new Date(now.getTime() + words.expires * DAY_MS).toISOString();
  const hashes = kept.map(({ sha256 }) => sha256);
  const about = { run: run.report.runId, flags: flags.length, evidence: hashes, until: expiresAt };
  const waiver = {
    id: `waiver-${workspace.randomHex(8)}`,
    run: run.n,
    codes: words.codes,
    reason: words.reason,
    purpose: words.purpose,
    why: words.why,
    evidence: kept,
    statement: waiverStatement(words, about),
    salt: workspace.randomHex(32),
    actor: person,
    validFrom: now.toISOString(),
    expiresAt,
  };
  const { seq } = workspace.events.append(eventOf(waiver, run.report.runId, flags.length));
  workspace.waivers.insert({ ...waiver, event: seq }, flags);
  settleFlags(workspace, 'flag.waived', flags, { actor: person, subject: waiver.id, why: words.reason });
  const { id: waiverId, codes, statement } = waiver;
  return { waiverId, codes, flags: flags.length, expiresAt, statement };
}

type Made = Parameters<Workspace['waivers']['insert']>[0];

/** Free text may hold what has to be erased one day: it stands in its table, and the event has it salted. */
function eventOf(waiver: Omit<Made, 'event'>, run: string, flags: number) {
  const salted = (text: string): string => saltedSha256(waiver.salt, text);
  return {
    type: 'waiver.given',
    actor: waiver.actor,
    subject: waiver.id,
    idem: `waiver.given ${waiver.id}`,
    data: {
      waiver_id: waiver.id,
      run,
      codes: waiver.codes,
      flags,
      reason: waiver.reason,
      purpose_salted_sha256: salted(waiver.purpose),
      why_salted_sha256: salted(waiver.why),
      statement_salted_sha256: salted(waiver.statement),
      statement_version: STATEMENT_VERSION,
      evidence: waiver.evidence.map(({ sha256, bytes }) => ({ sha256, bytes })),
      valid_from: waiver.validFrom,
      expires_at: waiver.expiresAt,
    },
    blobs: waiver.evidence.map(({ sha256, bytes }) => ({
      sha256,
      size: bytes,
      media_type: 'application/octet-stream',
    })),
  };
}

/**
 * Takes a waiver back; the flags that no other covers stand open again.
 * @throws WinnowError `not-found`; `conflict` for one that is over already
 */
export function revokeWaiver(
  workspace: Workspace,
  id: string,
  { by, actor: typing }: { by: string | null; actor: string },
): { waiverId: string; flags: number } {
  return workspace.write('waivers revoke', () => {
    const actor = by === null ? typing : actingPerson(workspace, by, COMPLYING);
    noteExpired(workspace, actor);
    const waiver = workspace.waivers.byId(id);
    if (waiver === undefined)
      throw new WinnowError('not-found', `There is no waiver ${id.slice(0, 80)}; see: winnow waivers list`);
    if (waiver.state !== 'active')
      throw new WinnowError('conflict', `The waiver ${id} is ${waiver.state} already.`);
    workspace.waivers.setState(id, 'revoked');
    workspace.events.append({
      type: 'waiver.revoked',
      actor,
      subject: id,
      idem: `waiver.revoked ${id}`,
      data: { flags: waiver.flags },
    });
    settleUncovered(workspace, 'flag.waiver_revoked', id, actor);
    return { waiverId: id, flags: waiver.flags };
  });
}
