import type { BlockedReason, UnusableReason } from '../../../../shared/vocabulary/asks.ts';
import type { Reading } from '../../provider.ts';

const blocked = (reason: BlockedReason): Reading['outcome'] => ({ state: 'blocked', reason });
const unusable = (reason: UnusableReason): Reading['outcome'] => ({ state: 'unusable', reason });

/** What Gemini's finish reasons mean for a reply; `STOP` leaves it to what the reply holds. */
const FINISHES: ReadonlyMap<string, Reading['outcome']> = new Map([
  ['STOP', { state: 'answered' }],
  ['MAX_TOKENS', unusable('truncated')],
  ['SAFETY', blocked('safety')],
  ['RECITATION', blocked('recitation')],
  ['BLOCKLIST', blocked('blocklist')],
  ['PROHIBITED_CONTENT', blocked('prohibited-content')],
  ['SPII', blocked('spii')],
  ['IMAGE_SAFETY', blocked('safety')],
  ['IMAGE_RECITATION', blocked('recitation')],
  ['IMAGE_PROHIBITED_CONTENT', blocked('prohibited-content')],
  ['LANGUAGE', unusable('language')],
  ['CONTINUATION', unusable('unfinished')],
  ['MALFORMED_FUNCTION_CALL', unusable('malformed')],
  ['MALFORMED_RESPONSE', unusable('malformed')],
]);

/** The outcome by the finish reason alone. Google adds reasons without notice: an unlisted one is `other-finish`. */
export function outcomeOfFinish(finishReason: string | null): Reading['outcome'] {
  if (finishReason === null) return unusable('unfinished');
  return FINISHES.get(finishReason) ?? unusable('other-finish');
}
