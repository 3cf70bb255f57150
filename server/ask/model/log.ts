import { createHash } from 'node:crypto';
import { raiseFlags } from '../../db/raise-flags.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { saltedSha256 } from '../../ledger/salted.ts';
import type { CallName, Closed } from '../journal/journal.ts';
import { settingsText } from './identity.ts';
import type { OpenedTeacher, Purpose } from './opened.ts';

/** Who asks whom for what, and for which run: what every event of a collection names. */
export interface Told {
  collection: string;
  collects: Purpose;
  run: StoredRun | null;
  teacher: OpenedTeacher;
  actor: string;
}

/** The command that works on a collection, for those who wait. */
export const commandOf = ({ name }: Pick<Purpose, 'name'>): string => `${name} collect`;

/** One thing that a purpose brings. */
const ONE_OF = { traces: 'trace', attempts: 'attempt', grades: 'grade', labels: 'label' } as const;

/** The events of the calls that one transaction opened or closed, one each. */
function logCalls(workspace: Workspace, told: Told, { opened, ended }: Closed): void {
  const { collection, collects, teacher, actor } = told;
  const one = ONE_OF[collects.name];
  const { registrySha256, termsRefs, attestation } = teacher.compliance.foreseen;
  const nameOf = ({ key, round, try: nth }: CallName) => `${collection} ${key} ${round}.${nth}`;
  for (const call of opened) {
    const { key, question, sample, round, try: nth } = call;
    workspace.events.append({
      type: `${one}.requested`,
      actor,
      subject: question,
      idem: `requested ${nameOf(call)}`,
      data: {
        ...{ collection, key, sample, round, try: nth, teacher: teacher.name, model: teacher.model },
        registry_sha256: registrySha256,
        terms_refs: termsRefs,
        attestation,
      },
    });
  }
  for (const call of ended) {
    const { key, question, sample, round, try: nth, outcome, reply, kept } = call;
    workspace.events.append({
      type: `${one}.received`,
      actor,
      subject: kept?.id ?? question,
      idem: `received ${nameOf(call)}`,
      data: {
        ...{ collection, question, key, sample, round, try: nth, outcome, reply_sha256: reply },
        response_id: call.responseId,
        model_version: call.modelVersion,
        finish_reason: call.finishReason,
        result: kept === null ? null : { id: kept.id, outcome: kept.outcome },
      },
    });
  }
}

/**
 * What the log says of one transaction's calls; to be called in that transaction. First the event of all that were
 * closed: their lines and the ids of what they brought by hashes, each in sorted order, a line each; it names the rows
 * that were written for them. Then one event a call, and the flags of what came, which share theirs.
 */
export function logReplies(workspace: Workspace, told: Told, closed: Closed): void {
  if (closed.calls.length > 0) logClosed(workspace, told, closed);
  logCalls(workspace, told, closed);
  const { actor, collection } = told;
  const flags = closed.kept.flatMap((one) => one.flags);
  raiseFlags(workspace, flags, { actor, subject: collection });
}

function logClosed(
  workspace: Workspace,
  { collection, collects, run, teacher, actor }: Told,
  closed: Closed,
): void {
  const outcomes: Record<string, number> = {};
  for (const { outcome } of closed.kept) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  const callsSha256 = linesSha256(closed.calls);
  workspace.events.append({
    type: `${collects.name}.collected`,
    actor,
    subject: collection,
    idem: `calls ${collection} ${callsSha256}`,
    data: {
      run: run?.report.runId ?? null,
      teacher: teacher.name,
      model: teacher.model,
      registry_sha256: teacher.compliance.foreseen.registrySha256,
      calls: closed.calls.length,
      calls_sha256: callsSha256,
      asked: closed.kept.length,
      outcomes,
      thinking_tokens: closed.kept.reduce((sum, { tokens }) => sum + tokens, 0),
      [`${collects.name}_sha256`]: linesSha256(closed.kept.map(({ id }) => `${id}\n`)),
    },
  });
}

const linesSha256 = (lines: readonly string[]): string =>
  createHash('sha256')
    .update([...lines].sort().join(''))
    .digest('hex');

/** The event of a new collection: whom it asks, how, at which price, and what was foreseen of it. */
export function logStart(workspace: Workspace, told: Told): void {
  const { collection, collects, run, teacher, actor } = told;
  const { foreseen } = teacher.compliance;
  workspace.events.append({
    type: 'collection.started',
    actor,
    subject: collection,
    idem: `collection ${collection} started`,
    data: {
      run: run?.report.runId ?? null,
      purpose: collects.name,
      teacher: teacher.name,
      service: teacher.service,
      model: teacher.model,
      endpoint: teacher.endpoint,
      settings: settingsText(teacher, collects),
      price_row: teacher.pricing?.('unary').row ?? null,
      registry_sha256: foreseen.registrySha256,
      terms_refs: foreseen.termsRefs,
      attestation: foreseen.attestation,
      flags: foreseen.flags.map(({ code, effect }) => ({ code, effect })),
    },
  });
}

/** What else happens to a collection; each time is an event of its own. */
export function logChange(
  workspace: Workspace,
  { collection, actor }: Pick<Told, 'collection' | 'actor'>,
  change:
    | 'paused'
    | 'cancelled'
    | 'resumed'
    | 'retried'
    | 'calls-lost'
    | 'exported'
    | 'call-went-on'
    | 'call-unsent'
    | 'paid-extra',
  data: Record<string, number | string> = {},
): void {
  workspace.events.append({
    type: `collection.${change}`,
    actor,
    subject: collection,
    idem: `collection ${collection} ${change} ${workspace.randomHex(8)}`,
    data,
  });
}

/**
 * The event of flags that block and were accepted for a purpose by a named person; the same again is one. The purpose
 * is free text: it stands among the facts of the workspace, and the event has its salted hash.
 */
export function logAcceptance(
  workspace: Workspace,
  { collection, teacher, actor }: Told,
  codes: readonly string[],
  purpose: string,
): void {
  if (codes.length === 0) return;
  const name = `accepted ${collection}`;
  const known = JSON.parse(workspace.facts.get(name) ?? '[]') as Acceptance[];
  const accepted = { actor, codes: [...codes].sort(), purpose };
  const isSame = (one: Acceptance) =>
    one.actor === actor && one.codes.join() === accepted.codes.join() && one.purpose === purpose;
  if (known.some(isSame)) return;
  const salt = workspace.randomHex(32);
  workspace.facts.put(name, JSON.stringify([...known, { ...accepted, salt }]));
  const flags = teacher.compliance.foreseen.flags.filter(({ code }) => codes.includes(code));
  workspace.events.append({
    type: 'collection.flags-accepted',
    actor,
    subject: collection,
    idem: `collection ${collection} accepted ${known.length}`,
    data: {
      codes: accepted.codes,
      purpose_salted_sha256: saltedSha256(salt, purpose),
      flags: flags.map(({ code, effect, says }) => ({ code, effect, says })),
    },
  });
}

/** Flags that somebody accepted, and what for. */
interface Acceptance {
  actor: string;
  codes: string[];
  purpose: string;
  salt: string;
}
