import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { type Attesting, attest, attestationFor } from '../../server/ask/attest.ts';
import { declareEndpoint } from '../../server/ask/endpoints.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { SHIPPED } from '../comply/facts.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const KEY = 'AIzaSyTESTtestTESTtestTESTtestTESTtest';
const SAID: Attesting = {
  provider: 'gemini',
  key: KEY,
  tier: 'paid',
  region: 'us',
  use: ' Traces for Ann ',
  actor: 'local',
};
const at = (time: string, key = KEY) => ({ provider: 'gemini', key, at: time });
const bodies = (workspace: Workspace) =>
  workspace.events
    .all()
    .map(({ body }) => JSON.parse(Buffer.from(body).toString('utf8')) as { data: object });

describe('attest(workspace, said)', () => {
  test('holds for 30 days for that key alone, from when it was said', () => {
    const workspace = temporaryWorkspace();
    const said = attest(workspace, SAID);
    expect(said).toMatchObject({
      provider: 'gemini',
      keyPrint: expect.stringMatching(/^[0-9a-f]{16}$/),
      tier: 'paid',
      region: 'US',
      intendedUse: 'Traces for Ann',
      attestedAt: '2026-11-24T00:00:00.000Z',
      expiresAt: '2026-12-24T00:00:00.000Z',
    });
    const times = [
      '2026-11-23T23:59:59.999Z',
      '2026-11-24T00:00:00.000Z',
      '2026-12-23T23:59:59.999Z',
      '2026-12-24T00:00:00.000Z',
    ];
    expect(times.map((time) => attestationFor(workspace, at(time)))).toEqual([null, said, said, null]);
    expect([
      attestationFor(workspace, at('2026-11-25T00:00:00.000Z', `${KEY}x`)),
      attestationFor(workspace, { ...at('2026-11-25T00:00:00.000Z'), provider: 'openai' }),
      attestationFor(workspace, { ...at('2026-11-25T00:00:00.000Z'), key: null }),
    ]).toEqual([null, null, null]);
  });

  test('counts by the last word', () => {
    const dir = temporaryFolder();
    attest(temporaryWorkspace(dir, 2000), SAID);
    const later = temporaryWorkspace(dir, 2000, '2026-11-26T00:00:00.000Z');
    const second = attest(later, { ...SAID, tier: 'unpaid', use: 'other' });
    expect(attestationFor(later, at('2026-11-27T00:00:00.000Z'))).toEqual(second);
    expect(attestationFor(later, at('2026-11-25T00:00:00.000Z'))?.tier).toBe('paid');
  });

  test('keeps neither key nor use in the log, and no key anywhere', () => {
    const workspace = temporaryWorkspace();
    const { salt, keyPrint, id } = attest(workspace, SAID);
    const salted = createHash('sha256')
      .update(Buffer.from(salt, 'hex'))
      .update('Traces for Ann')
      .digest('hex');
    expect(bodies(workspace)).toMatchObject([
      {
        type: 'tier.attested',
        actor: 'local',
        subject: id,
        data: {
          attestation_id: id,
          provider: 'gemini',
          key_print: keyPrint,
          tier: 'paid',
          region: 'US',
          use_salted_sha256: salted,
          expires_at: '2026-12-24T00:00:00.000Z',
        },
      },
    ]);
    expect(JSON.stringify(bodies(workspace))).not.toContain('Ann');
    const dump = workspace.db.serialize().toString('latin1');
    expect([dump.includes(KEY), dump.includes(keyPrint)]).toEqual([false, true]);
  });

  test('prints the same key otherwise in every workspace', () => {
    const prints = [temporaryWorkspace(), temporaryWorkspace()].map((workspace, i) => {
      if (i === 1) workspace.randomHex(1); // ids of a test count up: let the second secret be another
      return attest(workspace, SAID).keyPrint;
    });
    expect(new Set(prints).size).toBe(2);
  });

  test.each([
    ['no key', { key: null }, 'set GEMINI_API_KEY'],
    ['a union of countries', { region: 'EU' }, '--region EU: a country'],
    ['a word', { region: 'Germany' }, '--region Germany: a country'],
    ['no country at all', { region: 'QQ' }, '--region QQ: a country'],
    ['no use', { use: '  ' }, '--use takes 1 to 1,000 characters'],
    ['a use without end', { use: 'x'.repeat(1001) }, '--use takes 1 to 1,000 characters'],
  ])('refuses %s', (_what, change, message) => {
    const workspace = temporaryWorkspace();
    expect(() => attest(workspace, { ...SAID, ...change })).toThrow(
      expect.objectContaining({ code: 'bad-usage', message: expect.stringContaining(message) }),
    );
    expect(bodies(workspace)).toEqual([]);
  });

  test('takes UK for what the standard calls GB', () => {
    expect(attest(temporaryWorkspace(), { ...SAID, region: 'uk' }).region).toBe('GB');
  });
});

describe('declareEndpoint(workspace, shipped, wanted)', () => {
  const wanted = {
    endpoint: 'http://127.0.0.1:8000/v1',
    host: 'self',
    model: 'mine',
    weights: 'deepseek-ai/DeepSeek-R1',
    by: 'ann',
  };

  test('binds a name to weights and their licence, on the word of a person whose name is not in the log', () => {
    const workspace = temporaryWorkspace();
    const declared = declareEndpoint(workspace, SHIPPED, wanted);
    expect(declared).toEqual({
      origin: 'http://127.0.0.1:8000',
      model: 'mine',
      weights: 'deepseek-ai/DeepSeek-R1',
      actor: expect.stringMatching(/^person-/),
      declaredAt: '2026-11-24T00:00:00.000Z',
      event: 0,
      termsRefs: ['weights/deepseek-r1@mit'],
    });
    expect(bodies(workspace)).toMatchObject([
      {
        type: 'endpoint.declared',
        actor: declared.actor,
        subject: 'http://127.0.0.1:8000',
        data: {
          host: 'self',
          model: 'mine',
          weights: 'deepseek-ai/DeepSeek-R1',
          terms_refs: ['weights/deepseek-r1@mit'],
          registry_sha256: SHIPPED.terms.sha256,
        },
      },
    ]);
    expect(JSON.stringify(bodies(workspace))).not.toContain('ann');
  });

  test('is one event however often it is said, and another when something else is said', () => {
    const workspace = temporaryWorkspace();
    const said = [
      'deepseek-ai/DeepSeek-R1',
      'deepseek-ai/DeepSeek-R1',
      'Qwen/Qwen3-8B',
      'deepseek-ai/DeepSeek-R1',
    ].map((weights) => declareEndpoint(workspace, SHIPPED, { ...wanted, weights }).event);
    expect([said, workspace.endpoints.all().map(({ weights }) => weights)]).toEqual([
      [0, 0, 1, 2],
      ['deepseek-ai/DeepSeek-R1', 'Qwen/Qwen3-8B', 'deepseek-ai/DeepSeek-R1'],
    ]);
  });

  test('stores nothing of what it refuses', () => {
    const workspace = temporaryWorkspace();
    const refused = () => declareEndpoint(workspace, SHIPPED, { ...wanted, endpoint: 'http://a:secret@h/' });
    expect(refused).toThrow(expect.objectContaining({ code: 'bad-usage' }));
    expect([bodies(workspace), workspace.endpoints.all()]).toEqual([[], []]);
  });
});
