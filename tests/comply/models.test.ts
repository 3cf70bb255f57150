import { describe, expect, test } from 'vitest';
import { checkedDeclaration } from '../../server/comply/declare.ts';
import { checkedEndpoint } from '../../server/comply/endpoint.ts';
import { askableModel, defaultModel, type ModelQuery } from '../../server/comply/models.ts';
import { type Thinking, thinkingSettings } from '../../server/comply/thinking.ts';
import type { WinnowError } from '../../shared/error.ts';
import type { ModelRow } from '../../shared/schemas/model.ts';
import { AT, gemini, SHIPPED, served } from './facts.ts';

const said = (act: () => unknown): [string, string] => {
  try {
    act();
  } catch (cause) {
    const { code, message } = cause as WinnowError;
    return [code, message];
  }
  return ['none', ''];
};
const ask = (query: Partial<ModelQuery>) =>
  askableModel(SHIPPED, {
    provider: 'openai',
    model: 'm',
    at: AT,
    endpoint: 'http://host:8000/v1/',
    declarations: [],
    ...query,
  });
const rowOf = (id: string): ModelRow => SHIPPED.models.find((row) => row.id === id) as ModelRow;

describe('defaultModel(models, at)', () => {
  test('is the newest stable Flash that thinks, on that day', () => {
    expect([defaultModel(SHIPPED.models, AT).id, defaultModel(SHIPPED.models, '2026-09-01').id]).toEqual([
      'gemini-3.8-flash',
      'gemini-3.7-flash',
    ]);
  });

  test('counts generations as numbers', () => {
    const later = { ...rowOf('gemini-3.8-flash'), id: 'gemini-3.10-flash', generation: '3.10' };
    expect(defaultModel([later, ...SHIPPED.models], AT).id).toBe('gemini-3.10-flash');
  });
});

describe('askableModel(shipped, query)', () => {
  test('finds a model of gemini under its terms and price', () => {
    expect(gemini()).toEqual({
      row: rowOf('gemini-3.8-flash'),
      model: 'gemini-3.8-flash',
      host: { provider: 'google', service: 'gemini-api' },
      weights: null,
      billedAs: { provider: 'gemini', model: 'gemini-3.8-flash' },
      note: null,
    });
  });

  test('bills a rerouted model as the one that answers, from that day on', () => {
    const days = ['2026-11-30T23:59:59.999Z', '2026-12-01T00:00:00.000Z'];
    expect(days.map((at) => gemini('gemini-2.5-flash', at).billedAs.model)).toEqual([
      'gemini-2.5-flash',
      'gemini-3.5-flash-lite',
    ]);
    expect(gemini('gemini-2.5-pro').note).toBe(
      'From 1 December 2026 it answers as gemini-3.8-flash, at that model’s price.',
    );
  });

  test.each(['gemini-2.0-flash-thinking-exp', 'gemini-2.0-flash-thinking-exp-01-21'])(
    'answers %s with what replaced it, and why its raw thoughts can not be had',
    (model) => {
      const [code, message] = said(() => gemini(model));
      expect([code, message]).toEqual([
        'refused',
        `${model} is retired, so it is not asked; --model gemini-3.8-flash replaced it. ${rowOf('gemini-2.0-flash-thinking-exp').says}`,
      ]);
      expect(message).toContain('raw ones come from open weights');
    },
  );

  test.each<[string, Partial<ModelQuery>, string, string]>([
    [
      'an unknown provider',
      { provider: 'acme' },
      'bad-usage',
      'There is no provider acme of models: use gemini or openai.',
    ],
    [
      'an unknown model of gemini',
      { provider: 'gemini', model: 'gemini-9' },
      'refused',
      'Nothing is known about the model gemini-9 of gemini, so it is not asked; the newest stable one is --model gemini-3.8-flash.',
    ],
    [
      'a server without its address',
      { endpoint: null },
      'bad-usage',
      'openai needs --endpoint URL, or OPENAI_BASE_URL, of the server to ask.',
    ],
    [
      'a server without a model',
      { model: null },
      'bad-usage',
      'openai needs --model NAME, as the server at http://host:8000/v1 names it.',
    ],
    [
      'a name that says nothing',
      {},
      'refused',
      'Nobody has said which weights m at http://host:8000/v1 stands for, so it is not asked. Say it with: winnow terms declare --endpoint http://host:8000/v1 --host self --model m --weights ID --by USER (ID is the name under which the weights are published, such as deepseek-ai/DeepSeek-R1).',
    ],
    [
      'a common name, with a suggestion',
      { model: 'deepseek-r1:32b' },
      'refused',
      'Nobody has said which weights deepseek-r1:32b at http://host:8000/v1 stands for, so it is not asked. Say it with: winnow terms declare --endpoint http://host:8000/v1 --host self --model deepseek-r1:32b --weights deepseek-ai/DeepSeek-R1-Distill-Qwen-32B --by USER (a name like this often stands for deepseek-ai/DeepSeek-R1-Distill-Qwen-32B, which only you can know).',
    ],
    [
      'a model that a known service does not have',
      { endpoint: 'https://api.deepseek.com/v1', model: 'r2' },
      'refused',
      'Nothing is known about the model r2 of deepseek, or it is retired, so it is not asked; known are deepseek-reasoner, deepseek-chat.',
    ],
  ])('refuses %s before anything is sent', (_what, query, code, message) => {
    expect(said(() => ask(query))).toEqual([code, message]);
  });

  test('quotes a hostile name for the shell', () => {
    const [, message] = said(() => ask({ model: "a'; rm -rf $HOME; '" }));
    expect(message).toContain("--model 'a'\\''; rm -rf $HOME; '\\''' --weights ID");
  });

  test('takes a declared name for its weights, by origin and not by path, the last word counting', () => {
    const declarations = ['deepseek-ai/DeepSeek-R1', 'Qwen/Qwen3-32B'].map((weights) => ({
      origin: 'http://host:8000',
      model: 'm',
      weights,
    }));
    expect(ask({ declarations, endpoint: 'http://HOST:8000/other' })).toMatchObject({
      row: { id: 'Qwen/Qwen3-32B' },
      host: { provider: 'self', service: 'self' },
      weights: 'Qwen/Qwen3-32B',
      billedAs: { provider: 'self', model: 'm' },
    });
    expect(said(() => ask({ declarations, endpoint: 'http://host:8001/v1' }))[0]).toBe('refused');
    expect(served('Qwen/Qwen3-8B').weights).toBe('Qwen/Qwen3-8B');
  });

  test('lets no declaration speak for the address of a known service', () => {
    const declarations = [
      { origin: 'https://api.deepseek.com', model: 'deepseek-reasoner', weights: 'Qwen/Qwen3-8B' },
    ];
    const found = ask({ declarations, endpoint: 'https://api.deepseek.com', model: 'deepseek-reasoner' });
    expect([found.host, found.weights]).toEqual([{ provider: 'deepseek', service: 'platform' }, null]);
    const endpoint = 'https://generativelanguage.googleapis.com/v1beta/openai/';
    expect(ask({ endpoint, model: 'gemini-3.8-flash' }).host.provider).toBe('google');
  });
});

describe('checkedEndpoint(text)', () => {
  test.each([
    ['http://127.0.0.1:8000/v1/', 'http://127.0.0.1:8000/v1', 'http://127.0.0.1:8000'],
    ['HTTPS://Example.org', 'https://example.org', 'https://example.org'],
    ['http://[::1]:80/', 'http://[::1]', 'http://[::1]'],
  ])('takes %s', (text, url, origin) => {
    expect(checkedEndpoint(text)).toEqual({ url, origin });
  });

  test.each([
    '',
    'localhost:8000',
    'ftp://host/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    `http://${'a'.repeat(3000)}`,
  ])('refuses %.40s', (text) => {
    expect(said(() => checkedEndpoint(text))[0]).toBe('bad-usage');
  });

  test.each([
    'http://user:secret@host/',
    'http://secret@host/',
    'http://host/?key=secret',
    'http://host/#secret',
  ])('refuses %s without a word of its secret', (text) => {
    const [code, message] = said(() => checkedEndpoint(text));
    expect([code, message.includes('secret')]).toEqual(['bad-usage', false]);
  });
});

describe('checkedDeclaration(shipped, wanted)', () => {
  const declare = (change: object) =>
    checkedDeclaration(SHIPPED, {
      endpoint: 'http://host:8000/v1',
      host: 'self',
      model: 'mine',
      weights: 'deepseek-ai/DeepSeek-R1',
      ...change,
    });

  test('takes known weights behind any name of a server of one’s own', () => {
    expect(declare({})).toMatchObject({
      origin: 'http://host:8000',
      model: 'mine',
      weights: 'deepseek-ai/DeepSeek-R1',
    });
  });

  test.each([
    ['another host', { host: 'acme' }, '--host acme: only self, a server of your own, can be declared'],
    ['the address of a provider', { endpoint: 'https://api.deepseek.com/v1' }, "is deepseek's own service"],
    [
      'a provider by another spelling',
      { endpoint: 'http://API.deepseek.com.:8080/v1' },
      "is deepseek's own service",
    ],
    ['no name', { model: ' ' }, '--model takes the name'],
    ['two lines', { model: 'a\nb' }, '--model takes the name'],
    ['half a character', { model: '\ud800' }, '--model takes the name'],
    [
      'unknown weights',
      { weights: 'acme/w' },
      '--weights acme/w: no weights by that id are known; known are',
    ],
    [
      'a common name for weights',
      { weights: 'deepseek-r1:8b' },
      'did you mean deepseek-ai/DeepSeek-R1-Distill-Llama-8B?',
    ],
  ])('refuses %s', (_what, change, message) => {
    const [code, line] = said(() => declare(change));
    expect([code, line]).toEqual(['bad-usage', expect.stringContaining(message)]);
  });
});

describe('thinkingSettings(row, wanted)', () => {
  test.each<[string, Thinking | null, Thinking | null]>([
    ['gemini-3.8-flash', { level: 'high' }, { level: 'HIGH' }],
    ['gemini-3.5-flash', { level: 'MINIMAL' }, { level: 'MINIMAL' }],
    ['gemini-2.5-flash', { budget: 0 }, { budget: 0 }],
    ['gemini-2.5-flash', { budget: -1 }, { budget: -1 }],
    ['gemini-2.5-flash', { budget: 24_576 }, { budget: 24_576 }],
    ['gemini-2.5-pro', { budget: 1_000_000 }, { budget: 1_000_000 }],
    ['deepseek-ai/DeepSeek-R1', null, null],
  ])('of %s and %o', (id, wanted, settings) => {
    expect(thinkingSettings(rowOf(id), wanted)).toEqual(settings);
  });

  test.each<[string, Thinking, string]>([
    [
      'gemini-3.8-flash',
      { level: 'MINIMAL' },
      'gemini-3.8-flash has no level of thinking MINIMAL: it takes LOW, MEDIUM, HIGH.',
    ],
    [
      'gemini-3.7-flash',
      { level: 'MINIMAL' },
      'gemini-3.7-flash has no level of thinking MINIMAL: it takes LOW, MEDIUM, HIGH.',
    ],
    [
      'gemini-3.8-flash',
      { budget: 100 },
      'gemini-3.8-flash takes a level of thinking (LOW, MEDIUM, HIGH), not a budget.',
    ],
    [
      'gemini-2.5-flash',
      { level: 'LOW' },
      'gemini-2.5-flash takes a budget of thinking (1 to 24576 tokens, 0 for none, -1 for as many as it likes), not a level.',
    ],
    [
      'gemini-2.5-flash',
      { budget: 24_577 },
      'gemini-2.5-flash has no budget of thinking 24577: it takes 1 to 24576 tokens, 0 for none, -1 for as many as it likes.',
    ],
    [
      'gemini-2.5-flash',
      { budget: 1.5 },
      'gemini-2.5-flash has no budget of thinking 1.5: it takes 1 to 24576 tokens, 0 for none, -1 for as many as it likes.',
    ],
    [
      'gemini-2.5-pro',
      { budget: 0 },
      'gemini-2.5-pro has no budget of thinking 0: it takes 1 tokens or more, -1 for as many as it likes.',
    ],
    [
      'deepseek-ai/DeepSeek-R1',
      { level: 'HIGH' },
      'deepseek-ai/DeepSeek-R1 has no setting for thinking: leave it out.',
    ],
  ])('of %s refuses %o', (id, wanted, message) => {
    expect(said(() => thinkingSettings(rowOf(id), wanted))).toEqual(['bad-usage', message]);
  });
});
