import { WinnowError } from '../../../shared/error.ts';
import type { Failed, Replied } from '../provider.ts';
import type { Settled } from './item.ts';

/** Calls beyond the first that an item may cost: for troubles of the way there, and for replies that do not serve. */
export const TRANSPORT_RETRIES = 8;
export const CONTENT_RETRIES = 2;
/** An item that has been told to wait for so long is given up. Unit: milliseconds; here and below. */
export const LIMITED_MOST_MS = 60 * 60_000;
const BACKOFF_FIRST_MS = 1000;
const BACKOFF_MOST_MS = 60_000;

/** What an item has used up. */
export interface Tries {
  transport: number;
  content: number;
  /** When it was told to wait first, of all times in a row. */
  limitedSince: number | null;
}

export const noTries = (): Tries => ({ transport: 0, content: 0, limitedSince: null });

export type Next =
  | { next: 'settle'; state: Settled['state']; reason: string | null }
  | { next: 'again'; waitMs: number }
  | { next: 'stop'; why: 'fatal' | 'quota'; error: WinnowError };

/** Outcomes that another asking may mend, since they fall at random: seen of recitation above all. */
const MAY_BE_MENDED: readonly string[] = ['recitation', 'empty', 'no-thoughts', 'malformed', 'unfinished'];

/**
 * What follows from the end of a call.
 * Source: retry classes of the providers' documents, with budgets of their own for transport and content.
 * @param tries counted on here
 * @param redact takes keys out of what the provider said
 */
export function nextAfter(
  result: Replied | Failed,
  tries: Tries,
  {
    now,
    random,
    provider,
    redact,
  }: { now: number; random: number; provider: string; redact: (text: string) => string },
): Next {
  if (result.state === 'replied') return afterReply(result, tries);
  switch (result.class) {
    case 'transient':
      tries.limitedSince = null;
      if (tries.transport >= TRANSPORT_RETRIES && result.unreachable === true)
        return {
          next: 'stop',
          why: 'fatal',
          error: unreachableError(provider, result.sent.endpoint, redact),
        };
      if (tries.transport >= TRANSPORT_RETRIES)
        return { next: 'settle', state: 'failed', reason: result.reason };
      return { next: 'again', waitMs: backoff(tries.transport++, random) };
    case 'rate-limited':
      tries.limitedSince ??= now;
      if (now - tries.limitedSince > LIMITED_MOST_MS)
        return { next: 'settle', state: 'failed', reason: 'rate-limited' };
      return { next: 'again', waitMs: 0 }; // the limiter holds everybody back
    case 'bad-request':
      return { next: 'settle', state: 'failed', reason: result.reason };
    case 'quota-exhausted':
      return { next: 'stop', why: 'quota', error: quotaError(provider, result) };
    case 'fatal':
      return {
        next: 'stop',
        why: 'fatal',
        error: fatalError(provider, result.cause, redact(result.message)),
      };
  }
}

function afterReply({ reading: { outcome } }: Replied, tries: Tries): Next {
  tries.limitedSince = null;
  if (outcome.state === 'answered') return { next: 'settle', state: 'answered', reason: null };
  const { state, reason } = outcome;
  if (!MAY_BE_MENDED.includes(reason) || tries.content >= CONTENT_RETRIES)
    return { next: 'settle', state, reason };
  tries.content++;
  return { next: 'again', waitMs: 0 };
}

/** Doubled each time, and between half of that and all of it, so that workers do not come back together. */
const backoff = (nth: number, random: number): number =>
  Math.min(BACKOFF_MOST_MS, BACKOFF_FIRST_MS * 2 ** nth) * (0.5 + random / 2);

const WHAT_TO_DO = {
  key: 'refuses the key: set a valid one in the environment, then give the same command again',
  region: 'does not serve this region: another place or another provider is needed',
  billing: 'asks for billing to be set up: do that, then give the same command again',
  'model-gone': 'does not serve this model (any more): name another with --model',
  address:
    'is not to be found at this address: check --endpoint (or the base URL in the environment; for most servers it ends in /v1), then give the same command again',
  credentials:
    'finds no credentials of this machine that hold: sign in with `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS, or take --vertex express with a key; then give the same command again',
  'not-allowed':
    'does not allow this key to do that: give it the permission, then give the same command again',
} as const;

type Of<C extends Failed['class']> = Extract<Failed, { class: C }>;

/** What a provider says is shown up to here. Unit: characters. */
const SAID_MOST = 300;

const fatalError = (provider: string, cause: Of<'fatal'>['cause'], message: string): WinnowError =>
  new WinnowError('failed', `${provider} ${WHAT_TO_DO[cause]}. It said: ${message.slice(0, SAID_MOST)}`);

/** Nobody is there, as often as it was tried: what was not asked waits for the next time. */
export const unreachableError = (
  provider: string,
  endpoint: string,
  redact: (text: string) => string,
): WinnowError =>
  new WinnowError(
    'stopped',
    `${provider} can not be reached${endpoint === '' ? '' : ` at ${redact(endpoint)}`}: check the address and the network; the same command goes on from here.`,
  );

function quotaError(provider: string, { quota, retryAfterMs }: Of<'quota-exhausted'>): WinnowError {
  const what = quota === 'day' ? 'The quota of the day' : 'The spending limit';
  const when = retryAfterMs === null ? '' : ` (open again in ${Math.ceil(retryAfterMs / 60_000)} min)`;
  return new WinnowError(
    'stopped',
    `${what} of ${provider} is used up${when}; the same command goes on from here.`,
  );
}
