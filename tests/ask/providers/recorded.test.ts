import { expect, test } from 'vitest';
import { recordedProvider } from '../../../server/ask/providers/recorded.ts';
import { geminiBody } from '../../helpers/fake-models/gemini-wire.ts';
import { openaiBody } from '../../helpers/fake-models/openai-wire.ts';
import { call, WRITTEN } from './ask-fakes.ts';

const never = new AbortController().signal;
const written = { ...WRITTEN, finish: 'stop' as const };
const model = { name: 'gemini-3.8-flash' };
const gemini = (answer: string) =>
  geminiBody({ ...written, answer }, model, 'id', new Date('2026-11-23T00:00:00Z'), true);

const key = 'b'.repeat(64);
const provider = recordedProvider([
  JSON.stringify({ key, format: 'gemini', body: gemini('by key') }),
  '',
  JSON.stringify({ question: 'q1', format: 'gemini', body: gemini('first') }),
  JSON.stringify({ question: 'q1', sample: 1, format: 'gemini', body: gemini('second') }),
  JSON.stringify({ question: 'q2', format: 'openai', body: openaiBody(written, { name: 'r1' }, 'id', 0) }),
]);

test.each([
  [{ key }, 'by key', 'summary'],
  [{ question: 'q1' }, 'first', 'summary'],
  [{ question: 'q1', sample: 1 }, 'second', 'summary'],
  [{ key, question: 'q1' }, 'by key', 'summary'],
  [{ question: 'q2' }, WRITTEN.answer, 'raw'],
])('%j is answered from the file', async (about, answer, kind) => {
  const outcome = await provider.ask(call('Q', about), never);
  expect(outcome).toMatchObject({
    state: 'replied',
    mediaType: 'application/json',
    reading: { outcome: { state: 'answered' }, answer, kind },
    latencyMs: 0,
  });
});

test('the evidence says that it was recorded', async () => {
  const { sent, raw } = await provider.ask(call('Q', { question: 'q1' }), never);
  expect(sent).toMatchObject({ provider: 'recorded', mode: 'recorded', endpoint: '', sdk: '' });
  expect(JSON.parse(sent.body)).toMatchObject({ model: 'gemini-3.8-flash', prompt: 'Q', sample: 0 });
  expect(JSON.parse(Buffer.from(raw!).toString('utf8'))).toEqual(gemini('first'));
});

test('what was not recorded is a bad request', async () => {
  for (const about of [{}, { question: 'q1', sample: 2 }, { question: '1 q1' }])
    expect(await provider.ask(call('Q', about), never)).toMatchObject({
      state: 'trouble',
      class: 'bad-request',
      message: 'No reply was recorded for this call.',
      raw: null,
    });
});

test.each([
  ['not json', 'Line 2 of the recorded replies: must be object.'],
  ['{"format":"gemini","body":{}}', 'Line 2 of the recorded replies has neither key nor question.'],
  [
    '{"key":"a","format":"other","body":{}}',
    'Line 2 of the recorded replies: format must be "gemini" or must be "openai".',
  ],
])('%s is refused by its line', (line, message) => {
  const first = JSON.stringify({ key, format: 'gemini', body: {} });
  expect(() => recordedProvider([first, line])).toThrow(
    expect.objectContaining({ name: 'WinnowError', code: 'bad-input', message }) as Error,
  );
});
