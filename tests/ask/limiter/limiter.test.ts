import { describe, expect, it } from 'vitest';
import {
  createLimiter,
  type LimiterState,
  type Limits,
  type Permit,
} from '../../../server/ask/limiter/limiter.ts';
import type { Failed } from '../../../server/ask/provider.ts';
import { exhausted, failed, overloaded, rateLimited } from './failures.ts';
import { virtualClock } from './virtual-clock.ts';

const NONE: Limits = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  requestsPerDay: null,
  concurrency: 64,
};
const MINUTE = 60_000;

/** A limiter on a virtual clock, with what became of each wish to call. */
function setUp(limits: Partial<Limits> = {}, state: LimiterState | null = null, at = '2026-11-23T12:00:00Z') {
  const clock = virtualClock(at);
  const limiter = createLimiter({ ...NONE, ...limits }, clock, state);
  const signal = new AbortController();
  const granted: { name: string; at: number; permit: Permit }[] = [];
  const refused: { name: string; message: string }[] = [];
  const start = clock.now();
  const want = (name: string, tokens = 1, own = signal.signal): void =>
    void limiter.acquire(tokens, own).then(
      (permit) => granted.push({ name, at: clock.now() - start, permit }),
      (error: Error) => refused.push({ name, message: error.message }),
    );
  return {
    clock,
    limiter,
    signal,
    granted,
    refused,
    want,
    /** Wants one call, waits until it may go, and lets it fail. @returns ms that it waited */
    async failNext(failure: Failed, patience = 24 * 60 * MINUTE): Promise<number> {
      const before = clock.now();
      const nth = granted.length;
      want('next');
      for (let waited = 0; granted.length === nth && refused.length === 0 && waited < patience; waited += 250)
        await clock.advance(250);
      granted[nth]?.permit.fail(failure);
      return clock.now() - before - 250;
    },
    names: () => granted.map(({ name }) => name),
  };
}

describe('createLimiter: order', () => {
  it('serves in the order of arrival, and a big call is not overtaken', async () => {
    const { want, clock, granted } = setUp({ tokensPerMinute: 1_000 });
    want('first', 600);
    want('big', 900);
    want('small', 10);
    await clock.advance(1_000);
    expect(granted.map(({ name }) => name)).toEqual(['first']);
    await clock.advance(3 * MINUTE);
    expect(granted.map(({ name, at }) => [name, Math.round(at / MINUTE)])).toEqual([
      ['first', 0],
      ['big', 1],
      ['small', 2],
    ]);
  });

  it("lets a call that is bigger than a minute's tokens go alone", async () => {
    const { want, clock, granted } = setUp({ tokensPerMinute: 1_000 });
    for (const name of ['a', 'giant', 'b']) want(name, name === 'giant' ? 5_000 : 100);
    await clock.advance(5 * MINUTE);
    const [a, giant, b] = granted.map(({ at }) => at);
    expect([giant! - a! >= MINUTE, b! - giant! >= MINUTE, granted.length]).toEqual([true, true, 3]);
  });

  it('gives reserved tokens back when a call used fewer', async () => {
    const { want, clock, granted, names } = setUp({ tokensPerMinute: 1_000 });
    want('a', 900);
    want('b', 900);
    await clock.advance(1_000);
    granted[0]?.permit.settle(50);
    await clock.advance(5_000);
    expect(names()).toEqual(['a', 'b']);
  });
});

describe('createLimiter: calls in flight', () => {
  it('starts with 8, grows with each success until the first refusal, then by one for 20', async () => {
    const { want, clock, granted, limiter } = setUp({ concurrency: 40 });
    for (let i = 0; i < 40; i++) want(`${i}`);
    await clock.advance(1);
    expect(limiter.look()).toEqual({ permits: 8, inFlight: 8, pausedUntil: null });
    for (const { permit } of granted.slice(0, 8)) permit.settle(null);
    expect(limiter.look().permits).toBe(16);
    await clock.advance(1);
    for (const { permit } of granted.slice(8, 14)) permit.fail(overloaded());
    expect(limiter.look()).toMatchObject({ permits: 8, inFlight: 10 }); // a burst halves once
    await clock.advance(5 * MINUTE);
    expect(granted.length).toBe(24);
    for (let i = 14; i < 33; i++) {
      granted[i]?.permit.settle(null);
      await clock.advance(1_000);
    }
    expect(limiter.look().permits).toBe(8);
    granted[33]?.permit.settle(null);
    expect(limiter.look().permits).toBe(9);
  });

  it('never falls below one nor rises above concurrency', async () => {
    const { failNext, limiter, want, clock, granted } = setUp({ concurrency: 3 });
    expect(limiter.look().permits).toBe(3);
    for (let i = 0; i < 4; i++) await failNext(overloaded());
    expect(limiter.look().permits).toBe(1);
    for (let i = 0; i < 100; i++) {
      want('x');
      await clock.advance(5 * MINUTE);
      granted.at(-1)?.permit.settle(1);
    }
    expect(limiter.look()).toMatchObject({ permits: 3, inFlight: 0 });
  });

  it('counts the first word of a permit alone', async () => {
    const { want, clock, granted, limiter } = setUp();
    want('a');
    await clock.advance(1);
    granted[0]?.permit.settle(1);
    granted[0]?.permit.settle(1);
    granted[0]?.permit.fail(overloaded());
    expect(limiter.look()).toEqual({ permits: 9, inFlight: 0, pausedUntil: null });
  });
});

describe('createLimiter: pauses', () => {
  it('pauses everybody for as long as the provider says and a little more', async () => {
    const { want, clock, granted, names, limiter } = setUp();
    want('a');
    await clock.advance(1);
    granted[0]?.permit.fail(rateLimited(19_000));
    want('b');
    want('c');
    const until = limiter.look().pausedUntil ?? 0;
    expect(until - clock.now()).toBeGreaterThanOrEqual(19_000);
    expect(until - clock.now()).toBeLessThanOrEqual(19_000 * 1.2);
    await clock.advance(18_990);
    expect(names()).toEqual(['a']);
    await clock.advance(5_000);
    expect(names()).toEqual(['a', 'b', 'c']);
  });

  it('backs off from seconds to minutes where no delay is named, and starts anew after a success', async () => {
    const { failNext, want, clock, granted } = setUp();
    const waits: number[] = [];
    for (let i = 0; i < 9; i++) waits.push((await failNext(rateLimited(null))) / 1_000);
    for (const [i, expected] of [0, 5, 10, 20, 40, 80, 160, 300, 300].entries()) {
      expect(waits[i]).toBeGreaterThanOrEqual(expected - 0.3);
      expect(waits[i]).toBeLessThanOrEqual(expected * 1.2 + 0.5);
    }
    want('ok');
    await clock.advance(10 * MINUTE);
    granted.at(-1)?.permit.settle(1);
    await failNext(rateLimited(null));
    expect(await failNext(rateLimited(null))).toBeLessThanOrEqual(6_500);
  });

  it.each([0, -5, Number.NaN])('does not hammer a provider that names a delay of %d', async (delay) => {
    const { failNext } = setUp();
    let waited = 0;
    for (let i = 0; i < 12; i++) waited += await failNext(rateLimited(delay));
    expect(waited).toBeGreaterThan(3 * MINUTE);
  });

  it('stops where the delay is over an hour, and asks again after a day at the latest', async () => {
    for (const delay of [3_600_001, 1e300, Number.POSITIVE_INFINITY]) {
      const { failNext, want, clock, refused, limiter } = setUp();
      await failNext(rateLimited(delay));
      want('b');
      await clock.advance(1);
      expect(refused.map(({ name }) => name)).toEqual(['b']);
      expect(refused[0]?.message).toMatch(/opens again at 2026-11-2[34]T/);
      const later = setUp({}, limiter.state(), '2026-11-24T12:00:02Z');
      later.want('c');
      await later.clock.advance(1);
      expect(later.names()).toEqual(['c']);
    }
  });

  it('waits minutes for a spending limit, and stops when it outlasts ten', async () => {
    const { failNext, want, clock, refused } = setUp();
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) waits.push(Math.floor((await failNext(exhausted('spend'))) / MINUTE));
    expect(waits[0]).toBe(0);
    for (const [i, expected] of [2, 4, 8, 16].entries()) {
      expect(waits[i + 1]).toBeGreaterThanOrEqual(expected - 1);
      expect(waits[i + 1]).toBeLessThanOrEqual(expected * 1.2);
    }
    want('late');
    await clock.advance(1);
    expect(refused[0]?.message).toMatch(/^The provider's spending limit is used up; it opens again at /);
  });

  it('does not pause for a failure that says nothing of others', async () => {
    const { failNext, limiter } = setUp();
    await failNext(failed({ state: 'trouble', class: 'bad-request', reason: 'bad-request' }, 400));
    await failNext(
      failed({ state: 'trouble', class: 'transient', reason: 'transport', overloaded: false }, null),
    );
    expect(limiter.look()).toEqual({ permits: 8, inFlight: 0, pausedUntil: null });
  });
});

describe('createLimiter: the day', () => {
  it('stops until midnight in California whatever the delay says, across a restart too', async () => {
    const { failNext, want, clock, refused, limiter } = setUp();
    await failNext(exhausted('day', 1_000));
    want('b');
    await clock.advance(1);
    const message =
      "The day's quota of requests is used up (it is counted from midnight in California); it opens again at 2026-11-24T08:00:00.000Z. The same command goes on from here then.";
    expect(refused).toEqual([{ name: 'b', message }]);
    const stored: LimiterState = JSON.parse(JSON.stringify(limiter.state()));
    const before = setUp({}, stored, '2026-11-24T07:59:00Z');
    before.want('c');
    await before.clock.advance(1);
    expect(before.refused).toEqual([{ name: 'c', message }]);
    const after = setUp({}, stored, '2026-11-24T08:00:00Z');
    after.want('d');
    await after.clock.advance(1);
    expect(after.names()).toEqual(['d']);
  });

  it('turns away those who wait as well', async () => {
    const { want, clock, granted, refused } = setUp({ concurrency: 1 });
    want('a');
    want('b');
    want('c');
    await clock.advance(1);
    granted[0]?.permit.fail(exhausted('day'));
    await clock.advance(1);
    expect(refused.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(clock.sleeping()).toBe(0);
  });

  it('counts the requests of a Pacific day over a restart', async () => {
    const { want, clock, limiter, names, refused } = setUp({ requestsPerDay: 3 });
    for (const name of ['a', 'b']) want(name);
    await clock.advance(1);
    const next = setUp({ requestsPerDay: 3 }, limiter.state());
    for (const name of ['c', 'd']) next.want(name);
    await next.clock.advance(1);
    expect([names(), refused, next.names(), next.refused.map(({ name }) => name)]).toEqual([
      ['a', 'b'],
      [],
      ['c'],
      ['d'],
    ]);
    const tomorrow = setUp({ requestsPerDay: 3 }, next.limiter.state(), '2026-11-24T08:00:00Z');
    tomorrow.want('e');
    await tomorrow.clock.advance(1);
    expect(tomorrow.names()).toEqual(['e']);
    const raised = setUp({ requestsPerDay: 4 }, next.limiter.state());
    raised.want('f');
    await raised.clock.advance(1);
    expect(raised.names()).toEqual(['f']);
  });

  it('forgets no request of the day where the clock was set back over midnight and put right again', async () => {
    const used = setUp({ requestsPerDay: 2 });
    for (const name of ['a', 'b']) used.want(name);
    await used.clock.advance(1);
    const back = setUp({ requestsPerDay: 2 }, used.limiter.state(), '2026-11-22T20:00:00Z');
    back.want('c');
    await back.clock.advance(1);
    const right = setUp({ requestsPerDay: 2 }, back.limiter.state());
    right.want('d');
    await right.clock.advance(1);
    expect([back.names(), back.refused.length, right.names(), right.refused.length]).toEqual([[], 1, [], 1]);
    const wrong = setUp({ requestsPerDay: 2 }, used.limiter.state(), '2026-11-01T12:00:00Z');
    wrong.want('e');
    await wrong.clock.advance(1);
    expect(wrong.names()).toEqual(['e']); // a day that was never near is not waited for
  });
});

describe('createLimiter: limits that are learned, a restart, hostile values', () => {
  it('goes by the lower limit that the provider names, for a day', async () => {
    const { failNext, want, clock, granted, limiter } = setUp({ requestsPerMinute: 1_000 });
    await failNext(rateLimited(0, { requestsPerMinute: 5, tokensPerMinute: Number.NaN }));
    for (let i = 0; i < 40; i++) want(`${i}`);
    for (let i = 0; i < 3 * 60; i++) {
      await clock.advance(1_000);
      for (const { permit } of granted) permit.settle(1);
    }
    expect(granted.length).toBeGreaterThanOrEqual(13);
    expect(granted.length).toBeLessThanOrEqual(16);
    const later = setUp({ requestsPerMinute: 60_000 }, limiter.state(), '2026-11-24T13:00:00Z');
    for (let i = 0; i < 8; i++) later.want(`${i}`);
    await later.clock.advance(1_000);
    expect(later.granted.length).toBe(8);
  });

  it('sends no second full minute after a restart', async () => {
    const limits = { requestsPerMinute: 60, concurrency: 8 };
    const { want, clock, granted, limiter } = setUp(limits);
    for (let i = 0; i < 60; i++) want(`${i}`);
    for (let i = 0; i < 600; i++) {
      await clock.advance(100);
      for (const { permit } of granted) permit.settle(1);
    }
    expect(granted.length).toBe(60);
    const stored: LimiterState = JSON.parse(JSON.stringify(limiter.state()));
    expect(stored.uses.length).toBeLessThan(250);
    const next = setUp(limits, stored, new Date(clock.now()).toISOString());
    next.want('a');
    await next.clock.advance(1_000);
    expect(next.names()).toEqual([]);
    await next.clock.advance(1_500);
    expect(next.names()).toEqual(['a']);
  });

  it('goes on where the clock was set back or jumps ahead', async () => {
    const { want, clock, names, failNext } = setUp({ requestsPerMinute: 2 });
    await failNext(rateLimited(60_000));
    clock.set(clock.now() - 100 * 60 * MINUTE);
    want('b');
    want('c');
    await clock.advance(3 * MINUTE);
    expect(names()).toEqual(['next', 'b', 'c']);
  });

  it('is not led astray by a broken state or by nonsense of tokens', async () => {
    const broken: LimiterState = {
      uses: [{ slot: Number.NaN, requests: 1e300, tokens: -1 }],
      day: { date: 'x', requests: Number.POSITIVE_INFINITY },
      hold: {
        pausedUntil: 1e300,
        closed: { until: Number.NaN, why: 'day' },
        refusals: -1,
        spendRefusals: 1e300,
      },
      learned: { requestsPerMinute: -1, tokensPerMinute: 0, at: Number.NaN },
      bias: { estimated: Number.NaN, used: 1, calls: 1 },
    };
    const { want, clock, names, granted } = setUp({ tokensPerMinute: 100, requestsPerDay: 9 }, broken);
    for (const tokens of [Number.NaN, -1, 0]) want(`${tokens}`, tokens);
    await clock.advance(1);
    for (const { permit } of granted) permit.settle(Number.NaN);
    want('1e300', 1e300);
    await clock.advance(2 * MINUTE);
    expect(names()).toEqual(['NaN', '-1', '0', '1e300']);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses a limit of %d', (requestsPerMinute) => {
    expect(() => createLimiter({ ...NONE, requestsPerMinute }, virtualClock())).toThrow(
      `The limit requestsPerMinute is ${requestsPerMinute}; it takes a number of at least 1.`,
    );
  });
});

describe('createLimiter: whoever stops waiting', () => {
  it('frees a waiter at once and leaves no timer', async () => {
    const { want, clock, refused, names } = setUp({ requestsPerMinute: 1 });
    const own = new AbortController();
    want('a');
    want('b', 1, own.signal);
    want('c');
    await clock.advance(10);
    expect(clock.sleeping()).toBe(1);
    own.abort();
    await clock.advance(0);
    expect(refused).toEqual([
      { name: 'b', message: 'Stopped while waiting for its turn; the same command goes on from here.' },
    ]);
    await clock.advance(2 * MINUTE);
    expect([names(), clock.sleeping()]).toEqual([['a', 'c'], 0]);
  });

  it('frees everybody with one signal, and takes nobody whose signal is aborted already', async () => {
    const { want, clock, signal, refused } = setUp({ requestsPerMinute: 1 });
    for (const name of ['a', 'b', 'c']) want(name);
    await clock.advance(10);
    signal.abort();
    want('d');
    await clock.advance(0);
    expect(refused.map(({ name }) => name).sort()).toEqual(['b', 'c', 'd']);
    expect(clock.sleeping()).toBe(0);
  });

  it('hears of a clock that fails', async () => {
    const limiter = createLimiter(
      { ...NONE, requestsPerMinute: 1 },
      { ...virtualClock(), sleep: () => Promise.reject(new Error('no timers')) },
    );
    const { signal } = new AbortController();
    await limiter.acquire(1, signal);
    await expect(limiter.acquire(1, signal)).rejects.toThrow('no timers');
  });
});
