import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GeminiOptions } from '../../../server/ask/providers/gemini/client.ts';
import { probeGemini } from '../../../server/ask/providers/gemini/probe.ts';
import type { OpenaiOptions } from '../../../server/ask/providers/openai/client.ts';
import { probeOpenai } from '../../../server/ask/providers/openai/probe.ts';
import { closest } from '../../../server/ask/providers/probe.ts';
import { type FakeModels, startFakeModels } from '../../helpers/fake-models/server.ts';
import { effects, KEY } from './ask-fakes.ts';

let fake: FakeModels;
beforeAll(async () => {
  fake = await startFakeModels({ keys: { [KEY]: {}, 'spent-key': { state: 'leaked' } } });
});
afterAll(() => fake.close());

const gemini = (key = KEY): GeminiOptions => ({
  ...effects,
  access: { mode: 'developer', key },
  baseUrl: fake.url,
  apiVersion: null,
});
const openai = (key = KEY): OpenaiOptions => ({ ...effects, key, baseUrl: `${fake.url}/v1` });
const never = new AbortController().signal;

test('a model of Gemini is known with its limits and the tokens of a prompt', async () => {
  const asked = { model: 'gemini-3.8-flash', prompt: 'What is 2 + 2?' };
  expect(await probeGemini(gemini(), asked, never)).toEqual({
    state: 'known',
    model: 'gemini-3.8-flash',
    version: 'gemini-3.8-flash',
    thinks: true,
    batches: true,
    inputTokens: 1_048_576,
    outputTokens: 65_536,
    promptTokens: 4,
  });
});

test('a model that is retired is unknown, and those that come closest are named', async () => {
  const asked = { model: 'gemini-2.0-flash-thinking-exp', prompt: 'Q' };
  const probe = await probeGemini(gemini(), asked, never);
  expect(probe).toMatchObject({ state: 'unknown', model: 'gemini-2.0-flash-thinking-exp' });
  expect('others' in probe ? probe.others.slice(0, 2) : []).toEqual(['gemini-2.5-flash', 'gemini-3.5-flash']);
});

test('Vertex is asked in its own way', async () => {
  const options: GeminiOptions = {
    ...gemini(),
    access: { mode: 'vertex', project: 'p1', location: 'eu', key: KEY },
  };
  expect(await probeGemini(options, { model: 'gemini-3.8-flash', prompt: 'Q' }, never)).toMatchObject({
    state: 'known',
    promptTokens: 1,
  });
  const gone = await probeGemini(options, { model: 'gemini-2.0-flash-thinking-exp', prompt: 'Q' }, never);
  expect('others' in gone ? gone.others[0] : gone).toBe('gemini-2.5-flash');
});

test('a bad key is told as one', async () => {
  const asked = { model: 'gemini-3.8-flash', prompt: 'Q' };
  expect(await probeGemini(gemini('unknown'), asked, never)).toMatchObject({ class: 'fatal', cause: 'key' });
  expect(await probeGemini(gemini('spent-key'), asked, never)).toMatchObject({
    class: 'fatal',
    cause: 'key',
    message: 'HTTP 403 PERMISSION_DENIED: Your API key [key] was reported as leaked.',
  });
  expect(await probeOpenai(openai('unknown'), { model: 'x' }, never)).toMatchObject({
    class: 'fatal',
    cause: 'key',
    message: 'HTTP 401: Incorrect API key provided: [key].',
  });
});

test('a model of a compatible server is known with its context', async () => {
  expect(await probeOpenai(openai(), { model: 'Qwen/Qwen3-32B' }, never)).toEqual({
    state: 'known',
    model: 'Qwen/Qwen3-32B',
    version: null,
    thinks: null,
    batches: null,
    inputTokens: 32_768,
    outputTokens: 32_768,
    promptTokens: null,
  });
  const probe = await probeOpenai(openai(), { model: 'Qwen/Qwen4' }, never);
  expect('others' in probe ? probe.others.slice(0, 2) : []).toEqual([
    'Qwen/Qwen2.5-7B-Instruct',
    'Qwen/Qwen3-32B',
  ]);
});

test('no probe is ever a generation', () => {
  expect(fake.ledger.billed()).toEqual([]);
  expect([...new Set(fake.ledger.entries.map(({ route }) => route))].sort()).toEqual(['count', 'models']);
});

test('closest names ten at most', () => {
  const names = Array.from({ length: 20 }, (_, at) => `model-${String(at).padStart(2, '0')}`);
  expect(closest('model-1', names)).toEqual(names.slice(10));
});
