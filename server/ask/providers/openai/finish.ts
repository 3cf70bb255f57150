import type { Reading } from '../../provider.ts';

/** What the finish reasons of chat completions mean; `stop` leaves it to what the reply holds. */
const FINISHES: ReadonlyMap<string, Reading['outcome']> = new Map([
  ['stop', { state: 'answered' }],
  ['length', { state: 'unusable', reason: 'truncated' }],
  ['content_filter', { state: 'blocked', reason: 'content-filter' }],
  ['abort', { state: 'unusable', reason: 'unfinished' }],
]);

/** The outcome by the finish reason alone; servers have reasons of their own, which are `other-finish`. */
export function outcomeOfFinish(finishReason: string | null): Reading['outcome'] {
  if (finishReason === null) return { state: 'unusable', reason: 'unfinished' };
  return FINISHES.get(finishReason) ?? { state: 'unusable', reason: 'other-finish' };
}
