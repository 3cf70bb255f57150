import type { Next } from '../loop/policy.ts';
import type { Failed, Replied } from '../provider.ts';

/**
 * What becomes of an item. A reply settles it, whatever it says: nobody is there to ask again at once. An error
 * leaves it pending for the next export, unless the request itself is at fault.
 */
export function broughtNext(result: Replied | Failed): Next | null {
  if (result.state === 'trouble')
    return result.class === 'bad-request' ? { next: 'settle', state: 'failed', reason: result.reason } : null;
  const { outcome } = result.reading;
  return {
    next: 'settle',
    state: outcome.state,
    reason: outcome.state === 'answered' ? null : outcome.reason,
  };
}
