import type { StoredReply, WorkerLease } from '../../db/worker-leases.ts';
import type { Workspace } from '../../db/workspace.ts';
import { chargeOf, type Money } from '../loop/money.ts';
import { commandOf, logChange, type Told } from '../model/log.ts';
import { buildOf } from '../model/work.ts';
import type { Failed, Replied } from '../provider.ts';
import { forgiveCall } from './adopt.ts';
import { carriedBy } from './line.ts';
import { comingOf } from './reply.ts';

/**
 * Counts what was found out about calls that were cut off. Those that were given back unmade cost nothing. What replies
 * cost that came when another call had taken their place is known by now: the call that each belongs to was closed
 * at all that it might have cost, and now costs what its reply says. The reply is kept, and makes no result.
 */
export async function reckonLate(
  workspace: Workspace,
  told: Told,
  money: Pick<Money, 'correct'>,
): Promise<void> {
  const { workerLeases: leases, asks } = workspace;
  for (const lease of leases.returned(told.collection))
    money.correct(-workspace.write(commandOf(told.collects), () => forgiven(workspace, told, lease)));
  for (const lease of leases.brought(told.collection)) {
    const isBeside = lease.state === 'late' || asks.byNumber(lease.ask)?.state === 'answered';
    const stored = isBeside ? leases.replyOf(lease.id) : undefined;
    const result = stored === undefined ? null : await read(workspace, told, lease, stored);
    if (result !== null)
      money.correct(workspace.write(commandOf(told.collects), () => settle(workspace, told, lease, result)));
  }
}

/** Of a call that was cut off and turned out not to have been made, nothing counts. @returns what counted before */
function forgiven(workspace: Workspace, told: Told, { id }: WorkerLease): number {
  const lease = workspace.workerLeases.byId(id);
  if (lease?.state !== 'unsent') return 0;
  if ((workspace.calls.byNumber(lease.call)?.endedAt ?? null) === null) return 0; // whoever waits for it is told
  return forgiveCall(workspace, told, lease);
}

/** What a reply says, read as a live one; null where its question is gone. */
async function read(
  workspace: Workspace,
  { teacher }: Told,
  lease: WorkerLease,
  stored: StoredReply,
): Promise<Replied | Failed | null> {
  const ask = workspace.asks.byNumber(lease.ask);
  if (ask === undefined) return null;
  const { n, question, sample, round, subject } = ask;
  const item = { question, sample, round, ask: n, ...(subject === null ? {} : { subject }) };
  const call = buildOf(workspace, teacher)(item);
  if (call === null) return null;
  const courier = { carry: async () => comingOf(stored).coming };
  return carriedBy(courier, () => teacher.provider.ask(call, new AbortController().signal));
}

/** @returns by how much more it counts than before. Unit: millionths of a dollar */
function settle(workspace: Workspace, told: Told, lease: WorkerLease, result: Replied | Failed): number {
  const { calls, blobs, workerLeases } = workspace;
  workerLeases.done(lease.id);
  const row = calls.byNumber(lease.call);
  if (row === undefined || row.endedAt === null || row.costMicroUsd !== null) return 0;
  const { cost, charged } = chargeOf(result, told.teacher.pricing, row.reservedMicroUsd);
  const reading = result.state === 'replied' ? result.reading : null;
  calls.correct(lease.call, {
    chargedMicroUsd: charged,
    costMicroUsd: cost,
    message: 'Its reply came when another call had taken its place.',
    promptTokens: reading?.usage.prompt ?? null,
    cachedTokens: reading?.usage.cached ?? null,
    thoughtTokens: reading?.usage.thoughts ?? null,
    answerTokens: reading?.usage.answer ?? null,
    responseId: reading?.responseId ?? null,
    modelVersion: reading?.modelVersion ?? null,
    blob: result.state === 'replied' ? blobs.put(result.raw, result.mediaType) : null,
  });
  logChange(workspace, told, 'paid-extra', { call: lease.call, charged_micro_usd: charged });
  return charged - (row.chargedMicroUsd ?? 0);
}
