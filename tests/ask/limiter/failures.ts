import type { Failed, Trouble } from '../../../server/ask/provider.ts';

/** A failed call of the given trouble. */
export const failed = (trouble: Trouble, status: number | null = 429): Failed => ({
  ...trouble,
  status,
  message: 'refused',
  raw: null,
  sent: {
    provider: 'test',
    endpoint: 'http://127.0.0.1/',
    apiVersion: null,
    sdk: 'test',
    mode: 'unary',
    body: '{}',
  },
  latencyMs: 1,
});

type Learned = { requestsPerMinute?: number; tokensPerMinute?: number };

export const rateLimited = (retryAfterMs: number | null, learned: Learned | null = null): Failed =>
  failed({ state: 'trouble', class: 'rate-limited', retryAfterMs, learned });

export const exhausted = (quota: 'day' | 'spend', retryAfterMs: number | null = null): Failed =>
  failed({ state: 'trouble', class: 'quota-exhausted', quota, retryAfterMs });

export const overloaded = (status = 503): Failed =>
  failed({ state: 'trouble', class: 'transient', reason: 'server-error', overloaded: true }, status);
