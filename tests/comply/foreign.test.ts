import { describe, expect, test } from 'vitest';
import { type ForeignFacts, foreignFlags } from '../../server/comply/foreign.ts';
import { AT, SHIPPED } from './facts.ts';

const FACTS: ForeignFacts = {
  provider: 'gemini',
  model: 'gemini-3.8-flash',
  modelVersion: 'gemini-3.8-flash',
  responseId: 'r-1',
  finishReason: 'STOP',
  createdAt: '2026-11-20T10:00:00Z',
  termsId: null,
  kind: 'raw',
  thinking: 'I think.',
  answer: '4',
  usage: { prompt: 1, thoughts: 2, answer: 3 },
};

const found = (facts: Partial<ForeignFacts>) => foreignFlags(SHIPPED, { ...FACTS, ...facts }, AT);
const codes = (facts: Partial<ForeignFacts>) => found(facts).map(({ code }) => code);
const OF_GEMINI = ['PROVIDER_FORBIDS_COMPETING_MODEL', 'TIER_UNATTESTED', 'UNPAID_TIER_DATA_USE'];
const NOWHERE = { createdAt: null, modelVersion: null, responseId: null, finishReason: null };

describe('foreignFlags', () => {
  test.each<[string, Partial<ForeignFacts>, string[]]>([
    ['all that can be said is said', {}, OF_GEMINI],
    ['a summary is one', { kind: 'summary' }, [...OF_GEMINI, 'THOUGHT_SUMMARY_ONLY']],
    ['google is gemini by another name', { provider: 'google' }, OF_GEMINI],
    [
      's1K: an experimental model, at a time nobody knows',
      { ...NOWHERE, model: 'gemini-2.0-flash-thinking-exp' },
      [
        'PROVIDER_FORBIDS_COMPETING_MODEL',
        'EXPERIMENTAL_MODEL',
        'TIER_UNATTESTED',
        'UNPAID_TIER_DATA_USE',
        'TERMS_SNAPSHOT_MISSING',
        'MODEL_VERSION_UNPINNED',
        'RESPONSE_EVIDENCE_INCOMPLETE',
      ],
    ],
    [
      'a provider that nobody knows',
      { provider: 'acme', model: 'm-1', modelVersion: 'm-1' },
      ['TERMS_SNAPSHOT_MISSING', 'TIER_UNATTESTED', 'UNPAID_TIER_DATA_USE'],
    ],
    [
      'no provider at all',
      { provider: null, model: null, modelVersion: 'x' },
      ['TERMS_SNAPSHOT_MISSING', 'TIER_UNATTESTED', 'UNPAID_TIER_DATA_USE', 'MODEL_VERSION_UNPINNED'],
    ],
    [
      'weights at home by their own id',
      { provider: 'self', model: 'deepseek-ai/DeepSeek-R1', modelVersion: 'deepseek-ai/DeepSeek-R1' },
      [],
    ],
    [
      'weights at home by a name that could be anything',
      { provider: 'self', model: 'deepseek-r1', modelVersion: 'deepseek-r1' },
      ['TERMS_SNAPSHOT_MISSING'],
    ],
    ['a reply that was cut', { finishReason: 'MAX_TOKENS' }, [...OF_GEMINI, 'TRUNCATED']],
  ])('%s', (_, facts, expected) => {
    expect(codes(facts)).toEqual(expected);
  });

  test('the terms are those of the time that it says, or that the terms that it names were in force', () => {
    const terms = (facts: Partial<ForeignFacts>) =>
      found(facts).find(({ code }) => code === 'PROVIDER_FORBIDS_COMPETING_MODEL')?.termsRefs;
    expect(terms({ createdAt: '2025-03-01T00:00:00Z' })).toEqual(['google/gemini-api-additional@2025-02-05']);
    const named = { createdAt: null, termsId: 'google/gemini-api-additional@2024-12-13' };
    expect(terms(named)).toEqual(['google/gemini-api-additional@2024-12-13']);
    expect(codes(named)).not.toContain('TERMS_SNAPSHOT_MISSING');
  });

  test('a time before any terms, in the future, or that is none, fails closed', () => {
    for (const createdAt of ['1999-01-01T00:00:00Z', '2999-01-01T00:00:00Z', 'yesterday'])
      expect(codes({ createdAt })).toContain('TERMS_SNAPSHOT_MISSING');
  });

  test('terms of another provider are not taken for those that hold', () => {
    const facts = { createdAt: null, termsId: 'weights/deepseek-r1@mit' };
    expect(codes(facts)).toEqual(
      expect.arrayContaining(['PROVIDER_FORBIDS_COMPETING_MODEL', 'TERMS_SNAPSHOT_MISSING']),
    );
  });

  test('names from outside that objects have of their own are names like any other', () => {
    for (const provider of ['constructor', '__proto__', 'toString'])
      expect(codes({ provider })).toContain('TERMS_SNAPSHOT_MISSING');
  });
});
