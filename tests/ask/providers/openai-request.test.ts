import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { OPENAI_SDK, type OpenaiOptions } from '../../../server/ask/providers/openai/client.ts';
import { openaiProvider } from '../../../server/ask/providers/openai/provider.ts';
import { fingerprint } from '../../helpers/fake-models/ledger.ts';
import { type FakeModels, startFakeModels } from '../../helpers/fake-models/server.ts';
import { call, effects, GENERATION, KEY, WRITTEN } from './ask-fakes.ts';

let fake: FakeModels;
beforeAll(async () => {
  fake = await startFakeModels({ reply: () => WRITTEN });
});
afterAll(() => fake.close());

const options = (more: Partial<OpenaiOptions> = {}): OpenaiOptions => ({
  ...effects,
  key: KEY,
  baseUrl: `${fake.url}/v1`,
  ...more,
});
const never = new AbortController().signal;
const last = () => fake.ledger.entries.at(-1)!;
const model = 'Qwen/Qwen3-32B';

test('every setting goes where compatible servers look for it, and is kept as it left', async () => {
  const generation = {
    temperature: 0.6,
    topP: 0.95,
    seed: 3,
    maxOutputTokens: 32_768,
    thinking: { level: 'HIGH' },
    includeThoughts: true,
    responseSchema: { type: 'object' },
  };
  const extraBody = { chat_template_kwargs: { enable_thinking: true } };
  const outcome = await openaiProvider(options({ extraBody })).ask(
    call('Q', { model, system: 'S', generation }),
    never,
  );
  expect(last().body).toEqual({
    model,
    messages: [
      { role: 'system', content: 'S' },
      { role: 'user', content: 'Q' },
    ],
    temperature: 0.6,
    top_p: 0.95,
    seed: 3,
    max_tokens: 32_768,
    reasoning_effort: 'high',
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'reply', strict: true, schema: { type: 'object' } },
    },
    chat_template_kwargs: { enable_thinking: true },
  });
  expect(outcome.sent).toEqual({
    provider: 'openai',
    endpoint: `${fake.url}/v1/chat/completions`,
    apiVersion: null,
    sdk: OPENAI_SDK,
    mode: 'unary',
    body: expect.any(String) as string,
  });
  expect(JSON.parse(outcome.sent.body)).toEqual(last().body);
});

test('a stream asks for its usage', async () => {
  const outcome = await openaiProvider(
    options({ stream: true, maxTokensField: 'max_completion_tokens' }),
  ).ask(call('Q', { model, generation: { ...GENERATION, maxOutputTokens: 20 } }), never);
  expect(last().body).toEqual({
    model,
    messages: [{ role: 'user', content: 'Q' }],
    max_completion_tokens: 20,
    stream: true,
    stream_options: { include_usage: true },
  });
  expect(outcome).toMatchObject({
    reading: {
      outcome: { state: 'unusable', reason: 'truncated' },
      usage: { thoughts: 20, answer: 0 },
      answer: null,
    },
  });
});

test('a budget of thinking is refused before anything is sent', async () => {
  const before = fake.ledger.entries.length;
  const generation = { ...GENERATION, thinking: { budget: 1024 } };
  expect(await openaiProvider(options()).ask(call('Q', { model, generation }), never)).toEqual({
    state: 'trouble',
    class: 'bad-request',
    reason: 'bad-request',
    status: null,
    message: 'Chat completions know levels of thinking and no budget of tokens: give a level, or none.',
    raw: null,
    sent: {
      provider: 'openai',
      endpoint: `${fake.url}/v1`,
      apiVersion: null,
      sdk: OPENAI_SDK,
      mode: 'unary',
      body: '',
    },
    latencyMs: 0,
  });
  expect(fake.ledger.entries).toHaveLength(before);
});

test('the environment changes nothing, its headers included', async () => {
  for (const name of ['OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID', 'OPENAI_ADMIN_KEY'])
    vi.stubEnv(name, 'of-the-environment');
  vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'Authorization: Bearer of-the-environment\nX-Leak: 1');
  try {
    const outcome = await openaiProvider(options()).ask(call('Q', { model }), never);
    expect(outcome.state).toBe('replied');
    expect(last().key).toBe(fingerprint(KEY));
    expect(Object.keys(last().headers).filter((name) => /^(openai|x)-/.test(name))).toEqual([]);
  } finally {
    vi.unstubAllEnvs();
  }
});

test('a server without keys gets none', async () => {
  const outcome = await openaiProvider(options({ key: null })).ask(call('Q', { model }), never);
  expect([outcome.state, last().key]).toEqual(['replied', '']);
});

test('names the SDK that is installed', () => {
  const pinned = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
  expect(OPENAI_SDK).toBe(`openai ${pinned.dependencies.openai}`);
});
