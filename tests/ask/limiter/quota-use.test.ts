import { setMaxListeners } from 'node:events';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../server/algorithms/random.ts';
import { createLimiter, type Limits } from '../../../server/ask/limiter/limiter.ts';
import type { Failed } from '../../../server/ask/provider.ts';
import { rateLimited } from './failures.ts';
import { fixedWindow, type Gate, type Quota, slidingWindow, tokenBucket } from './quota-server.ts';
import { virtualClock } from './virtual-clock.ts';

const RATES = [5, 60, 300];
/** Name, server, requests a minute. */
const SERVERS: [string, (quota: Quota) => Gate, number[]][] = [
  ['a fixed window', fixedWindow, RATES],
  ['a sliding window', slidingWindow, RATES],
  ['a bucket of a minute', tokenBucket(60), RATES],
  ['a bucket of ten seconds', tokenBucket(10), [60, 300]], // of 5 a minute it would not hold one call
];

interface Work {
  limits: Limits;
  /** Tokens of the nth call: what is estimated, and what the server counts. */
  size: (nth: number) => { estimate: number; actual: number };
  /** Ms that a call takes, its way to the server being up to 400 ms of it. */
  latency: number;
  minutes: number;
  /** Minutes at the beginning that are not counted. */
  warmUp?: number;
  seed: number;
  /** How the server refuses. */
  refusal?: Failed;
}

/** Many workers with work without end, against a server that counts. */
async function simulate(gate: Gate, work: Work) {
  const { limits, size, latency, minutes, warmUp = 0, seed, refusal = rateLimited(null) } = work;
  const clock = virtualClock();
  const random = seededRandom(seed);
  const limiter = createLimiter(limits, clock);
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  const start = clock.now() + warmUp * 60_000;
  const sums = { calls: 0, taken: 0, refused: 0, tokens: 0 };
  const worker = async (): Promise<void> => {
    while (!over.signal.aborted) {
      const { estimate, actual } = size(sums.calls);
      const permit = await limiter.acquire(estimate, over.signal).catch(() => null);
      if (permit === null) return;
      const counted = clock.now() >= start;
      if (counted) sums.calls++;
      await clock.sleep(random.next() * 400, over.signal); // on the way
      const taken = gate(clock.now(), actual);
      if (counted) {
        sums[taken ? 'taken' : 'refused']++;
        if (taken) sums.tokens += actual;
      }
      if (taken) await clock.sleep(latency * (0.5 + random.next()), over.signal);
      if (taken) permit.settle(actual);
      else permit.fail(refusal);
    }
  };
  const workers = Array.from({ length: limits.concurrency }, worker);
  await clock.advance(minutes * 60_000);
  over.abort();
  await Promise.all(workers);
  return { ...sums, sleeping: clock.sleeping() };
}

const limitsOf = (quota: Quota, concurrency: number): Limits => ({
  requestsPerMinute: quota.requests,
  tokensPerMinute: quota.tokens,
  requestsPerDay: null,
  concurrency,
});

describe.each(SERVERS)('createLimiter against %s', (_name, server, rates) => {
  it.each(rates)('uses .95 of %d requests a minute, and has fewer than .01 refused', async (requests) => {
    const quota = { requests, tokens: 1e9 };
    const minutes = 5;
    const size = () => ({ estimate: 100, actual: 100 });
    const done = await simulate(server(quota), {
      limits: limitsOf(quota, 64),
      size,
      latency: 3_000,
      minutes,
      seed: 1,
    });
    expect(done.taken).toBeGreaterThanOrEqual(0.95 * requests * minutes - 1);
    expect(done.refused).toBeLessThan(0.01 * done.calls);
    expect(done.sleeping).toBe(0);
  });

  it('uses .95 of the tokens of a minute where estimates are rough', async () => {
    const quota = { requests: 10_000, tokens: 30_000 };
    const random = seededRandom(3);
    const size = () => {
      const actual = 100 + random.int(300);
      return { estimate: Math.round(actual * (0.9 + 0.2 * random.next())), actual };
    };
    const done = await simulate(server(quota), {
      limits: limitsOf(quota, 64),
      size,
      latency: 3_000,
      minutes: 5,
      seed: 2,
    });
    expect(done.tokens).toBeGreaterThanOrEqual(0.95 * quota.tokens * 5);
    expect(done.refused).toBeLessThan(0.01 * done.calls);
  });

  it('learns how far estimates are off where replies come after their minute', async () => {
    const quota = { requests: 10_000, tokens: 30_000 };
    const size = () => ({ estimate: 200, actual: 300 });
    const done = await simulate(server(quota), {
      limits: limitsOf(quota, 400),
      size,
      latency: 80_000,
      minutes: 20,
      warmUp: 12,
      seed: 4,
    });
    expect(done.refused).toBeLessThan(0.01 * done.calls);
    expect(done.tokens).toBeGreaterThanOrEqual(0.95 * quota.tokens * 8);
  });

  it('finds to the quota by itself where the server names it when it refuses', async () => {
    const quota = { requests: 60, tokens: 1e9 };
    const done = await simulate(server(quota), {
      limits: { requestsPerMinute: null, tokensPerMinute: null, requestsPerDay: null, concurrency: 64 },
      size: () => ({ estimate: 100, actual: 100 }),
      latency: 3_000,
      minutes: 12,
      warmUp: 3,
      seed: 5,
      refusal: rateLimited(19_000, { requestsPerMinute: 60 }),
    });
    expect(done.taken).toBeGreaterThanOrEqual(0.95 * quota.requests * 9);
    expect(done.refused).toBeLessThan(0.01 * done.calls);
  });
});
