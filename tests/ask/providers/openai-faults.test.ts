import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Failed, Provider, Reading } from '../../../server/ask/provider.ts';
import type { OpenaiOptions } from '../../../server/ask/providers/openai/client.ts';
import { openaiProvider } from '../../../server/ask/providers/openai/provider.ts';
import { FAULTS } from '../../helpers/fake-models/faults.ts';
import { type FakeModels, startFakeModels } from '../../helpers/fake-models/server.ts';
import { askFor, effects, everyFault, GENERATION, holdsKey, KEY, steady, WRITTEN } from './ask-fakes.ts';

let fake: FakeModels;
let unary: Provider;
let stream: Provider;
/** The same with little time, for faults that a caller has to wait for. */
let hasty: { unary: Provider; stream: Provider };

beforeAll(async () => {
  fake = await startFakeModels(everyFault({ 'wire.huge': 3_000_000, 'wire.slow-headers': 5 }));
  const options: OpenaiOptions = { ...effects, key: KEY, baseUrl: `${fake.url}/v1`, maxBytes: 2_000_000 };
  unary = openaiProvider(options);
  stream = openaiProvider({ ...options, stream: true });
  hasty = {
    unary: openaiProvider({ ...options, timeoutMs: 400 }),
    stream: openaiProvider({ ...options, timeoutMs: 400, idleMs: 150, stream: true }),
  };
});
afterAll(() => fake.close());

const MODEL = 'deepseek-reasoner';
const READING: Reading = {
  outcome: { state: 'answered' },
  kind: 'raw',
  thinking: WRITTEN.thoughts,
  answer: WRITTEN.answer,
  usage: { prompt: 10, cached: null, thoughts: 30, answer: 4 },
  modelVersion: MODEL,
  modelStage: null,
  responseId: expect.stringMatching(/^chatcmpl-[0-9a-f]{16}$/) as string,
  finishReason: 'stop',
  finishMessage: null,
  blockReason: null,
  safety: null,
  citations: [],
  createdAt: expect.stringMatching(/^20.*\.000Z$/) as string,
  parts: { thoughts: 1, answer: 1 },
  grounded: false,
  notes: [],
};

const unusable = (reason: Extract<Reading['outcome'], { state: 'unusable' }>['reason']) =>
  ({ state: 'unusable', reason }) as const;
const noAnswer = { answer: null, parts: { thoughts: 1, answer: 0 } };
const nothing = { kind: null, thinking: null, answer: null, parts: { thoughts: 0, answer: 0 } } as const;
const noUsage = { prompt: null, cached: null, thoughts: null, answer: null };
const UNOPENED = 'The thoughts end with </think> and do not begin with <think>.';

/** Fault -> what its reading has in other ways than that of a plain reply. */
const READINGS: Record<string, Partial<Reading>> = {
  none: {},
  'openai.length-in-thoughts': { ...noAnswer, outcome: unusable('truncated'), finishReason: 'length' },
  'openai.length': { outcome: unusable('truncated'), finishReason: 'length' },
  'openai.think-unclosed': {
    ...noAnswer,
    outcome: unusable('truncated'),
    thinking: 'first we look',
    finishReason: 'length',
  },
  'openai.think-unopened': { thinking: 'first we look', notes: [UNOPENED] },
  'openai.content-filter': {
    ...noAnswer,
    outcome: { state: 'blocked', reason: 'content-filter' },
    finishReason: 'content_filter',
  },
  'openai.refusal': {
    ...noAnswer,
    outcome: { state: 'blocked', reason: 'safety' },
    finishMessage: 'I can not help with that.',
  },
  'openai.tool-calls': {
    ...noAnswer,
    outcome: unusable('other-finish'),
    finishReason: 'tool_calls',
    notes: ['The reply calls a tool.'],
  },
  'openai.unlisted': { outcome: unusable('other-finish'), finishReason: 'insufficient_system_resource' },
  'openai.unfinished': { outcome: unusable('unfinished'), finishReason: null },
  'openai.no-choices': { ...nothing, outcome: unusable('empty'), finishReason: null },
  'openai.blank': { ...noAnswer, outcome: unusable('empty') },
  'openai.no-thoughts': {
    outcome: unusable('no-thoughts'),
    kind: null,
    thinking: null,
    parts: { thoughts: 0, answer: 1 },
  },
  'openai.both-fields': {},
  'openai.no-usage': { usage: noUsage, notes: ['The reply says nothing about usage.'] },
  'openai.usage-apart': { notes: ['The completion tokens leave the thoughts out; they were added.'] },
  'openai.rerouted': {
    modelVersion: 'something-else',
    notes: [`Asked ${MODEL}, answered by something-else.`],
  },
  'openai.no-evidence': {
    usage: noUsage,
    modelVersion: null,
    responseId: null,
    createdAt: null,
    notes: ['The reply says nothing about usage.'],
  },
  'openai.nul': {
    answer: `${WRITTEN.answer}\uFFFD\uFFFD!`,
    notes: ['NUL characters in the answer were replaced.', 'Lone surrogates in the answer were replaced.'],
  },
  'openai.think-tag': { answer: `${WRITTEN.answer}</think>` },
  'wire.slow-headers': {},
  'wire.keep-alive': {},
  'wire.trickle': {},
};

const WHOLE_ONLY: typeof READINGS = { 'openai.content-parts': {} };

const STREAM_ONLY: typeof READINGS = {
  'openai.no-done': { notes: ['The stream ended without [DONE]; its usage may be missing.'] },
  'openai.no-done-unfinished': {
    outcome: unusable('unfinished'),
    finishReason: null,
    notes: ['The stream ended without [DONE]; its usage may be missing.'],
  },
  'sse.cut-clean': {
    ...noAnswer,
    outcome: unusable('unfinished'),
    thinking: WRITTEN.thoughts.slice(0, 17),
    usage: noUsage,
    finishReason: null,
    notes: [
      'The reply says nothing about usage.',
      'The stream ended without [DONE]; its usage may be missing.',
    ],
  },
  'sse.no-last-blank-line': {},
  'sse.lf': {},
};

const transient = (reason: string, overloaded = false) => ({ class: 'transient', reason, overloaded });
const fatal = (cause: string) => ({ class: 'fatal', cause });
const bad = { class: 'bad-request', reason: 'bad-request' };
const broken = transient('broken-reply');

/** Fault -> [what it means, status, how its message begins]. */
const FAILURES: Record<string, [object, Failed['status'], string]> = {
  'openai.400': [bad, 400, 'HTTP 400: Invalid value for temperature.'],
  'openai.400-context': [bad, 400, "HTTP 400: This model's maximum context length is 32768 tokens."],
  'openai.401': [fatal('key'), 401, 'HTTP 401: Incorrect API key provided: [key].'],
  'openai.402': [fatal('billing'), 402, 'HTTP 402: Insufficient Balance'],
  'openai.403-region': [fatal('region'), 403, 'HTTP 403: Country, region, or territory not supported'],
  'openai.403': [fatal('not-allowed'), 403, 'HTTP 403: Forbidden'],
  'openai.404': [fatal('model-gone'), 404, `HTTP 404: The model \`${MODEL}\` does not exist.`],
  'openai.404-detail': [fatal('address'), 404, 'HTTP 404: Not Found'],
  'openai.408': [transient('timeout'), 408, 'HTTP 408: Timeout'],
  'openai.422': [bad, 422, 'HTTP 422: [{"loc":["body","seed"],"msg":"value is not a valid integer"}]'],
  'openai.429-requests': [
    {
      class: 'rate-limited',
      retryAfterMs: 20_000,
      learned: { requestsPerMinute: 3, tokensPerMinute: 40_000 },
    },
    429,
    'HTTP 429: Rate limit reached for requests per min',
  ],
  'openai.429-date': [
    { class: 'rate-limited', retryAfterMs: 30_000, learned: null },
    429,
    'HTTP 429: Too many requests',
  ],
  'openai.429-day': [
    { class: 'quota-exhausted', quota: 'day', retryAfterMs: 432_000 },
    429,
    'HTTP 429: Rate limit reached on requests per day',
  ],
  'openai.429-spend': [
    { class: 'quota-exhausted', quota: 'spend', retryAfterMs: null },
    429,
    'HTTP 429: You exceeded your current quota',
  ],
  'openai.429-bare': [transient('rate-limited', true), 429, 'HTTP 429: no message that could be read'],
  'openai.500': [transient('server-error'), 500, 'HTTP 500: Internal error'],
  'openai.502-html': [transient('server-error'), 502, 'HTTP 502: no message that could be read'],
  'openai.503': [transient('server-error', true), 503, 'HTTP 503: The server is overloaded.'],
  'openai.504': [transient('timeout'), 504, 'HTTP 504: upstream timed out'],
  'wire.reset-unserved': [transient('transport'), null, 'fetch failed ('],
  'wire.reset-before-headers': [transient('transport'), null, 'fetch failed ('],
  'wire.reset-in-body': [transient('transport'), 200, 'terminated ('],
  'wire.close-in-body': [transient('transport'), 200, 'terminated ('],
  'wire.never-answers': [transient('timeout'), null, 'No whole reply came within 400 ms.'],
  'wire.stall-in-body': [transient('timeout'), 200, ' ms.'],
  'wire.broken-json': [broken, 200, 'The reply can not be read'],
  'wire.empty': [broken, 200, 'The reply is empty.'],
  'wire.html': [broken, 200, 'The reply can not be read'],
  'wire.json-null': [broken, 200, 'The reply can not be read'],
  'wire.error-at-200': [transient('server-error', true), 200, 'HTTP 503: The model is overloaded.'],
  'wire.huge': [broken, 200, 'The reply is larger than 2000000 bytes.'],
  'wire.redirect': [fatal('address'), 302, 'HTTP 302: no message that could be read'],
};

const STREAM_FAILURES: typeof FAILURES = {
  'sse.cut-in-event': [broken, 200, 'The reply can not be read'],
  'sse.reset': [transient('transport'), 200, 'terminated ('],
  'sse.silence': [transient('timeout'), 200, 'The stream was silent for 150 ms.'],
  'sse.error-event': [transient('server-error', true), 200, 'HTTP 503: The model is overloaded.'],
  'sse.error-glued': [transient('server-error', true), 200, 'HTTP 503: The model is overloaded.'],
  'sse.broken-json': [broken, 200, 'The reply can not be read'],
  'sse.as-array': [broken, 200, 'The reply can not be read'],
};

const WAITED_FOR = new Set(['wire.never-answers', 'wire.stall-in-body', 'sse.silence']);
const failed = ([trouble, status, message]: [object, Failed['status'], string]) => ({
  state: 'trouble',
  ...trouble,
  status,
  message: expect.stringContaining(message) as string,
});
const replied = (reading: Partial<Reading>, mediaType: string) => ({
  state: 'replied',
  mediaType,
  reading: { ...READING, ...reading },
});
const ask = (provider: Provider, fault: string) => askFor(provider, fault, { model: MODEL });

describe('a whole chat completion', () => {
  test.each(Object.entries({ ...READINGS, ...WHOLE_ONLY }))('%s is read', async (fault, reading) => {
    expect(steady(await ask(unary, fault))).toEqual(replied(reading, 'application/json'));
  });

  test.each(Object.entries(FAILURES))('%s fails by its name', async (fault, expected) => {
    const outcome = await ask(WAITED_FOR.has(fault) ? hasty.unary : unary, fault);
    expect(steady(outcome)).toEqual(failed(expected));
    expect(holdsKey(outcome)).toBe(false);
  });
});

describe('a stream of a chat completion', () => {
  test.each(Object.entries({ ...READINGS, ...STREAM_ONLY }))('%s is read alike', async (fault, reading) => {
    expect(steady(await ask(stream, fault))).toEqual(replied(reading, 'text/event-stream'));
  });

  test.each(Object.entries({ ...FAILURES, ...STREAM_FAILURES }))(
    '%s fails by its name',
    async (fault, expected) => {
      const outcome = await ask(WAITED_FOR.has(fault) ? hasty.stream : stream, fault);
      expect(steady(outcome)).toEqual(failed(expected));
      expect(holdsKey(outcome)).toBe(false);
    },
  );
});

test.each(['Qwen/Qwen3-32B', 'deepseek-ai/DeepSeek-R1'])(
  'the thoughts of %s are found where it puts them',
  async (model) => {
    for (const provider of [unary, stream])
      expect(await askFor(provider, 'none', { model })).toMatchObject({
        state: 'replied',
        reading: { ...READING, modelVersion: model },
      });
  },
);

test('a solver without thoughts is not asked for any', async () => {
  const more = { model: 'Qwen/Qwen2.5-7B-Instruct', generation: { ...GENERATION, includeThoughts: false } };
  expect(await askFor(unary, 'none', more)).toMatchObject({
    reading: {
      outcome: { state: 'answered' },
      thinking: null,
      answer: WRITTEN.answer,
      parts: { thoughts: 0, answer: 1 },
    },
  });
});

test('every fault that can meet a chat completion has its outcome in a table here', () => {
  const tables = { ...READINGS, ...WHOLE_ONLY, ...STREAM_ONLY, ...FAILURES, ...STREAM_FAILURES };
  const faults = Object.keys(FAULTS).filter((name) => !/^(gemini|batch)\./.test(name));
  expect(
    Object.keys(tables)
      .filter((name) => name !== 'none')
      .sort(),
  ).toEqual(faults.sort());
});
