import type { BatchProvider } from '../provider.ts';
import type { BatchJournal } from './shard.ts';

/**
 * Calls off the batches that are under way, for somebody who gives a collection up. They still count as open: some may
 * have been answered by now, and `runBatches` takes what there is.
 * @returns what could not be called off, a sentence each, in the provider's words
 */
export async function callOff(
  { batches }: BatchProvider,
  journal: BatchJournal,
  now: () => number,
  signal: AbortSignal,
): Promise<string[]> {
  const faults: string[] = [];
  for (const shard of journal.open()) {
    if (shard.jobName === null || shard.cancelledAt !== null || signal.aborted) continue;
    const failed = await batches.cancel(shard.jobName, signal);
    if (failed === null || failed.class === 'bad-request') await journal.cancelled(shard, now());
    else faults.push(`${shard.jobName}: ${failed.message}`);
  }
  return faults;
}
