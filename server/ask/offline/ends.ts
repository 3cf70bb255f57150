import type { Charge, Pricing } from '../loop/money.ts';
import type { Next } from '../loop/policy.ts';
import { wholeMicroUsd } from '../money/micro-usd.ts';
import type { Failed, Replied } from '../provider.ts';

/** What a result that somebody brought came to: nothing was set aside for it, so only what it says counts. */
export function chargeOf(result: Replied | Failed, pricing: Pricing | null): Charge {
  if (result.state !== 'replied') return { cost: null, charged: 0 };
  const cost = wholeMicroUsd(pricing?.cost(result.reading.usage, result.sent.mode) ?? null);
  return { cost, charged: cost ?? 0 };
}

/**
 * What becomes of an item. A reply settles it, whatever it says: nobody is there to ask again at once. An error
 * leaves it pending for the next export, unless the request itself is at fault.
 */
export function nextOf(result: Replied | Failed): Next | null {
  if (result.state === 'trouble')
    return result.class === 'bad-request' ? { next: 'settle', state: 'failed', reason: result.reason } : null;
  const { outcome } = result.reading;
  return {
    next: 'settle',
    state: outcome.state,
    reason: outcome.state === 'answered' ? null : outcome.reason,
  };
}
