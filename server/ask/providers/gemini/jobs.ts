import type { BatchState, BatchStatus } from '../../provider.ts';
import { oneLine } from '../text.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../unknown.ts';

/** Google's states without their prefix, `BATCH_STATE_` on the wire and `JOB_STATE_` elsewhere. */
const STATES: ReadonlyMap<string, BatchState> = new Map([
  ['UNSPECIFIED', 'pending'],
  ['QUEUED', 'pending'],
  ['PENDING', 'pending'],
  ['PAUSED', 'pending'],
  ['RUNNING', 'running'],
  ['UPDATING', 'running'],
  ['CANCELLING', 'running'],
  ['SUCCEEDED', 'succeeded'],
  ['PARTIALLY_SUCCEEDED', 'partial'],
  ['FAILED', 'failed'],
  ['CANCELLED', 'cancelled'],
  ['EXPIRED', 'expired'],
]);

/**
 * How a job stands, from the operation that the API answers with; null where it is none. A state that is not known
 * here counts as running: the deadline of whoever waits ends it. `error` comes from the operation itself, since the
 * SDK drops it.
 */
export function jobOf(operation: unknown): (BatchStatus & { createdAt: string }) | null {
  const { name, metadata, error } = objectOf(operation);
  const said = objectOf(metadata);
  const id = textOf(name);
  if (id === null) return null;
  const state = (textOf(said.state) ?? 'UNSPECIFIED').replace(/^(BATCH|JOB)_STATE_/, '');
  return {
    name: id,
    displayName: textOf(said.displayName) ?? '',
    state: STATES.get(state) ?? 'running',
    error: isObject(error) ? oneLine(textOf(error.message) ?? 'an error without a message') : null,
    createdAt: textOf(said.createTime) ?? '',
  };
}

/** Where the results of a job are: in the operation, or in a file. */
export type Output = { items: readonly JsonObject[] } | { file: string } | null;

export function outputOf(operation: unknown): Output {
  const { metadata, response } = objectOf(operation);
  for (const place of [objectOf(objectOf(metadata).output), objectOf(response)]) {
    const file = textOf(place.responsesFile);
    if (file !== null) return { file };
    const { inlinedResponses } = place;
    const items = Array.isArray(inlinedResponses)
      ? listOf(inlinedResponses)
      : objectOf(inlinedResponses).inlinedResponses;
    if (Array.isArray(items)) return { items: items.filter(isObject) };
  }
  return null;
}
