import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createLimiter, type LimiterState } from '../../../server/ask/limiter/limiter.ts';
import { virtualClock } from './virtual-clock.ts';

interface Granted {
  nth: number;
  at: number;
  tokens: number;
}

const calls = fc.array(
  fc.record({
    /** Ms after the one before. */
    gap: fc.oneof(fc.constant(0), fc.nat(3_000)),
    tokens: fc.nat(1_500),
    lasts: fc.nat(90_000),
  }),
  { minLength: 1, maxLength: 60 },
);

/** Calls as they come, through limiters of which each takes over the state of the one before. */
async function pass(
  limits: { requestsPerMinute: number; tokensPerMinute: number },
  wanted: { gap: number; tokens: number; lasts: number }[],
  restarts: number[],
) {
  const clock = virtualClock();
  const granted: Granted[] = [];
  const never = new AbortController().signal;
  const full = { ...limits, requestsPerDay: null, concurrency: 50 };
  let limiter = createLimiter(full, clock);
  for (const [nth, { gap, tokens, lasts }] of wanted.entries()) {
    await clock.advance(gap);
    if (restarts.includes(nth)) {
      await clock.advance(60 * 60_000); // those who wait are served first, so that their order can be told
      limiter = createLimiter(full, clock, JSON.parse(JSON.stringify(limiter.state())) as LimiterState);
    }
    void limiter.acquire(tokens, never).then((permit) => {
      granted.push({ nth, at: clock.now(), tokens });
      clock.after(lasts, () => permit.settle(tokens));
    });
  }
  await clock.advance(5 * 60 * 60_000);
  return { granted, sleeping: clock.sleeping() };
}

it('serves everybody in their order, and no minute whatsoever holds more than the limits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 50, max: 5_000 }),
      calls,
      fc.array(fc.nat(60), { maxLength: 2 }),
      async (requestsPerMinute, tokensPerMinute, wanted, restarts) => {
        const { granted, sleeping } = await pass({ requestsPerMinute, tokensPerMinute }, wanted, restarts);
        expect(granted.map(({ nth }) => nth)).toEqual(wanted.map((_, nth) => nth));
        expect(sleeping).toBe(0);
        for (const { at } of granted) {
          const minute = granted.filter((other) => other.at > at - 60_000 && other.at <= at);
          expect(minute.length).toBeLessThanOrEqual(requestsPerMinute);
          const tokens = minute.reduce((sum, each) => sum + each.tokens, 0);
          const isAlone = minute.filter((each) => each.tokens > 0).length === 1;
          if (!isAlone) expect(tokens).toBeLessThanOrEqual(tokensPerMinute);
        }
      },
    ),
    { numRuns: 40 },
  );
});

it('sends no second full minute after a restart in the middle of one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 300 }), fc.nat(59_000), async (requestsPerMinute, after) => {
      const clock = virtualClock();
      const limits = { requestsPerMinute, tokensPerMinute: null, requestsPerDay: null, concurrency: 1_000 };
      const sent: number[] = [];
      const begin = (state: LimiterState | null, killed: AbortSignal) => {
        const limiter = createLimiter(limits, clock, state);
        const one = (): void =>
          void limiter.acquire(1, killed).then(
            (permit) => {
              sent.push(clock.now());
              permit.settle(1);
              one();
            },
            () => undefined,
          );
        for (let i = 0; i < 20; i++) one();
        return limiter;
      };
      const first = new AbortController();
      const limiter = begin(null, first.signal);
      await clock.advance(after);
      const state = JSON.parse(JSON.stringify(limiter.state())) as LimiterState;
      first.abort();
      const second = new AbortController();
      begin(state, second.signal);
      await clock.advance(61_000);
      second.abort();
      for (const at of sent) {
        const minute = sent.filter((other) => other > at - 60_000 && other <= at).length;
        expect(minute).toBeLessThanOrEqual(requestsPerMinute);
      }
    }),
    { numRuns: 15 },
  );
});
