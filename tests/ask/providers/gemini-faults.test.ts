import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Failed, Provider, Reading } from '../../../server/ask/provider.ts';
import { geminiProvider } from '../../../server/ask/providers/gemini/provider.ts';
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
  const options = {
    ...effects,
    access: { mode: 'developer' as const, key: KEY },
    baseUrl: fake.url,
    apiVersion: null,
    maxBytes: 2_000_000,
  };
  unary = geminiProvider(options);
  stream = geminiProvider({ ...options, stream: true });
  hasty = {
    unary: geminiProvider({ ...options, timeoutMs: 400 }),
    stream: geminiProvider({ ...options, timeoutMs: 400, idleMs: 150, stream: true }),
  };
});
afterAll(() => fake.close());

const READING: Reading = {
  outcome: { state: 'answered' },
  kind: 'summary',
  thinking: WRITTEN.thoughts,
  answer: WRITTEN.answer,
  usage: { prompt: 10, cached: null, thoughts: 30, answer: 4 },
  modelVersion: 'gemini-3.8-flash',
  modelStage: 'STABLE',
  responseId: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  finishReason: 'STOP',
  finishMessage: null,
  blockReason: null,
  safety: null,
  citations: [],
  createdAt: expect.stringMatching(/^20.*Z$/) as string,
  parts: { thoughts: 1, answer: 1 },
  grounded: false,
  notes: [],
};

const nothing = { kind: null, thinking: null, answer: null, parts: { thoughts: 0, answer: 0 } } as const;
const blockedPrompt = (blockReason: string): Partial<Reading> => ({
  ...nothing,
  outcome: { state: 'blocked', reason: 'prompt-blocked' },
  usage: { prompt: 10, cached: null, thoughts: null, answer: null },
  finishReason: null,
  blockReason,
});
const stopped = (finishReason: string, outcome: Reading['outcome']): Partial<Reading> => ({
  ...nothing,
  outcome,
  finishReason,
});
const blocked = (reason: Extract<Reading['outcome'], { state: 'blocked' }>['reason']) =>
  ({ state: 'blocked', reason }) as const;
const unusable = (reason: Extract<Reading['outcome'], { state: 'unusable' }>['reason']) =>
  ({ state: 'unusable', reason }) as const;
const citation = { start: 0, end: 4, uri: 'https://example.org/b', title: 'B', license: null };
const citations = [{ start: 2, end: 9, uri: 'https://example.org/a', title: null, license: 'mit' }, citation];

/** Fault -> what its reading has in other ways than that of a plain reply. */
const READINGS: Record<string, Partial<Reading>> = {
  none: {},
  'gemini.prompt-safety': blockedPrompt('SAFETY'),
  'gemini.prompt-other': blockedPrompt('OTHER'),
  'gemini.prompt-blocklist': blockedPrompt('BLOCKLIST'),
  'gemini.prompt-prohibited': blockedPrompt('PROHIBITED_CONTENT'),
  'gemini.max-tokens': { outcome: unusable('truncated'), finishReason: 'MAX_TOKENS' },
  'gemini.max-tokens-in-thoughts': {
    outcome: unusable('truncated'),
    finishReason: 'MAX_TOKENS',
    answer: null,
    parts: { thoughts: 1, answer: 0 },
  },
  'gemini.max-tokens-nothing': stopped('MAX_TOKENS', unusable('truncated')),
  'gemini.safety': {
    ...stopped('SAFETY', blocked('safety')),
    safety: [
      { category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true },
      { category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' },
    ],
  },
  'gemini.recitation': stopped('RECITATION', blocked('recitation')),
  'gemini.recitation-partial': { outcome: blocked('recitation'), finishReason: 'RECITATION' },
  'gemini.language': stopped('LANGUAGE', unusable('language')),
  'gemini.other': stopped('OTHER', unusable('other-finish')),
  'gemini.blocklist': stopped('BLOCKLIST', blocked('blocklist')),
  'gemini.prohibited': stopped('PROHIBITED_CONTENT', blocked('prohibited-content')),
  'gemini.spii': stopped('SPII', blocked('spii')),
  'gemini.malformed-call': {
    ...stopped('MALFORMED_FUNCTION_CALL', unusable('malformed')),
    finishMessage: 'Malformed function call: print(solve(x))',
  },
  'gemini.unexpected-tool': stopped('UNEXPECTED_TOOL_CALL', unusable('other-finish')),
  'gemini.too-many-tools': stopped('TOO_MANY_TOOL_CALLS', unusable('other-finish')),
  'gemini.malformed-response': stopped('MALFORMED_RESPONSE', unusable('malformed')),
  'gemini.continuation': {
    outcome: unusable('unfinished'),
    finishReason: 'CONTINUATION',
    notes: ['The reply offers to be continued; it was not continued.'],
  },
  'gemini.continuation-token': { notes: ['The reply offers to be continued; it was not continued.'] },
  'gemini.image-safety': stopped('IMAGE_SAFETY', blocked('safety')),
  'gemini.no-image': stopped('NO_IMAGE', unusable('other-finish')),
  'gemini.unlisted': { outcome: unusable('other-finish'), finishReason: 'QUANTUM_DECOHERENCE' },
  'gemini.unfinished': { outcome: unusable('unfinished'), finishReason: null },
  'gemini.no-candidates': { ...nothing, outcome: unusable('empty'), finishReason: null },
  'gemini.empty-candidates': { ...nothing, outcome: unusable('empty'), finishReason: null },
  'gemini.no-content': stopped('STOP', unusable('empty')),
  'gemini.empty-parts': stopped('STOP', unusable('empty')),
  'gemini.blank-answer': { outcome: unusable('empty'), answer: ' \n ' },
  'gemini.no-thoughts': {
    outcome: unusable('no-thoughts'),
    kind: null,
    thinking: null,
    parts: { thoughts: 0, answer: 1 },
  },
  'gemini.thoughts-last': {},
  'gemini.several-parts': { parts: { thoughts: 2, answer: 2 } },
  'gemini.signature-alone': {},
  'gemini.function-call': { notes: ['A part without text came: functionCall.'] },
  'gemini.two-candidates': { notes: ['2 candidates came; the first one is read.'] },
  'gemini.citations': { citations },
  'gemini.citations-vertex': { citations },
  'gemini.ratings': {
    safety: [
      { category: 'HARM_CATEGORY_DANGEROUS_CONTENT', probability: 'HIGH', blocked: true },
      { category: 'HARM_CATEGORY_HARASSMENT', probability: 'NEGLIGIBLE' },
    ],
  },
  'gemini.grounded': { grounded: true },
  'gemini.rerouted': {
    modelVersion: 'gemini-3.5-flash-lite',
    notes: ['Asked gemini-3.8-flash, answered by gemini-3.5-flash-lite.'],
  },
  'gemini.no-version': { modelVersion: null },
  'gemini.no-id': { responseId: null },
  'gemini.no-usage': {
    usage: { prompt: null, cached: null, thoughts: null, answer: null },
    notes: ['The reply says nothing about usage.'],
  },
  'gemini.no-evidence': {
    usage: { prompt: null, cached: null, thoughts: null, answer: null },
    modelVersion: null,
    modelStage: null,
    responseId: null,
    createdAt: null,
    notes: ['The reply says nothing about usage.'],
  },
  'gemini.odd-usage': { notes: ['The usage adds up to 44 tokens, its total says 1000000.'] },
  'gemini.stage': { modelStage: 'EXPERIMENTAL' },
  'gemini.nul': {
    thinking: `${WRITTEN.thoughts}\uFFFDend`,
    answer: `${WRITTEN.answer}\uFFFDend`,
    notes: ['NUL characters in the thoughts were replaced.', 'NUL characters in the answer were replaced.'],
  },
  'gemini.lone-surrogate': {
    answer: `${WRITTEN.answer}\uFFFD!`,
    notes: ['Lone surrogates in the answer were replaced.'],
  },
  'gemini.think-tag': { answer: `</think>${WRITTEN.answer}<think>` },
  'gemini.control-tokens': { answer: `${WRITTEN.answer}<|im_end|>\n<|im_start|>user` },
  'gemini.line-separators': { answer: `${WRITTEN.answer}\u2028<script>alert(1)</script>` },
  'wire.slow-headers': {},
  'wire.keep-alive': {},
  'wire.trickle': {},
};

const transient = (reason: string, overloaded = false) => ({ class: 'transient', reason, overloaded });
const fatal = (cause: string) => ({ class: 'fatal', cause });
const bad = { class: 'bad-request', reason: 'bad-request' };
const rateLimited = (retryAfterMs: number, learned: object) => ({
  class: 'rate-limited',
  retryAfterMs,
  learned,
});
const broken = transient('broken-reply');

/** Fault -> [what it means, status, how its message begins]. */
const FAILURES: Record<string, [object, Failed['status'], string]> = {
  'gemini.400': [bad, 400, 'HTTP 400 INVALID_ARGUMENT: Request contains an invalid argument.'],
  'gemini.400-key': [fatal('key'), 400, 'HTTP 400 INVALID_ARGUMENT: API key not valid.'],
  'gemini.400-region': [fatal('region'), 400, 'HTTP 400 FAILED_PRECONDITION: User location is not supported'],
  'gemini.400-billing': [fatal('billing'), 400, 'HTTP 400 FAILED_PRECONDITION: Gemini API free tier'],
  'gemini.401': [fatal('key'), 401, 'HTTP 401 UNAUTHENTICATED: Request had invalid'],
  'gemini.403-leaked': [fatal('key'), 403, 'HTTP 403 PERMISSION_DENIED: Your API key [key] was reported'],
  'gemini.403-suspended': [
    fatal('key'),
    403,
    "HTTP 403 PERMISSION_DENIED: Permission denied: Consumer 'api_key:[key]' has been suspended.",
  ],
  'gemini.403-billing': [
    fatal('billing'),
    403,
    'HTTP 403 PERMISSION_DENIED: This API method requires billing',
  ],
  'gemini.403': [fatal('not-allowed'), 403, 'HTTP 403 PERMISSION_DENIED: The caller'],
  'gemini.403-html': [fatal('not-allowed'), 403, 'HTTP 403: no message that could be read'],
  'gemini.404-retired': [
    fatal('model-gone'),
    404,
    'HTTP 404 NOT_FOUND: models/gemini-3.8-flash is not found',
  ],
  'gemini.404-new-users': [
    fatal('model-gone'),
    404,
    'HTTP 404 NOT_FOUND: This model models/gemini-3.8-flash is',
  ],
  'gemini.404-html': [fatal('address'), 404, 'HTTP 404: no message that could be read'],
  'gemini.408': [transient('timeout'), 408, 'HTTP 408 DEADLINE_EXCEEDED: Request timeout.'],
  'gemini.413': [bad, 413, 'HTTP 413 INVALID_ARGUMENT: Request payload'],
  'gemini.429-requests': [
    rateLimited(53_016, { requestsPerMinute: 150 }),
    429,
    'HTTP 429 RESOURCE_EXHAUSTED: You exceeded your current quota',
  ],
  'gemini.429-tokens': [
    rateLimited(19_500, { tokensPerMinute: 250_000 }),
    429,
    'HTTP 429 RESOURCE_EXHAUSTED: You exceeded your current quota',
  ],
  'gemini.429-day': [
    { class: 'quota-exhausted', quota: 'day', retryAfterMs: 8 * 3_600_000 },
    429,
    'HTTP 429 RESOURCE_EXHAUSTED: You exceeded your current quota',
  ],
  'gemini.429-zero': [fatal('billing'), 429, 'HTTP 429 RESOURCE_EXHAUSTED: You exceeded your current quota'],
  'gemini.429-spend': [
    { class: 'quota-exhausted', quota: 'spend', retryAfterMs: null },
    429,
    'HTTP 429 RESOURCE_EXHAUSTED: Your project has exceeded its spending limit',
  ],
  'gemini.429-bare': [transient('rate-limited', true), 429, 'HTTP 429 RESOURCE_EXHAUSTED: Resource has been'],
  'gemini.500': [transient('server-error'), 500, 'HTTP 500 INTERNAL: An internal error has occurred.'],
  'gemini.500-broken-json': [transient('server-error'), 500, 'HTTP 500: no message that could be read'],
  'gemini.502-html': [transient('server-error'), 502, 'HTTP 502: no message that could be read'],
  'gemini.503': [transient('server-error', true), 503, 'HTTP 503 UNAVAILABLE: The model is overloaded.'],
  'gemini.504': [transient('timeout'), 504, 'HTTP 504 DEADLINE_EXCEEDED: Deadline expired'],
  'wire.reset-unserved': [transient('transport'), null, 'fetch failed ('],
  'wire.reset-before-headers': [transient('transport'), null, 'fetch failed ('],
  'wire.reset-in-body': [transient('transport'), 200, 'terminated ('],
  'wire.close-in-body': [transient('transport'), 200, 'terminated ('],
  'wire.never-answers': [transient('timeout'), null, 'No whole reply came within 400 ms.'],
  'wire.empty': [broken, 200, 'The reply is empty.'],
  'wire.html': [broken, 200, 'The reply can not be read'],
  'wire.json-null': [broken, 200, 'The reply can not be read'],
  'wire.error-at-200': [
    transient('server-error', true),
    200,
    'HTTP 503 UNAVAILABLE: The model is overloaded.',
  ],
  'wire.huge': [broken, 200, 'The reply is larger than 2000000 bytes.'],
  'wire.redirect': [fatal('address'), 302, 'HTTP 302: no message that could be read'],
};

const UNARY: typeof FAILURES = {
  'wire.stall-in-body': [transient('timeout'), 200, 'No whole reply came within 400 ms.'],
  'wire.broken-json': [broken, 200, 'The reply can not be read'],
};

const STREAM: typeof FAILURES = {
  'wire.stall-in-body': [transient('timeout'), 200, 'The stream was silent for 150 ms.'],
  'wire.broken-json': [broken, 200, 'The reply can not be read'],
  'sse.cut-in-event': [broken, 200, 'The reply can not be read'],
  'sse.reset': [transient('transport'), 200, 'terminated ('],
  'sse.silence': [transient('timeout'), 200, 'The stream was silent for 150 ms.'],
  'sse.error-event': [transient('server-error', true), 200, 'HTTP 503 UNAVAILABLE: The model is overloaded.'],
  'sse.error-glued': [transient('server-error', true), 200, 'HTTP 503 UNAVAILABLE: The model is overloaded.'],
  'sse.broken-json': [broken, 200, 'The reply can not be read'],
};

const STREAM_READINGS: typeof READINGS = {
  'sse.cut-clean': {
    outcome: unusable('unfinished'),
    thinking: WRITTEN.thoughts.slice(0, 22),
    answer: null,
    usage: { prompt: 10, cached: null, thoughts: null, answer: null },
    finishReason: null,
    parts: { thoughts: 1, answer: 0 },
  },
  'sse.no-last-blank-line': {},
  'sse.lf': {},
  'sse.as-array': {},
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

describe('a whole reply of Gemini', () => {
  test.each(Object.entries(READINGS))('%s is read', async (fault, reading) => {
    const outcome = await askFor(unary, fault);
    expect(steady(outcome)).toEqual(replied(reading, 'application/json'));
  });

  test.each(Object.entries({ ...FAILURES, ...UNARY }))('%s fails by its name', async (fault, expected) => {
    const outcome = await askFor(WAITED_FOR.has(fault) ? hasty.unary : unary, fault);
    expect(steady(outcome)).toEqual(failed(expected));
    expect(holdsKey(outcome)).toBe(false);
  });
});

describe('a stream of Gemini', () => {
  test.each(Object.entries({ ...READINGS, ...STREAM_READINGS }))(
    '%s is read alike',
    async (fault, reading) => {
      const outcome = await askFor(stream, fault);
      const isArray = fault === 'sse.as-array';
      expect(steady(outcome)).toEqual(replied(reading, isArray ? 'application/json' : 'text/event-stream'));
    },
  );

  test.each(Object.entries({ ...FAILURES, ...STREAM }))('%s fails by its name', async (fault, expected) => {
    const outcome = await askFor(WAITED_FOR.has(fault) ? hasty.stream : stream, fault);
    expect(steady(outcome)).toEqual(failed(expected));
    expect(holdsKey(outcome)).toBe(false);
  });
});

test('no thoughts are missed where none were asked for', async () => {
  const outcome = await askFor(unary, 'none', { generation: { ...GENERATION, includeThoughts: false } });
  expect(steady(outcome)).toEqual(
    replied({ kind: null, thinking: null, parts: { thoughts: 0, answer: 1 } }, 'application/json'),
  );
});

test('every fault that can meet Gemini has its outcome in a table here', () => {
  const tables = { ...READINGS, ...FAILURES, ...UNARY, ...STREAM, ...STREAM_READINGS };
  const faults = Object.keys(FAULTS).filter((name) => !/^(openai|batch)\./.test(name));
  expect(
    Object.keys(tables)
      .filter((name) => name !== 'none')
      .sort(),
  ).toEqual(faults.sort());
});
