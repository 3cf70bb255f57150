import { describe, expect, test } from 'vitest';
import { foreseenCodes } from '../../server/comply/foreseen.ts';
import { type RequestFacts, requestFlags } from '../../server/comply/request-flags.ts';
import type { ApplicableTerms } from '../../server/comply/terms.ts';
import type { TermsEntry } from '../../shared/schemas/terms.ts';
import { clauseOf, entryOf, gemini, requestOf, SHIPPED, served } from './facts.ts';

const codesOf = (facts: RequestFacts) => requestFlags(facts).map(({ code }) => code);
const only = (facts: RequestFacts, code: string) => requestFlags(facts).filter((one) => one.code === code);
const under = (...entries: TermsEntry[]): ApplicableTerms => ({
  entries,
  refs: entries.map(({ id }) => id),
  registrySha256: 'ab',
  missing: [],
  training: 'unstated',
});

describe('requestFlags(facts)', () => {
  test('of a paid, stable Gemini: the terms forbid competing models, and that is all', () => {
    const clause = SHIPPED.terms.entries
      .find(({ id }) => id === 'google/gemini-api-additional@2026-03-23')
      ?.clauses.find(({ id }) => id === 'competing');
    expect(requestFlags(requestOf(gemini()))).toEqual([
      {
        code: 'PROVIDER_FORBIDS_COMPETING_MODEL',
        phase: 'request',
        rule: { id: 'request/provider-forbids-competing-model', version: 1 },
        evidence: {
          terms: 'google/gemini-api-additional@2026-03-23',
          clause: 'competing',
          excerpt_sha256: clause?.excerpt_sha256 ?? null,
          certainty: 'second-hand',
        },
        termsRefs: ['google/gemini-api-additional@2026-03-23'],
      },
    ]);
  });

  test('of open weights at home: nothing at all, attested or not', () => {
    expect(codesOf(requestOf(served('deepseek-ai/DeepSeek-R1'), { attestation: null }))).toEqual([]);
  });

  test('of a distilled Llama: the duty that its student takes on, in words', () => {
    const [flag] = requestFlags(requestOf(served('deepseek-ai/DeepSeek-R1-Distill-Llama-70B')));
    expect([flag?.code, flag?.evidence.obligation]).toEqual([
      'PROVIDER_STUDENT_OBLIGATION',
      expect.stringContaining('must start its name with Llama'),
    ]);
  });

  test('without an attestation: the tier is not attested, its use of data and nothing about a region', () => {
    const facts = requestOf(gemini(), { attestation: null });
    expect(codesOf(facts)).toEqual([
      'PROVIDER_FORBIDS_COMPETING_MODEL',
      'TIER_UNATTESTED',
      'UNPAID_TIER_DATA_USE',
    ]);
    expect(only(facts, 'UNPAID_TIER_DATA_USE')).toMatchObject([
      {
        evidence: { attestation: null, tier: null, region: null },
        termsRefs: ['google/gemini-api-additional@2026-03-23'],
      },
    ]);
  });

  test.each([
    ['DE', 'unpaid', ['UNPAID_TIER_DATA_USE', 'REGION_RESTRICTED']],
    ['GB', 'unpaid', ['UNPAID_TIER_DATA_USE', 'REGION_RESTRICTED']],
    ['US', 'unpaid', ['UNPAID_TIER_DATA_USE']],
    ['DE', 'paid', []],
  ] as const)('of a key in %s of the %s tier', (region, tier, codes) => {
    const facts = requestOf(gemini(), { attestation: { id: 'att-2', tier, region } });
    expect(codesOf(facts).slice(1)).toEqual(codes);
    expect(only(facts, 'REGION_RESTRICTED').map(({ evidence }) => evidence.attestation)).toEqual(
      codes.filter((code) => code === 'REGION_RESTRICTED').map(() => 'att-2'),
    );
  });

  test('of a preview and of an alias: experimental, and not pinned', () => {
    expect(codesOf(requestOf(gemini('gemini-3-flash-preview'))).at(-1)).toBe('EXPERIMENTAL_MODEL');
    const latest = { ...gemini(), model: 'gemini-flash-latest' };
    expect(only(requestOf(latest), 'MODEL_VERSION_UNPINNED')).toMatchObject([
      { evidence: { requested: 'gemini-flash-latest', stands_for: 'gemini-3.8-flash' } },
    ]);
  });

  test('of terms that nobody has looked at for long, and of none', () => {
    const at = '2027-02-01T00:00:00.000Z';
    expect(
      only(requestOf(gemini(null, at), { at }), 'TERMS_SNAPSHOT_STALE').map((one) => one.termsRefs),
    ).toEqual([
      ['google/apis@2021-11-09'],
      ['google/gemini-api-additional@2026-03-23'],
      ['google/general@2024-05-22'],
      ['google/generative-ai-prohibited-use@2024-12-17'],
    ]);
    const key = { kind: 'host', provider: 'acme', service: 'api', model: 'm', weights: null } as const;
    expect(requestFlags(requestOf(gemini(), { terms: { ...under(), missing: [key] } }))).toMatchObject([
      { code: 'TERMS_SNAPSHOT_MISSING', evidence: { looked_for: key, registry_sha256: 'ab' }, termsRefs: [] },
    ]);
  });

  test('of each kind of clause that binds, and of none whose reach is undecided', () => {
    const clauses = [
      clauseOf({ id: 'all', effect: 'forbid-training' }),
      clauseOf({ id: 'mine', topic: 'train-competing', effect: 'forbid-competing' }),
      clauseOf({ id: 'name', topic: 'naming', effect: 'condition' }),
      clauseOf({ id: 'secret', topic: 'disclosure', effect: 'condition' }),
      clauseOf({ id: 'credit', topic: 'attribution', effect: 'condition' }),
    ];
    const facts = (entry: TermsEntry) => requestOf(gemini(), { terms: under(entry) });
    expect(
      requestFlags(facts(entryOf({ clauses }))).map(({ code, evidence }) => [code, evidence.clause]),
    ).toEqual([
      ['PROVIDER_FORBIDS_COMPETING_MODEL', 'mine'],
      ['PROVIDER_FORBIDS_ANY_TRAINING', 'all'],
      ['PROVIDER_STUDENT_OBLIGATION', 'name'],
      ['DISCLOSURE_RESTRICTED', 'secret'],
    ]);
    const undecided = clauses.map((clause) => ({ ...clause, binds: 'undecided' as const }));
    expect(codesOf(facts(entryOf({ clauses: undecided })))).toEqual([]);
  });

  test('of a region that the terms leave out', () => {
    const applies = { models: ['*'], weights: [], origins: [], regions: ['CH'] };
    expect(
      only(requestOf(gemini(), { terms: under(entryOf({ applies })) }), 'REGION_RESTRICTED'),
    ).toMatchObject([{ evidence: { terms: 'acme/terms@1', region: 'US' }, termsRefs: ['acme/terms@1'] }]);
  });

  test('of a body that leaves state behind, or lowers a threshold', () => {
    const state = (store: boolean | null) =>
      codesOf(requestOf(gemini(), { state: { stateful: true, store } })).at(-1);
    expect([state(null), state(true), state(false)]).toEqual([
      'SERVER_STATE_STORED',
      'SERVER_STATE_STORED',
      'PROVIDER_FORBIDS_COMPETING_MODEL',
    ]);
    const safetySettings = [
      { category: 'HARM_CATEGORY_HARASSMENT', threshold: 'BLOCK_NONE' },
      { category: 'HARM_CATEGORY_HATE_SPEECH', threshold: 'BLOCK_LOW_AND_ABOVE' },
    ];
    expect(requestFlags(requestOf(gemini(), { safetySettings, bodySha256: 'cd' })).at(-1)).toMatchObject({
      code: 'SAFETY_SETTINGS_LOWERED',
      evidence: { body_sha256: 'cd', settings: [safetySettings[0]] },
    });
  });
});

describe('foreseenCodes(facts, thoughtsWanted, policies)', () => {
  test('of Gemini, nothing attested: strict only with a permission, the others with a named person', () => {
    const { codes, policies } = foreseenCodes(
      requestOf(gemini(), { attestation: null }),
      true,
      SHIPPED.policies,
    );
    expect(codes).toEqual([
      'PROVIDER_FORBIDS_COMPETING_MODEL',
      'TIER_UNATTESTED',
      'UNPAID_TIER_DATA_USE',
      'THOUGHT_SUMMARY_ONLY',
    ]);
    expect(policies.strict).toEqual({
      releasable: 'with-permission',
      block: ['PROVIDER_FORBIDS_COMPETING_MODEL'],
      lifted: ['PROVIDER_FORBIDS_COMPETING_MODEL'],
      attest: ['TIER_UNATTESTED', 'UNPAID_TIER_DATA_USE', 'THOUGHT_SUMMARY_ONLY'],
      inform: [],
    });
    expect([policies['research-only'].releasable, policies.internal]).toEqual([
      'with-attestation',
      {
        releasable: 'with-attestation',
        block: [],
        lifted: [],
        attest: ['PROVIDER_FORBIDS_COMPETING_MODEL'],
        inform: ['TIER_UNATTESTED', 'UNPAID_TIER_DATA_USE', 'THOUGHT_SUMMARY_ONLY'],
      },
    ]);
  });

  test('of open weights at home: everywhere, without a word', () => {
    const { codes, policies } = foreseenCodes(
      requestOf(served('deepseek-ai/DeepSeek-R1')),
      true,
      SHIPPED.policies,
    );
    expect([codes, Object.values(policies).map(({ releasable }) => releasable)]).toEqual([
      [],
      ['yes', 'yes', 'yes'],
    ]);
  });

  test('of a model that another answers for', () => {
    const codes = ['2026-11-30', '2026-12-01'].map((at) => {
      const facts = requestOf(gemini('gemini-2.5-flash', at), { at });
      return foreseenCodes(facts, true, SHIPPED.policies).codes;
    });
    const always = ['PROVIDER_FORBIDS_COMPETING_MODEL', 'THOUGHT_SUMMARY_ONLY'];
    expect(codes).toEqual([always, [always[0], 'MODEL_VERSION_UNPINNED', always[1]]]);
  });

  test('of a solver whose thoughts are asked for or not', () => {
    const codes = (wanted: boolean) =>
      foreseenCodes(requestOf(served('Qwen/Qwen2.5-7B-Instruct')), wanted, SHIPPED.policies).codes;
    expect([codes(true), codes(false)]).toEqual([['THOUGHT_MISSING'], []]);
  });

  test('of terms that are missing: never but internally', () => {
    const terms = {
      ...under(),
      missing: [{ kind: 'host', provider: 'a', service: 's', model: 'm', weights: null } as const],
    };
    const { policies } = foreseenCodes(requestOf(gemini(), { terms }), false, SHIPPED.policies);
    expect(Object.values(policies).map(({ releasable }) => releasable)).toEqual([
      'never',
      'never',
      'with-attestation',
    ]);
  });
});
