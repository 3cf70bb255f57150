import { WinnowError } from '../../../shared/error.ts';
import { keepOrder, orderOf } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import { settingsText } from './identity.ts';
import { commandOf, logAcceptance, logChange, logStart, type Told } from './log.ts';
import type { ModelOptions } from './opened.ts';

/**
 * Makes the collection, or takes it up again: closes what a dead process left open, lifts a pause, and opens a new
 * round for failures where that is asked for. All of it with its events in one transaction.
 * @param more the flags that were accepted, and how many calls the plan has
 * @returns how many calls were found lost
 * @throws WinnowError `conflict` where it was cancelled and nobody says --resume
 */
export function begin(
  workspace: Workspace,
  told: Told,
  options: ModelOptions,
  { accepted, toAsk }: { accepted: string[]; toAsk: number },
): number {
  const { collection } = told;
  return workspace.write(commandOf(told.collects), () => {
    const added = add(workspace, told);
    if (added) logStart(workspace, told);
    else takeUp(workspace, told, options);
    const wasByWorkers = orderOf(workspace, collection)?.order.byWorkers === true;
    const hasWork = toAsk > 0 || workspace.batches.open(collection).length > 0;
    keepOrder(workspace, collection, options, hasWork);
    logAcceptance(workspace, told, accepted, options.purpose ?? '');
    const batched = askedInBatches(workspace, collection);
    const now = workspace.now().toISOString();
    // Of calls by workers, those that left have a lease: it is written before a worker hears of them.
    if (wasByWorkers && batched.length === 0)
      workspace.calls.notSent(collection, now, workspace.workerLeases.calls(collection));
    const lost = workspace.calls.lose(collection, now, batched);
    workspace.asks.release(collection, batched);
    if (lost > 0) logChange(workspace, told, 'calls-lost', { calls: lost });
    const reopened = options.retryFailed === true ? workspace.asks.reopen(collection) : 0;
    if (reopened > 0) logChange(workspace, told, 'retried', { asks: reopened });
    return lost;
  });
}

/** Items whose batch is under way at the provider: nothing of them is lost with a process. */
const askedInBatches = ({ batches, asks }: Workspace, collection: string): number[] =>
  batches
    .open(collection)
    .flatMap(({ keys }) => keys)
    .flatMap((key) => asks.find(collection, Buffer.from(key, 'hex'))?.n ?? []);

function add(workspace: Workspace, { collection, collects, run, teacher }: Told): boolean {
  const { foreseen } = teacher.compliance;
  return workspace.collections.add({
    id: collection,
    run: run?.n ?? null,
    teacher: teacher.name,
    settings: settingsText(teacher, collects),
    createdAt: workspace.now().toISOString(),
    purpose: collects.name,
    provider: teacher.provider.name,
    service: teacher.service,
    model: teacher.model,
    endpoint: teacher.endpoint,
    attestation: JSON.stringify(foreseen.attestation),
    terms: JSON.stringify({
      registrySha256: foreseen.registrySha256,
      refs: foreseen.termsRefs,
      flags: foreseen.flags,
    }),
  });
}

function takeUp(workspace: Workspace, told: Told, { resume }: ModelOptions): void {
  const state = workspace.collections.stateOf(told.collection);
  if (state === 'open') return;
  if (state === 'cancelled' && resume !== true)
    throw new WinnowError(
      'conflict',
      `The collection ${told.collection} was cancelled; the same command with --resume takes it up again.`,
    );
  workspace.collections.setState(told.collection, 'open');
  logChange(workspace, told, 'resumed');
}
