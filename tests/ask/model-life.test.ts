import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { setCollectionState } from '../../server/ask/model/control.ts';
import type { Call } from '../../server/ask/provider.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { openWorkspace } from '../../server/db/workspace.ts';
import { asked, blocked, REPLY_COSTS, realSleep, reply, transient, unusable } from './scripted.ts';

const collectionOf = (workspace: Workspace): string => workspace.collections.all()[0]?.id ?? '';
const eventsOf = (workspace: Workspace) =>
  workspace.events
    .all()
    .map(
      ({ body }) =>
        JSON.parse(Buffer.from(body).toString('utf8')) as { type: string; data: Record<string, unknown> },
    );
const numberOf = (call: Call): number => Number(/\d+/.exec(call.prompt)?.[0]);
const usd = (replies: number): number => (replies * REPLY_COSTS) / 1e6;

describe('the books', () => {
  test('the row of a call is durable before the call leaves', async () => {
    const seen: unknown[] = [];
    const { workspace, collect } = asked(20, (call) => {
      const other = new BetterSqlite3(workspace.file, { readonly: true });
      seen.push(
        other
          .prepare(
            'SELECT a.state, c.try, c.ended_at AS ended FROM calls c JOIN asks a ON a.n = c.ask WHERE a.key = ? AND c.ended_at IS NULL',
          )
          .get(Buffer.from(call.key, 'hex')),
      );
      other.close();
      return reply(call);
    });
    await collect();
    expect(seen).toEqual(Array(20).fill({ state: 'asked', try: 1, ended: null }));
  });

  test('what was served is what is stored, to the call, the byte and the millionth of a dollar', async () => {
    const raws = new Map<string, Uint8Array>();
    const { workspace, provider, collect } = asked(60, (call, nth) => {
      const n = numberOf(call);
      if (n % 7 === 0 && nth < 3) return transient('server-error');
      const said =
        n % 11 === 0 ? blocked(call, 'recitation') : n % 13 === 0 ? unusable(call, 'truncated') : reply(call);
      raws.set(said.reading.responseId ?? '', said.raw);
      return said;
    });
    const report = await collect();
    const calls = [...workspace.calls.of(report.collectionId)];
    expect(calls).toHaveLength(provider.served.length);
    expect(report.spentUsd).toBe(provider.costs() / 1e6);
    expect(report.asked).toBe(60);
    expect(report.answered + (report.blocked.recitation ?? 0) + (report.unusable.truncated ?? 0)).toBe(60);
    for (const { blob, responseId, outcome, endedAt } of calls) {
      expect(endedAt).not.toBeNull();
      if (outcome === 'transient') expect(blob).toBeNull();
      else expect(workspace.blobs.get(blob ?? Buffer.alloc(0))).toEqual(raws.get(responseId ?? ''));
    }
  });

  test('the log tells of the start and of every reply, in the transactions of their rows', async () => {
    const { workspace, collect } = asked(9, (call) =>
      numberOf(call) === 3 ? blocked(call, 'safety') : reply(call),
    );
    const { collectionId } = await collect();
    const [start, ordered, ...groups] = eventsOf(workspace);
    expect(start).toMatchObject({
      type: 'collection.started',
      subject: collectionId,
      data: {
        model: 'scripted-model',
        price_row: 'scripted 2026-01-01',
        registry_sha256: 'f'.repeat(64),
      },
    });
    expect(ordered).toMatchObject({
      type: 'collection.ordered',
      subject: collectionId,
      data: { budget_micro_usd: null, order: '{}' },
    });
    const of = (type: string) => groups.filter((event) => event.type === type);
    expect([of('trace.requested').length, of('trace.received').length]).toEqual([9, 9]);
    expect(of('trace.requested')[0]).toMatchObject({ data: { registry_sha256: 'f'.repeat(64) } });
    expect(of('trace.received').map(({ data }) => data.outcome)).toContain('blocked');
    const sum = (name: string) =>
      of('traces.collected').reduce((total, { data }) => total + Number(data[name]), 0);
    expect([sum('calls'), sum('asked')]).toEqual([9, 9]);
  });

  test('a reply that can not be kept as a result is stored as it came, and the others are not held up', async () => {
    const { workspace, collect } = asked(5, (call) => reply(call), {
      teacher: {
        judge: ({ question }) => {
          if (question.externalId === 'q2') throw new Error('no judgement with SECRET');
          return { dropped: null, findings: [] };
        },
      },
    });
    const report = await collect();
    expect(report).toMatchObject({ asked: 5, answered: 4, failed: { 'not-kept': 1 }, spentUsd: usd(5) });
    const odd = [...workspace.calls.of(report.collectionId)].find(({ message }) => message !== null);
    expect(odd).toMatchObject({ outcome: 'answered', message: 'no judgement with [key]' });
    expect(workspace.blobs.get(odd?.blob ?? Buffer.alloc(0))?.length).toBeGreaterThan(100);
  });

  test('a trace carries its verdict, what was found in it and the call that brought it; a dropped one keeps its text', async () => {
    const { workspace, provider, collect } = asked(3, (call) => reply(call), {
      teacher: {
        verify: (answer) => ({ verdict: 'wrong', rule: `seen ${answer}` }),
        judge: ({ question, verdict }) => ({
          dropped: question.externalId === 'q0' ? 'repetition' : null,
          findings: [{ name: 'x', verdict }],
        }),
      },
    });
    const report = await collect();
    expect(report).toMatchObject({ answered: 3, traces: { in: 3, usable: 2, dropped: { repetition: 1 } } });
    const [trace] = workspace.traces.of(provider.served[0]?.question ?? '', [report.collectionId]);
    expect(trace).toMatchObject({
      outcome: 'repetition',
      kind: 'raw',
      thinking: 'I think about: What is q0?',
      answer: '42',
      tokens: 6,
      verdict: 'wrong',
      verdictRule: 'seen 42',
      evidence: '[{"name":"x","verdict":"wrong"}]',
      call: 1,
    });
  });
});

describe('the same command again', () => {
  test('asks nobody twice, and the log hears nothing of it', async () => {
    const { workspace, provider, collect } = asked(8, (call) => reply(call));
    const first = await collect();
    const events = workspace.events.count();
    expect(await collect()).toEqual(first);
    const then = workspace.events.all().slice(events);
    expect([
      provider.served.length,
      then.map(({ body }) => (JSON.parse(Buffer.from(body).toString()) as { type: string }).type),
    ]).toEqual([8, []]);
  });

  test('with more samples or another scope goes on in the same collection', async () => {
    const { provider, collect } = asked(8, (call) => reply(call), { selected: 3 });
    const first = await collect();
    const more = await collect({ samples: 3 });
    const reserve = await collect({ for: 'reserve' });
    expect([first.asked, more.asked, reserve.asked]).toEqual([3, 9, 14]);
    expect(new Set([first.collectionId, more.collectionId, reserve.collectionId]).size).toBe(1);
    expect(new Set(provider.served.map(({ key }) => key)).size).toBe(14);
  });

  test('another model, endpoint or setting is another collection', async () => {
    const { teacher, collect } = asked(2, (call) => reply(call));
    const others = [
      {},
      { model: 'other' },
      { endpoint: 'http://elsewhere.test' },
      { generation: { ...teacher.generation, temperature: 0.6 } },
      { wording: { ...teacher.wording, id: 'other' } },
    ];
    const ids = [];
    for (const one of others)
      ids.push((await collect({}, { openTeacher: async () => ({ ...teacher, ...one }) })).collectionId);
    expect(new Set(ids).size).toBe(others.length);
  });

  test('--retry-failed asks blocked, unusable and failed ones again in a new round, and nobody else', async () => {
    let mended = false;
    const { workspace, provider, collect } = asked(6, (call) => {
      const n = numberOf(call);
      if (mended || n > 2) return reply(call);
      return n === 0 ? blocked(call, 'safety') : n === 1 ? unusable(call, 'truncated') : transient('timeout');
    });
    const first = await collect();
    expect(first).toMatchObject({
      answered: 3,
      blocked: { safety: 1 },
      unusable: { truncated: 1 },
      failed: { timeout: 1 },
    });
    expect(first.unsettledUsd).toBeGreaterThan(0);
    mended = true;
    const before = provider.served.length;
    expect(await collect()).toMatchObject({ answered: 3 });
    expect(provider.served.length).toBe(before);
    expect(await collect({ retryFailed: true })).toMatchObject({
      asked: 6,
      answered: 6,
      blocked: {},
      unusable: {},
      failed: {},
      traces: { in: 6, usable: 6, dropped: {} },
    });
    expect(provider.served.slice(before).map(numberOf).sort()).toEqual([0, 1, 2]);
    expect([...workspace.asks.of(collectionOf(workspace))].map(({ round }) => round).sort()).toEqual([
      1, 1, 1, 2, 2, 2,
    ]);
  });
});

describe('--budget-usd', () => {
  test('stops before it is passed, and a larger one goes on without asking anybody again', async () => {
    const { provider, collect } = asked(40, (call) => reply(call));
    await expect(collect({ budgetUsd: usd(12) })).rejects.toMatchObject({
      code: 'stopped',
      message: expect.stringMatching(/^The budget is used up: \$0\.00 is spent, .* larger --budget-usd/),
    });
    expect(provider.costs()).toBeLessThanOrEqual(12 * REPLY_COSTS);
    expect(provider.costs()).toBeGreaterThanOrEqual(10 * REPLY_COSTS);
    const report = await collect({ budgetUsd: 1 });
    expect(report).toMatchObject({ asked: 40, answered: 40, pending: 0, spentUsd: usd(40) });
    expect(provider.served).toHaveLength(40);
  });

  test('is refused where no price is known, since it could not be kept', async () => {
    const { workspace, collect } = asked(2, (call) => reply(call), { teacher: { pricing: null } });
    await expect(collect({ budgetUsd: 1 })).rejects.toMatchObject({ code: 'bad-usage' });
    expect(workspace.collections.all()).toEqual([]);
    expect(await collect()).toMatchObject({ answered: 2, spentUsd: 0 });
  });
});

describe('--until-usable', () => {
  test('walks down the ranks without asking more than needed, and counts what each reason cost', async () => {
    const { provider, collect } = asked(
      40,
      (call) => (numberOf(call) % 3 === 0 ? unusable(call, 'truncated') : reply(call)),
      {
        selected: 10,
      },
    );
    const report = await collect({ untilUsable: 10 });
    expect(report.walk).toEqual({ wanted: 10, usable: 10, walked: 15, cost: { truncated: 5 } });
    expect(report).toMatchObject({ pending: 0, asked: 15, answered: 10 });
    expect(provider.served.map(numberOf).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, i) => i),
    );
    expect(await collect({ untilUsable: 10 })).toEqual(report);
    expect(provider.served).toHaveLength(15);
  });

  test('a dropped trace does not count, and an end of the ranks is said', async () => {
    const { collect } = asked(6, (call) => reply(call), {
      selected: 3,
      teacher: {
        judge: ({ question }) => ({ dropped: question.externalId === 'q1' ? 'loop' : null, findings: [] }),
      },
    });
    const report = await collect({ untilUsable: 6 });
    expect(report).toMatchObject({
      answered: 6,
      walk: { wanted: 6, usable: 5, walked: 6, cost: { loop: 1 } },
      warnings: ['Only 5 of 6 questions hold a usable trace: selection and reserve are used up.'],
    });
  });
});

describe('a collection that is held up', () => {
  test.each([
    ['paused', /^Paused with \d+ still to be asked; the same command/],
    ['cancelled', /^Cancelled with \d+ still to be asked \(col-\w+\); the same command with --resume/],
  ] as const)('%s by another process ends with exit 4 and is taken up again', async (state, message) => {
    let calls = 0;
    const { workspace, provider, collect } = asked(30, async (call) => {
      if (++calls === 10) {
        const other = openWorkspace(workspace.dir, { now: () => new Date(), randomHex: () => 'ab', pid: 2 });
        setCollectionState(other, collectionOf(other), state, 'somebody');
        other.close();
      }
      if (calls >= 10) await new Promise((resolve) => setTimeout(resolve, 100));
      return reply(call);
    });
    await expect(collect({}, { sleep: realSleep })).rejects.toMatchObject({
      code: 'stopped',
      message: expect.stringMatching(message),
    });
    const stopped = provider.served.length;
    expect(stopped).toBeLessThan(30);
    if (state === 'cancelled')
      await expect(collect()).rejects.toMatchObject({
        code: 'conflict',
        message: expect.stringContaining('--resume'),
      });
    const report = await collect({ resume: true });
    expect(report).toMatchObject({ asked: 30, answered: 30, pending: 0 });
    expect(provider.costs() / 1e6).toBe(report.spentUsd);
    expect(eventsOf(workspace).map(({ type }) => type)).toEqual(
      expect.arrayContaining([`collection.${state}`, 'collection.resumed']),
    );
  });

  test('a signal lets calls under way end within the grace, and cuts off the others', async () => {
    const stop = new AbortController();
    let calls = 0;
    const { workspace, collect } = asked(
      20,
      (call, _nth, signal) =>
        new Promise((resolve) => {
          const at = ++calls;
          if (at < 9) return resolve(reply(call));
          signal.addEventListener('abort', () => resolve(transient('timeout')));
          if (at === 12) stop.abort();
          else if (at === 9) setTimeout(() => resolve(reply(call)), 20);
        }),
      { some: { signal: stop.signal, graceMs: 300 } },
    );
    await expect(collect({}, { sleep: realSleep })).rejects.toMatchObject({
      code: 'stopped',
      details: { answered: 9, pending: 11 },
    });
    const ends = [...workspace.calls.of(collectionOf(workspace))].map(({ outcome }) => outcome);
    expect(ends.filter((outcome) => outcome === 'aborted')).toHaveLength(3);
    expect(ends).not.toContain(null);
  });

  test('a second process is told who works on it, and nothing has to be waited for once that is over', async () => {
    const held: string[] = [];
    const { workspace, collect } = asked(3, async (call) => {
      const other = openWorkspace(workspace.dir, { now: () => new Date(), randomHex: () => 'ab', pid: 2 });
      try {
        other.lease(collectionOf(other), 'traces collect').release();
      } catch (cause) {
        held.push(String(cause));
      }
      other.close();
      return reply(call);
    });
    await collect();
    expect(held).toHaveLength(3);
    expect(held[0]).toMatch(/col-\w+ is in use by traces collect \(process 1\); nothing was changed/);
    workspace.lease(collectionOf(workspace), 'test').release();
  });
});

describe('flags that block', () => {
  const foreseen = {
    flags: [{ code: 'UNPAID_TIER_DATA_USE', effect: 'block', says: 'The unpaid tier uses what is sent.' }],
    outlook: [],
    policy: 'internal',
    termsRefs: [],
    registrySha256: 'a'.repeat(64),
    attestation: null,
  };
  const compliance = {
    foreseen,
    found: () => [],
    isOther: () => false,
    counts: () => ({ UNPAID_TIER_DATA_USE: 2 }),
  };

  test('stop the start, unless they are accepted by name for a purpose', async () => {
    const { workspace, provider, collect } = asked(2, (call) => reply(call), { teacher: { compliance } });
    await expect(collect()).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringContaining('--accept UNPAID_TIER_DATA_USE --purpose TEXT'),
    });
    const accept = ['UNPAID_TIER_DATA_USE'];
    await expect(collect({ accept })).rejects.toMatchObject({ code: 'bad-usage' });
    expect([provider.served.length, workspace.events.count()]).toEqual([0, 0]);
    expect(await collect({ accept, purpose: 'research' })).toMatchObject({
      flags: { UNPAID_TIER_DATA_USE: 2 },
    });
    await collect({ accept, purpose: 'research' });
    expect(eventsOf(workspace).filter(({ type }) => type === 'collection.flags-accepted')).toMatchObject([
      {
        actor: 'tester',
        data: { codes: accept, purpose_salted_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
  });

  test('nothing is asked where somebody says no to the plan', async () => {
    const { provider, collect } = asked(2, (call) => reply(call));
    await expect(collect({}, { confirm: async () => false })).rejects.toMatchObject({ code: 'stopped' });
    expect(provider.served).toEqual([]);
  });
});
