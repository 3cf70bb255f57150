import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Generation } from '../../../server/ask/provider.ts';
import { GEMINI_SDK, type GeminiOptions } from '../../../server/ask/providers/gemini/client.ts';
import { geminiProvider } from '../../../server/ask/providers/gemini/provider.ts';
import { keyRedactor } from '../../../server/ask/providers/text.ts';
import { type FakeModels, startFakeModels } from '../../helpers/fake-models/server.ts';
import { call, effects, GENERATION, KEY, WRITTEN } from './ask-fakes.ts';

let fake: FakeModels;
beforeAll(async () => {
  fake = await startFakeModels({
    reply: () => WRITTEN,
    faults: [
      { fault: 'wire.never-answers', prompt: 'silence' },
      { fault: 'wire.close-in-body', prompt: 'half' },
      { fault: 'gemini.403-leaked', prompt: 'leaked' },
    ],
  });
});
afterAll(() => fake.close());

const options = (more: Partial<GeminiOptions> = {}): GeminiOptions => ({
  ...effects,
  access: { mode: 'developer', key: KEY },
  baseUrl: fake.url,
  apiVersion: null,
  ...more,
});
const never = new AbortController().signal;
const last = () => fake.ledger.entries.at(-1)!;

const FULL: Generation = {
  temperature: 0.7,
  topP: 0.95,
  seed: 3,
  maxOutputTokens: 65_536,
  thinking: { level: 'HIGH' },
  includeThoughts: true,
  responseSchema: { type: 'object', properties: { verdict: { type: 'string' } } },
};

describe('a request of Gemini', () => {
  test('has every setting where the API looks for it, and is kept as it left', async () => {
    const provider = geminiProvider(options({ serviceTier: 'flex', store: false }));
    const outcome = await provider.ask(call('Q', { system: 'S', generation: FULL }), never);
    expect(last().body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Q' }] }],
      systemInstruction: { parts: [{ text: 'S' }] },
      serviceTier: 'flex',
      store: false,
      generationConfig: {
        temperature: 0.7,
        topP: 0.95,
        seed: 3,
        maxOutputTokens: 65_536,
        thinkingConfig: { includeThoughts: true, thinkingLevel: 'HIGH' },
        responseMimeType: 'application/json',
        responseJsonSchema: FULL.responseSchema,
      },
    });
    expect(outcome.sent).toEqual({
      provider: 'gemini',
      endpoint: `${fake.url}/v1beta/models/gemini-3.8-flash:generateContent`,
      apiVersion: 'v1beta',
      sdk: GEMINI_SDK,
      mode: 'unary',
      body: expect.stringMatching(/^\{"contents":.*,"generationConfig":.*"systemInstruction":/) as string,
    });
    expect(JSON.parse(outcome.sent.body)).toEqual(last().body);
  });

  test('sends nothing of what is null', async () => {
    await geminiProvider(options()).ask(
      call('Q', { generation: { ...GENERATION, includeThoughts: false } }),
      never,
    );
    expect(last().body).toEqual({
      contents: [{ role: 'user', parts: [{ text: 'Q' }] }],
      generationConfig: {},
    });
  });

  test('thinks within a budget where the model has no levels', async () => {
    const generation = { ...GENERATION, thinking: { budget: -1 } };
    const outcome = await geminiProvider(options()).ask(
      call('Q', { model: 'gemini-2.5-flash', generation }),
      never,
    );
    expect(outcome).toMatchObject({
      state: 'replied',
      reading: { modelVersion: 'gemini-3.5-flash-lite', modelStage: 'LEGACY' },
    });
    expect(last().body).toMatchObject({
      generationConfig: { thinkingConfig: { includeThoughts: true, thinkingBudget: -1 } },
    });
  });

  test('tells the server how long it may take, and the key in a header alone', async () => {
    await geminiProvider(options({ timeoutMs: 61_500 })).ask(call('Q'), never);
    expect(last()).toMatchObject({ version: 'v1beta', headers: { 'x-server-timeout': '62' } });
    expect(JSON.stringify(fake.ledger.entries)).not.toContain(KEY);
  });

  test('goes to the version that is asked for, and as a stream', async () => {
    const outcome = await geminiProvider(options({ apiVersion: 'v1', stream: true })).ask(call('Q'), never);
    expect([last().version, last().route]).toEqual(['v1', 'stream']);
    expect(outcome.sent).toMatchObject({
      endpoint: `${fake.url}/v1/models/gemini-3.8-flash:streamGenerateContent?alt=sse`,
      apiVersion: 'v1',
      mode: 'stream',
    });
  });

  test('goes to Vertex by project and place, or by the key alone', async () => {
    const access = { mode: 'vertex', project: 'p1', location: 'eu', key: KEY } as const;
    const outcome = await geminiProvider(options({ access })).ask(call('Q'), never);
    expect(outcome).toMatchObject({ state: 'replied', reading: { thinking: WRITTEN.thoughts } });
    expect(outcome.sent).toMatchObject({
      provider: 'vertex',
      apiVersion: 'v1beta1',
      endpoint: `${fake.url}/v1beta1/projects/p1/locations/eu/publishers/google/models/gemini-3.8-flash:generateContent`,
    });
    const express = await geminiProvider(options({ access: { mode: 'vertex', key: KEY } })).ask(
      call('Q'),
      never,
    );
    expect(express.sent.endpoint).toBe(
      `${fake.url}/v1beta1/publishers/google/models/gemini-3.8-flash:generateContent`,
    );
    expect(last().api).toBe('vertex');
  });

  test('a machine without credentials of its own is told so at once, and nothing is sent to Vertex', async () => {
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '/nowhere/credentials.json');
    try {
      const before = fake.ledger.entries.length;
      const access = { mode: 'vertex', project: 'p1', location: 'eu', key: null } as const;
      expect(await geminiProvider(options({ access })).ask(call('Q'), never)).toMatchObject({
        state: 'trouble',
        class: 'fatal',
        cause: 'credentials',
        raw: null,
      });
      expect(fake.ledger.entries).toHaveLength(before);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('is not changed by what the environment holds', async () => {
    for (const name of ['GOOGLE_API_KEY', 'GOOGLE_CLOUD_PROJECT', 'GOOGLE_CLOUD_LOCATION'])
      vi.stubEnv(name, 'of-the-environment');
    for (const name of ['GOOGLE_GEMINI_BASE_URL', 'GOOGLE_VERTEX_BASE_URL'])
      vi.stubEnv(name, 'http://127.0.0.1:9');
    for (const name of ['GOOGLE_GENAI_USE_VERTEXAI', 'GOOGLE_GENAI_USE_ENTERPRISE']) vi.stubEnv(name, 'true');
    vi.stubEnv('GOOGLE_GENAI_API_VERSION', 'v7');
    vi.stubEnv('GEMINI_API_KEY', 'another');
    const said = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'debug')];
    try {
      const plain = await geminiProvider(options()).ask(call('Q'), never);
      const [{ key, api, version }] = [last()];
      vi.unstubAllEnvs();
      const again = await geminiProvider(options()).ask(call('Q'), never);
      expect([plain.state, plain.sent]).toEqual(['replied', again.sent]);
      expect([key, api, version]).toEqual([last().key, 'gemini', 'v1beta']);
      expect(said.flatMap(({ mock }) => mock.calls)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('names the SDK that is installed', () => {
    const pinned = JSON.parse(readFileSync('package.json', 'utf8')) as {
      dependencies: Record<string, string>;
    };
    expect(GEMINI_SDK).toBe(`@google/genai ${pinned.dependencies['@google/genai']}`);
  });
});

describe('the bytes of a reply', () => {
  test('are kept as they came, whole or in part', async () => {
    const bytesOf = async (prompt: string) =>
      Buffer.from((await geminiProvider(options()).ask(call(prompt), never)).raw ?? []).toString('utf8');
    const fetched = await fetch(`${fake.url}/v1beta/models/gemini-3.8-flash:generateContent`, {
      method: 'POST',
      headers: { 'x-goog-api-key': KEY },
      body: JSON.stringify(last().body ?? {}),
    });
    const without = (text: string) => text.replaceAll(/"(responseId|createTime)": "[^"]*"/g, '');
    const direct = without(await fetched.text());
    expect(without(await bytesOf('Q'))).toBe(direct);
    const half = await bytesOf('half');
    expect(half.length).toBeGreaterThan(100);
    expect(direct.startsWith(without(half))).toBe(true);
  });

  test('of a failure hold no key, and what is handed in to redact is asked, too', async () => {
    const redact = (text: string) => text.replaceAll('reported', '[...]');
    const outcome = await geminiProvider(options({ redact })).ask(call('leaked'), never);
    expect(outcome).toMatchObject({
      message:
        'HTTP 403 PERMISSION_DENIED: Your API key [key] was [...] as leaked. Please use another API key.',
    });
    const raw = JSON.parse(Buffer.from(outcome.raw ?? []).toString('utf8')) as object;
    expect(raw).toMatchObject({
      error: { message: 'Your API key [key] was [...] as leaked. Please use another API key.' },
    });
  });
});

test('many calls share one signal without a warning', async () => {
  const warned: Error[] = [];
  const hear = (warning: Error) => void warned.push(warning);
  process.on('warning', hear);
  const { signal } = new AbortController();
  const provider = geminiProvider(options());
  const outcomes = await Promise.all(
    Array.from({ length: 60 }, (_, at) => provider.ask(call(`Q${at}`), signal)),
  );
  process.off('warning', hear);
  expect(outcomes.filter(({ state }) => state === 'replied')).toHaveLength(60);
  expect(warned).toEqual([]);
});

describe('the end of a call', () => {
  test('by its caller is a stop, not a timeout', async () => {
    const stop = new AbortController();
    const asking = geminiProvider(options()).ask(call('silence'), stop.signal);
    await vi.waitFor(() => expect(last().prompt).toBe('silence'), { timeout: 20_000 });
    stop.abort();
    expect(await asking).toMatchObject({
      class: 'transient',
      reason: 'transport',
      status: null,
      message: 'stopped',
    });
    await fake.settled();
    expect(last()).toMatchObject({ left: 'aborted', billed: { prompt: 10, thoughts: 30, answer: 4 } });
  });

  test('before it left costs nothing', async () => {
    const before = fake.ledger.entries.length;
    const outcome = await geminiProvider(options()).ask(call('Q'), AbortSignal.abort());
    expect(outcome).toMatchObject({ class: 'transient', reason: 'transport', message: 'stopped' });
    expect(fake.ledger.entries).toHaveLength(before);
  });

  test('by a timeout of its caller is one', async () => {
    const outcome = await geminiProvider(options()).ask(call('silence'), AbortSignal.timeout(30));
    expect(outcome).toMatchObject({ class: 'transient', reason: 'timeout' });
  });

  test('by a server that is not there is one of transport', async () => {
    const outcome = await geminiProvider(options({ baseUrl: 'http://127.0.0.1:1' })).ask(call('Q'), never);
    expect(outcome).toMatchObject({ class: 'transient', reason: 'transport', raw: null });
  });
});

test('keyRedactor takes keys out, as they are and as an address has them', () => {
  const redact = keyRedactor(['s3cret/key', null, '']);
  expect(redact('a s3cret/key b s3cret%2Fkey c AIzaSyD-1234567890_x d')).toBe('a [key] b [key] c [key] d');
});
