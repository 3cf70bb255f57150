import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Provider } from '../../../server/ask/provider.ts';
import { geminiProvider } from '../../../server/ask/providers/gemini/provider.ts';
import { openaiProvider } from '../../../server/ask/providers/openai/provider.ts';
import { mediaTypeOf } from '../../../server/ask/providers/outcome.ts';
import { keyRedactor, keyTaker } from '../../../server/ask/providers/text.ts';
import { type FakeModels, startFakeModels } from '../../helpers/fake-models/server.ts';
import { call, effects, holdsKey, KEY, WRITTEN } from './ask-fakes.ts';

let fake: FakeModels;
beforeAll(async () => {
  fake = await startFakeModels({
    reply: () => ({ ...WRITTEN, thoughts: `They sent ${KEY}.`, answer: `Your key is ${KEY}.` }),
  });
});
afterAll(() => fake.close());

const gemini = (stream: boolean): Provider =>
  geminiProvider({
    ...effects,
    access: { mode: 'developer', key: KEY },
    baseUrl: fake.url,
    apiVersion: null,
    stream,
  });
const openai = (stream: boolean): Provider =>
  openaiProvider({ ...effects, baseUrl: `${fake.url}/v1`, key: KEY, thoughts: 'raw', stream });

test.each([
  ['gemini', 'gemini-3.8-flash', gemini],
  ['openai', 'deepseek-reasoner', openai],
] as const)('a key that %s says back stands nowhere in a reply, its bytes included', async (_, model, of) => {
  const outcome = await of(false).ask(call('What is my key?', { model }), new AbortController().signal);
  expect(outcome).toMatchObject({
    state: 'replied',
    reading: { thinking: 'They sent [key].', answer: 'Your key is [key].' },
  });
  expect(holdsKey(outcome)).toBe(false);
});

test('bytes without a key are left as they came, and short words are no keys', () => {
  const bytes = Buffer.from([0xff, 0x00, ...Buffer.from('ollama runs lm-studio')]);
  expect(keyTaker(['ollama', null, '', KEY])(bytes)).toBe(bytes);
  expect(keyTaker([KEY])(Buffer.from([0xff, ...Buffer.from(KEY), 0xfe]))).toEqual(
    Buffer.from([0xff, ...Buffer.from('[key]'), 0xfe]),
  );
  expect(keyRedactor(['x', 'EMPTY'])('an EMPTY box')).toBe('an EMPTY box');
});

test.each([
  ['Application/JSON; charset=utf-8', 'application/json'],
  [`text/${KEY}-${KEY}-${KEY}`, 'application/octet-stream'],
  ['<b>', 'application/octet-stream'],
])('a media type %s is stored as %s', (said, stored) => {
  expect(mediaTypeOf(new Headers({ 'content-type': said }))).toBe(stored);
});
