import { describe, expect, test } from 'vitest';
import { type Keys, NO_KEYS } from '../../../server/ask/keys.ts';
import type { ModelOptions } from '../../../server/ask/model/opened.ts';
import { teacherOpener } from '../../../server/ask/open/teacher.ts';
import { loadShipped } from '../../../server/db/shipped.ts';
import { ASSETS } from '../../helpers/run.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';
import { storeRankedRun, worked } from '../ranked-run.ts';

const KEY = 'AIzaSyTEST-0123456789abcdefghijklmnopqrs';

/** Opens a model over a network that nobody may use. */
function opened(
  some: Partial<ModelOptions>,
  keys: Keys = { ...NO_KEYS, gemini: KEY },
  workspace = temporaryWorkspace(),
) {
  const run = storeRankedRun(workspace, [worked('a')], 1);
  const open = teacherOpener({
    shipped: loadShipped(ASSETS.data),
    keys,
    network: () => Promise.reject(new Error('nobody is asked here')),
    clock: () => 0,
    now: () => workspace.now(),
  });
  return { workspace, teacher: open(workspace, { run, teacher: 'gemini', actor: 'tester', ...some }) };
}

describe('teacherOpener', () => {
  test('opens the newest stable Flash with its price, its flags and no key anywhere', async () => {
    const { teacher, workspace } = opened({});
    const one = await teacher;
    expect({
      model: one.model,
      service: one.service,
      price: one.pricing?.('unary').row,
      batchPrice: one.pricing?.('batch').row,
      flags: one.compliance.foreseen.flags.map(({ code, effect }) => [code, effect]),
      attestation: one.compliance.foreseen.attestation,
    }).toEqual({
      model: 'gemini-3.8-flash',
      service: 'gemini-api',
      price: 'gemini/gemini-3.8-flash/standard@2026-09-02',
      batchPrice: 'gemini/gemini-3.8-flash/batch@2026-09-02',
      flags: [
        ['PROVIDER_FORBIDS_COMPETING_MODEL', 'attest'],
        ['TIER_UNATTESTED', 'inform'],
        ['UNPAID_TIER_DATA_USE', 'inform'],
        ['THOUGHT_SUMMARY_ONLY', 'inform'],
      ],
      attestation: null,
    });
    expect(
      one.pricing?.('unary').cost({ prompt: 1_000_000, cached: 0, thoughts: 500_000, answer: 500_000 }),
    ).toBe(4_500_000);
    expect(JSON.stringify([one.project, workspace.facts.get('key-print-secret')])).not.toContain(KEY);
  });

  test('reckons each reply by the price of its day', async () => {
    let today = '2026-12-31T23:59:59.000Z';
    const workspace = temporaryWorkspace();
    const { teacher } = opened(
      {},
      { ...NO_KEYS, gemini: KEY },
      {
        ...workspace,
        now: () => new Date(today),
      },
    );
    const { pricing } = await teacher;
    const usage = { prompt: 1_000_000, cached: 0, thoughts: 0, answer: 1_000_000 };
    const priced = () =>
      (['unary', 'batch'] as const).map((mode) => [pricing?.(mode).row, pricing?.(mode).cost(usage)]);
    expect(priced()).toEqual([
      ['gemini/gemini-3.8-flash/standard@2026-09-02', 4_500_000],
      ['gemini/gemini-3.8-flash/batch@2026-09-02', 2_250_000],
    ]);
    today = '2027-01-01T00:00:00.000Z';
    expect(priced()).toEqual([
      ['gemini/gemini-3.8-flash/standard@2027-01-01', 9_000_000],
      ['gemini/gemini-3.8-flash/batch@2027-01-01', 4_500_000],
    ]);
  });

  test('takes thoughts and settings as the model has them', async () => {
    const { teacher } = opened({ thinking: 'high', temperature: 1, maxOutputTokens: 500 });
    expect((await teacher).generation).toEqual({
      temperature: 1,
      topP: null,
      seed: null,
      maxOutputTokens: 500,
      thinking: { level: 'HIGH' },
      includeThoughts: true,
      responseSchema: null,
    });
  });

  test.each<[string, Partial<ModelOptions>, string, RegExp]>([
    ['no key', { teacher: 'gemini' }, 'bad-usage', /^There is no key of gemini: set GEMINI_API_KEY/],
    ['a server that nobody named', { teacher: 'openai', model: 'm' }, 'bad-usage', /--endpoint URL/],
    [
      'vertex for another provider',
      { teacher: 'openai', vertex: 'my-project/global' },
      'bad-usage',
      /--vertex/,
    ],
  ])('%s is said', async (_what, options, code, message) => {
    await expect(opened(options, NO_KEYS).teacher).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test.each<[string, Partial<ModelOptions>, string, RegExp]>([
    ['a retired model', { model: 'gemini-2.0-flash-thinking-exp' }, 'refused', /retired, so it is not asked/],
    ['a model that nobody knows', { model: 'gemini-9' }, 'refused', /Nothing is known/],
    [
      'a way of thinking that it has not',
      { thinking: 'MINIMAL' },
      'bad-usage',
      /no level of thinking MINIMAL/,
    ],
    ['a place that is none', { vertex: '../etc' }, 'bad-usage', /my-project\/global/],
    [
      'a server whose weights nobody declared',
      { teacher: 'openai', model: 'r1', endpoint: 'http://127.0.0.1:9/v1' },
      'refused',
      /winnow terms declare --endpoint http:\/\/127\.0\.0\.1:9\/v1 --host self --model r1/,
    ],
  ])('%s is refused in one line', async (_what, options, code, message) => {
    await expect(opened(options).teacher).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test('over Vertex other terms hold, and there are no batches', async () => {
    const { teacher } = opened({ vertex: 'my-project/global' }, NO_KEYS);
    const one = await teacher;
    expect([one.service, one.endpoint, one.batch, one.project]).toEqual([
      'vertex-ai',
      'my-project/global',
      null,
      'none',
    ]);
    const { flags, termsRefs } = one.compliance.foreseen;
    expect(flags.map(({ code }) => code)).toEqual([
      'PROVIDER_FORBIDS_COMPETING_MODEL',
      'TIER_UNATTESTED',
      'UNPAID_TIER_DATA_USE',
      'THOUGHT_SUMMARY_ONLY',
    ]);
    expect(termsRefs).toContain('google/vertex-ai-service-specific@2026-09-22');
  });
});
