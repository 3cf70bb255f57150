import { describe, expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { asked, blocked, REPLY_COSTS, reply, transient, trouble, unusable } from './scripted.ts';

const callsOf = (workspace: Workspace, collection: string) => [...workspace.calls.of(collection)];

describe('collectFromModel', () => {
  test('asks about the selected, stores what comes back and reports it from the rows', async () => {
    const { workspace, provider, collect } = asked(10, (call) => reply(call));
    const report = await collect();
    expect(report).toEqual({
      collectionId: expect.stringMatching(/^col-[0-9a-f]{16}$/),
      runId: 'run-0000000001',
      teacher: 'openai',
      service: 'scripted',
      model: 'scripted-model',
      asked: 10,
      answered: 10,
      blocked: {},
      unusable: {},
      failed: {},
      pending: 0,
      spentUsd: (10 * REPLY_COSTS) / 1e6,
      unsettledUsd: 0,
      tokens: { prompt: 100, thoughts: 1000, answer: 200 },
      flags: {},
      traces: { in: 10, usable: 10, dropped: {} },
      lost: 0,
      retried: 0,
      walk: null,
      retired: 0,
      warnings: [],
      seconds: 0,
    });
    expect(provider.costs()).toBe(10 * REPLY_COSTS);
    expect(callsOf(workspace, report.collectionId)).toHaveLength(10);
  });
});

const outcomes = (workspace: Workspace, collection: string) =>
  callsOf(workspace, collection).map(({ outcome, reason }) =>
    reason === null ? outcome : `${outcome}: ${reason}`,
  );

describe('what follows from a call', () => {
  test.each(['transport', 'timeout', 'server-error', 'broken-reply'] as const)(
    '%s is tried again, later each time, and given up after eight more tries',
    async (reason) => {
      const { workspace, slept, collect } = asked(1, () => transient(reason));
      const report = await collect();
      expect(report).toMatchObject({
        asked: 1,
        answered: 0,
        failed: { [reason]: 1 },
        pending: 0,
        retried: 8,
      });
      expect(slept).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
      expect(outcomes(workspace, report.collectionId)).toEqual(Array(9).fill(`transient: ${reason}`));
    },
  );

  test('a reply after trouble is the answer', async () => {
    const { workspace, collect } = asked(1, (call, nth) => (nth < 4 ? transient('transport') : reply(call)));
    const report = await collect();
    expect(report).toMatchObject({ asked: 1, answered: 1, failed: {}, retried: 3 });
    expect(outcomes(workspace, report.collectionId).at(-1)).toBe('answered');
  });

  test.each([
    ['recitation', 3],
    ['safety', 1],
  ] as const)('a reply blocked by %s is asked for %i times in all', async (reason, times) => {
    const { provider, collect } = asked(1, (call) => blocked(call, reason));
    const report = await collect();
    expect(report).toMatchObject({
      asked: 1,
      blocked: { [reason]: 1 },
      traces: { in: 0, usable: 0, dropped: {} },
    });
    expect(provider.served).toHaveLength(times);
    expect(report.spentUsd).toBe((times * REPLY_COSTS) / 1e6);
  });

  test.each([
    ['no-thoughts', 3],
    ['empty', 3],
    ['truncated', 1],
  ] as const)(
    'an unusable reply (%s) is asked for %i times in all, and leaves no text',
    async (reason, times) => {
      const { workspace, provider, collect } = asked(1, (call) => unusable(call, reason));
      const report = await collect();
      expect(report).toMatchObject({
        asked: 1,
        unusable: { [reason]: 1 },
        traces: { in: 1, usable: 0, dropped: { [reason]: 1 } },
      });
      expect(provider.served).toHaveLength(times);
      const [trace] = workspace.traces.of(provider.served[0]?.question ?? '', [report.collectionId]);
      expect(trace).toMatchObject({ outcome: reason, thinking: null, answer: null });
    },
  );

  test('a reply that serves at the second asking is the outcome', async () => {
    const { workspace, collect } = asked(1, (call, nth) =>
      nth === 1 ? blocked(call, 'recitation') : reply(call),
    );
    const report = await collect();
    expect(report).toMatchObject({ asked: 1, answered: 1, blocked: {}, retried: 1 });
    expect(outcomes(workspace, report.collectionId)).toEqual(['blocked: recitation', 'answered']);
  });

  test('who is told to wait waits at the limiter, as often as it takes', async () => {
    const limited = trouble({ state: 'trouble', class: 'rate-limited', retryAfterMs: 19_000, learned: null });
    const { collect } = asked(3, (call, nth) => (nth < 12 ? limited : reply(call)));
    const report = await collect();
    expect(report).toMatchObject({ asked: 3, answered: 3, failed: {}, unsettledUsd: 0 });
  });

  test('who is told to wait for longer than it is worth is given up', async () => {
    const limited = trouble({ state: 'trouble', class: 'rate-limited', retryAfterMs: 1000, learned: null });
    const { pass, collect } = asked(1, () => {
      pass(601_000);
      return limited;
    });
    const report = await collect();
    expect(report).toMatchObject({ asked: 1, failed: { 'rate-limited': 1 }, pending: 0 });
  });

  test('a bad request fails its item at once, and no other', async () => {
    const refused = trouble(
      { state: 'trouble', class: 'bad-request', reason: 'bad-request' },
      { status: 400 },
    );
    const { provider, collect } = asked(4, (call) => (call.prompt === 'What is q2?' ? refused : reply(call)));
    const report = await collect();
    expect(report).toMatchObject({
      asked: 4,
      answered: 3,
      failed: { 'bad-request': 1 },
      spentUsd: (3 * REPLY_COSTS) / 1e6,
    });
    expect(provider.served).toHaveLength(4);
  });

  test('a bad key stops everybody at once, with one line and without the key', async () => {
    const fatal = trouble(
      { state: 'trouble', class: 'fatal', cause: 'key' },
      { message: 'bad key SECRET', status: 400 },
    );
    const { workspace, provider, collect } = asked(50, () => fatal);
    const failed = collect();
    await expect(failed).rejects.toMatchObject({
      code: 'failed',
      message: expect.stringMatching(/^scripted refuses the key: set a valid one[^\n]*bad key \[key\]$/),
      details: { asked: 0, pending: 50 },
    });
    expect(provider.served.length).toBeLessThanOrEqual(4);
    const [collection] = workspace.collections.all();
    expect(callsOf(workspace, collection?.id ?? '').map(({ message }) => message)).toContain('bad key [key]');
  });

  test('a used up quota stops the collection, and the same command goes on', async () => {
    const quota = trouble({ state: 'trouble', class: 'quota-exhausted', quota: 'day', retryAfterMs: 60_000 });
    let open = false;
    const { provider, pass, collect } = asked(12, (call) =>
      provider.served.length > 5 && !open ? quota : reply(call),
    );
    await expect(collect()).rejects.toMatchObject({
      code: 'stopped',
      message:
        'The quota of the day of scripted is used up (open again in 1 min); the same command goes on from here.',
    });
    const before = provider.served.length;
    await expect(collect()).rejects.toMatchObject({ code: 'stopped' });
    expect(provider.served).toHaveLength(before); // the limiter knows of it still
    open = true;
    pass(9 * 3_600_000); // midnight in California
    const second = await collect();
    expect(second).toMatchObject({ asked: 12, answered: 12, pending: 0, spentUsd: (12 * REPLY_COSTS) / 1e6 });
    expect(provider.costs()).toBe(12 * REPLY_COSTS);
  });

  test('a limit that was learned and requests of this minute are known to the next command', async () => {
    const { workspace, collect, slept } = asked(6, (call) => reply(call));
    await collect({ rpm: 3 });
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60_000);
    const count = slept.length;
    await collect({ rpm: 3, samples: 2 });
    expect(slept.slice(count).reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60_000);
    expect(
      workspace.meters.get({ provider: 'scripted', project: 'p0', model: 'scripted-model' }),
    ).toBeDefined();
  });
});
