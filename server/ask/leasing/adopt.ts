import type { CallCorrection } from '../../db/calls.ts';
import type { WorkerLease } from '../../db/worker-leases.ts';
import type { Workspace } from '../../db/workspace.ts';
import { logChange, type Told } from '../model/log.ts';

const FREE: Omit<CallCorrection, 'message'> = {
  chargedMicroUsd: 0,
  costMicroUsd: null,
  promptTokens: null,
  cachedTokens: null,
  thoughtTokens: null,
  answerTokens: null,
  responseId: null,
  modelVersion: null,
  blob: null,
};

/**
 * The lease of an earlier call of the same item goes on as another call, and with it what it may cost: the earlier one,
 * which was cut off, costs nothing. To be called in a transaction.
 * @returns what counted for the earlier one. Unit: millionths of a dollar
 */
export function adoptLease(workspace: Workspace, told: Told, lease: WorkerLease, call: number): number {
  workspace.workerLeases.moved(lease.id, call);
  const freed = free(workspace, lease.call, `It went on as call ${call}.`);
  logChange(workspace, told, 'call-went-on', { from: lease.call, to: call });
  return freed;
}

/** A call that was cut off turned out not to have left. To be called in a transaction. @returns as `adoptLease` */
export function forgiveCall(workspace: Workspace, told: Told, lease: WorkerLease): number {
  workspace.workerLeases.done(lease.id);
  const freed = free(workspace, lease.call, 'The worker had not sent it.');
  logChange(workspace, told, 'call-unsent', { call: lease.call });
  return freed;
}

function free({ calls }: Workspace, call: number, message: string): number {
  const charged = calls.byNumber(call)?.chargedMicroUsd ?? 0;
  return calls.correct(call, { ...FREE, message }) ? charged : 0;
}
