import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BatchProvider, BatchState, BatchStatus, Call, Failed } from '../../../server/ask/provider.ts';
import { geminiBatches } from '../../../server/ask/providers/gemini/batches.ts';
import { type FakeModels, startFakeModels } from '../../helpers/fake-models/server.ts';
import { call, effects, everyFault, GENERATION, holdsKey, KEY, WRITTEN } from './ask-fakes.ts';

let fake: FakeModels;
const never = new AbortController().signal;
const providers = new Map<'inline' | 'file', BatchProvider>();

beforeAll(async () => {
  fake = await startFakeModels(everyFault());
  for (const by of ['inline', 'file'] as const) {
    providers.set(
      by,
      geminiBatches({
        ...effects,
        access: { mode: 'developer', key: KEY },
        baseUrl: fake.url,
        apiVersion: null,
        by,
      }),
    );
  }
});
afterAll(() => fake.close());

const key = (at: number): string => at.toString(16).padStart(64, '0');
const CALLS: Call[] = Array.from({ length: 5 }, (_, at) => call(`What is ${at} + 2?`, { key: key(at) }));
const KEYS = CALLS.map((one) => one.key);

const ok = <T extends object>(got: T | Failed): T => {
  if ('class' in got) throw new Error(got.message);
  return got;
};

/** Makes a job that meets a fault by its name, and looks at it until it stands. */
async function made(by: 'inline' | 'file', fault: string, calls = CALLS) {
  const { batches } = providers.get(by)!;
  const created = ok(await batches.create(`job [${fault}]`, calls, never));
  return { batches, created };
}

async function ended(by: 'inline' | 'file', fault: string, calls = CALLS) {
  const { batches, created } = await made(by, fault, calls);
  const states: BatchState[] = [created.state];
  let status: BatchStatus = created;
  for (let look = 0; look < 3; look++) {
    status = ok(await batches.status(created.name, never));
    states.push(status.state);
  }
  return { batches, status, states };
}

describe.each(['inline', 'file'] as const)('a batch of Gemini, %s', (by) => {
  test('goes from pending to done, and its results are those of single calls', async () => {
    const calls = [
      call('plain', { key: key(1), system: 'S' }),
      call('[gemini.safety]', { key: key(2) }),
      call('[gemini.max-tokens]', { key: key(3), generation: { ...GENERATION, temperature: 0.5 } }),
    ];
    const { batches, status, states } = await ended(by, 'none', calls);
    expect(states).toEqual(['pending', 'running', 'succeeded', 'succeeded']);
    const results = ok(await batches.results(status.name, calls, never));
    expect(
      [...results].map(([name, outcome]) => [name, outcome.state === 'replied' && outcome.reading.outcome]),
    ).toEqual([
      [key(1), { state: 'answered' }],
      [key(2), { state: 'blocked', reason: 'safety' }],
      [key(3), { state: 'unusable', reason: 'truncated' }],
    ]);
    const first = results.get(key(1))!;
    expect(first).toMatchObject({
      state: 'replied',
      mediaType: 'application/json',
      reading: { thinking: WRITTEN.thoughts, answer: WRITTEN.answer },
      sent: {
        provider: 'gemini',
        endpoint: `${fake.url}/v1beta/models/gemini-3.8-flash:batchGenerateContent`,
        apiVersion: 'v1beta',
        mode: 'batch',
      },
    });
    expect(JSON.parse(first.sent.body)).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'plain' }] }],
      systemInstruction: { parts: [{ text: 'S' }] },
      generationConfig: { thinkingConfig: { includeThoughts: true } },
    });
    const asked = fake.ledger.entries.findLast(
      ({ prompt, route }) => prompt === 'plain' && route === 'batch-item',
    );
    expect(asked?.body).toEqual(JSON.parse(first.sent.body));
    const raw = JSON.parse(Buffer.from(first.raw!).toString('utf8')) as object;
    expect(raw).toMatchObject(by === 'file' ? { key: key(1) } : { metadata: { key: key(1) } });
  });

  test.each([
    ['batch.out-of-order', KEYS],
    ['batch.missing-item', KEYS.slice(1)],
    ['batch.unknown-key', KEYS],
    ['batch.no-keys', []],
  ])('%s is matched by key alone', async (fault, keys) => {
    const { batches, status } = await ended(by, fault);
    const results = ok(await batches.results(status.name, CALLS, never));
    expect([...results.keys()].sort()).toEqual([...keys].sort());
    for (const [name, outcome] of results)
      expect(outcome.sent.body).toContain(`"What is ${Number.parseInt(name, 16)} + 2?"`);
  });

  test('the first of two results for one call counts, with a note', async () => {
    const { batches, status } = await ended(by, 'batch.duplicate-item');
    const results = ok(await batches.results(status.name, CALLS, never));
    const notes = [...results.values()].map((one) => one.state === 'replied' && one.reading.notes);
    expect(notes).toEqual([
      ['The batch held more than one result for this call; the first one counts.'],
      [],
      [],
      [],
      [],
    ]);
  });

  test.each([
    ['batch.item-error', { class: 'transient', reason: 'server-error', status: 500 }],
    ['batch.item-quota', { class: 'transient', reason: 'rate-limited', overloaded: true, status: 429 }],
  ])('%s fails that item and no other', async (fault, expected) => {
    const { batches, status } = await ended(by, fault);
    const results = ok(await batches.results(status.name, CALLS, never));
    expect(results.get(key(0))).toMatchObject({ state: 'trouble', ...expected });
    expect([...results.values()].filter(({ state }) => state === 'replied')).toHaveLength(4);
  });

  test('an item fails for the same reasons as a call of its own', async () => {
    const faults = ['gemini.503', 'gemini.400', 'gemini.403-leaked', 'gemini.429-day'];
    const calls = faults.map((fault, at) => call(`[${fault}]`, { key: key(at) }));
    const { batches, status } = await ended(by, 'none', calls);
    const results = ok(await batches.results(status.name, calls, never));
    expect(calls.map((one) => results.get(one.key))).toMatchObject([
      { class: 'transient', reason: 'server-error', overloaded: true, status: 503 },
      { class: 'bad-request', status: 400 },
      { class: 'fatal', cause: 'key', status: 403 },
      { class: 'quota-exhausted', quota: 'day', status: 429 },
    ]);
    for (const outcome of results.values()) expect(holdsKey(outcome)).toBe(false);
  });

  test.each([
    ['batch.expired', 'expired', null],
    ['batch.failed', 'failed', 'The batch could not be carried out.'],
    ['batch.pending-for-ever', 'pending', null],
    ['batch.unknown-state', 'running', null],
  ])('%s shows as %s', async (fault, state, error) => {
    const { batches, status } = await ended(by, fault);
    expect(status).toEqual({
      name: expect.stringMatching(/^batches\/[0-9a-f]{16}$/) as string,
      displayName: `job [${fault}]`,
      state,
      error,
    });
    const results = await batches.results(status.name, CALLS, never);
    if (state === 'expired' || state === 'failed') expect(results).toEqual(new Map());
    else
      expect(results).toMatchObject({
        class: 'transient',
        reason: 'timeout',
        message: 'The batch has not ended yet.',
      });
  });

  test('a cancelled job may finish all the same', async () => {
    const { batches, created } = await made(by, 'batch.finishes-though-cancelled');
    expect(await batches.cancel(created.name, never)).toBeNull();
    expect(ok(await batches.status(created.name, never)).state).toBe('succeeded');
    expect(ok(await batches.results(created.name, CALLS, never)).size).toBe(5);
  });

  test('a cancelled job holds nothing', async () => {
    const { batches, created } = await made(by, 'none');
    expect(await batches.cancel(created.name, never)).toBeNull();
    expect(ok(await batches.status(created.name, never)).state).toBe('cancelled');
    expect(await batches.results(created.name, CALLS, never)).toEqual(new Map());
  });

  test('output that is gone is gone for good, and stops nobody else', async () => {
    const { batches, status } = await ended(by, 'batch.output-gone');
    expect(await batches.results(status.name, CALLS, never)).toMatchObject({
      class: 'bad-request',
      reason: 'batch-expired',
    });
  });

  test('a job that is gone likewise', async () => {
    const { batches, created } = await made(by, 'batch.job-gone');
    for (const got of [
      await batches.status(created.name, never),
      await batches.results(created.name, CALLS, never),
      await batches.cancel(created.name, never),
    ])
      expect(got).toMatchObject({ class: 'bad-request', reason: 'batch-expired', status: 404 });
  });

  test('a job whose reply was lost is found by its display name', async () => {
    const { batches } = providers.get(by)!;
    const lost = await batches.create('job [batch.lost-create]', CALLS, never);
    expect(lost).toMatchObject({ class: 'transient', reason: 'transport' });
    const found = ok(await batches.find('job [batch.lost-create]', never));
    expect(found.map(({ displayName, state }) => [displayName, state]).at(-1)).toEqual([
      'job [batch.lost-create]',
      'pending',
    ]);
    expect(ok(await batches.find('nobody made this', never))).toEqual([]);
  });

  test.each([
    ['batch.create-429', { class: 'rate-limited', retryAfterMs: null, learned: null }],
    ['batch.create-500', { class: 'transient', reason: 'server-error' }],
  ])('%s makes no job', async (fault, expected) => {
    const { batches } = providers.get(by)!;
    const failed = await batches.create(`job [${fault}]`, CALLS, never);
    expect(failed).toMatchObject(expected);
    expect(holdsKey(failed as Failed)).toBe(false);
    expect(ok(await batches.find(`job [${fault}]`, never))).toEqual([]);
  });

  test('a model that is gone is fatal', async () => {
    const calls = [call('Q', { model: 'gemini-2.0-flash-thinking-exp' })];
    expect(await providers.get(by)!.batches.create('x', calls, never)).toMatchObject({
      class: 'fatal',
      cause: 'model-gone',
    });
  });
});

test.each(['batch.results-cut', 'batch.results-broken-line'])(
  '%s loses that line and no other',
  async (fault) => {
    const { batches, status } = await ended('file', fault);
    expect(ok(await batches.results(status.name, CALLS, never)).size).toBe(4);
  },
);

test('jobs are found over many pages, oldest first', async () => {
  const { batches } = providers.get('inline')!;
  const one = [call('Q', { key: key(1) })];
  const names: string[] = [];
  for (let at = 0; at < 130; at++) {
    const created = ok(await batches.create(at % 64 === 0 ? 'mine' : 'other', one, never));
    if (at % 64 === 0) names.push(created.name);
  }
  expect(ok(await batches.find('mine', never)).map(({ name }) => name)).toEqual(names);
});

test('a name that is none never becomes an address', async () => {
  const before = fake.ledger.entries.length;
  const { batches } = providers.get('inline')!;
  expect(await batches.status('batches/../models/x', never)).toMatchObject({
    class: 'bad-request',
    message: 'That is not the name of a batch.',
  });
  expect(await batches.create('x', [], never)).toMatchObject({ class: 'bad-request' });
  expect(await batches.create('x', [call('a'), call('b', { model: 'other' })], never)).toMatchObject({
    class: 'bad-request',
    message: 'A batch holds calls of one model, and at least one.',
  });
  expect(fake.ledger.entries).toHaveLength(before);
});
