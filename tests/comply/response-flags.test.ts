import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Generation, Reading } from '../../server/ask/provider.ts';
import { type ReadingFacts, responseFlags } from '../../server/comply/response-flags.ts';
import { thinkingSettings } from '../../server/comply/thinking.ts';
import { canonicalBytes } from '../../server/ledger/canonical.ts';
import { gemini, responseOf, served } from './facts.ts';

type Others = Parameters<typeof responseOf>[1];
const codes = (changes: Partial<ReadingFacts>, others: Others = {}) =>
  responseFlags(responseOf(changes, others)).map(({ code }) => code);
const evidence = (changes: Partial<ReadingFacts>, others: Others = {}) =>
  responseFlags(responseOf(changes, others)).map((one) => one.evidence)[0];
const blocked = (reason: string): Partial<ReadingFacts> => ({
  outcome: { state: 'blocked', reason },
  kind: null,
  answer: null,
  parts: { thoughts: 0, answer: 0 },
});

describe('responseFlags(facts)', () => {
  test('of a whole answer with raw thoughts: nothing', () => {
    expect(codes({})).toEqual([]);
  });

  test.each<[string, Partial<ReadingFacts>, string[]]>([
    [
      'a refused prompt',
      { ...blocked('prompt-blocked'), blockReason: 'SAFETY', finishReason: null },
      ['PROMPT_BLOCKED'],
    ],
    ['a stop for safety', { ...blocked('safety'), finishReason: 'SAFETY' }, ['SAFETY_BLOCKED']],
    [
      'prohibited content',
      { ...blocked('prohibited-content'), finishReason: 'PROHIBITED_CONTENT' },
      ['SAFETY_BLOCKED'],
    ],
    ['a block list', { ...blocked('blocklist'), finishReason: 'BLOCKLIST' }, ['SAFETY_BLOCKED']],
    [
      'a content filter',
      { ...blocked('content-filter'), finishReason: 'content_filter' },
      ['SAFETY_BLOCKED'],
    ],
    ['a recitation', { ...blocked('recitation'), finishReason: 'RECITATION' }, ['RECITATION']],
    ['personal data', { ...blocked('spii'), finishReason: 'SPII' }, ['SPII_BLOCKED']],
    [
      'the end of the tokens',
      { outcome: { state: 'unusable', reason: 'truncated' }, finishReason: 'MAX_TOKENS' },
      ['TRUNCATED'],
    ],
    ['the end of the tokens, told the other way', { finishReason: 'length' }, ['TRUNCATED']],
    [
      'a stream that was cut',
      { outcome: { state: 'unusable', reason: 'unfinished' }, finishReason: null },
      ['TRUNCATED', 'RESPONSE_EVIDENCE_INCOMPLETE'],
    ],
    ['a summary', { kind: 'summary' }, ['THOUGHT_SUMMARY_ONLY']],
    [
      'no thoughts',
      { outcome: { state: 'unusable', reason: 'no-thoughts' }, kind: null },
      ['THOUGHT_MISSING'],
    ],
    ['nothing at all', { outcome: { state: 'unusable', reason: 'empty' }, kind: null, answer: null }, []],
    ['a search', { grounded: true }, ['GROUNDED_OUTPUT']],
    ['a preview, by the word of the provider', { modelStage: 'PREVIEW' }, ['EXPERIMENTAL_MODEL']],
    [
      'an experiment that answers instead',
      { modelVersion: 'gemini-4-flash-exp' },
      ['EXPERIMENTAL_MODEL', 'MODEL_VERSION_UNPINNED'],
    ],
    ['another model', { modelVersion: 'gemini-3.5-flash-lite' }, ['MODEL_VERSION_UNPINNED']],
    [
      'no word of the model',
      { modelVersion: null },
      ['MODEL_VERSION_UNPINNED', 'RESPONSE_EVIDENCE_INCOMPLETE'],
    ],
    ['no id', { responseId: null }, ['RESPONSE_EVIDENCE_INCOMPLETE']],
  ])('of %s', (_what, changes, found) => {
    expect(codes(changes)).toEqual(found);
  });

  test('keeps the raw fields and ratings of a block, and of personal data not a word', () => {
    const safety = [{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'HIGH', probabilityScore: 0.93 }];
    const raw = { finishReason: 'SAFETY', finishMessage: 'stopped', safety };
    expect(evidence({ ...blocked('safety'), ...raw })).toEqual({
      finish_reason: 'SAFETY',
      finish_message: 'stopped',
      block_reason: null,
      ratings: [{ category: 'HARM_CATEGORY_HARASSMENT', probability: 'HIGH', probabilityScore: '0.93' }],
    });
    expect(
      evidence({ ...blocked('spii'), finishReason: 'SPII', finishMessage: 'Ann, 555-0100', safety }),
    ).toEqual({
      finish_reason: 'SPII',
    });
  });

  test('keeps citations with their spans, address and licence', () => {
    const citation = { start: 3, end: 90, uri: 'https://example.org/a', title: null, license: 'MIT' };
    expect(evidence({ citations: [citation] })).toEqual({ count: 1, citations: [citation] });
  });

  test('holds a search tool that was on against a reply, whether it was used or not', () => {
    expect(evidence({}, { searchTool: true })).toEqual({
      grounded: false,
      search_tool: true,
      raw_sha256: 'ef',
    });
  });

  test('asks no thoughts of whoever was not asked for any', () => {
    expect(codes({ kind: null }, { thoughtsWanted: false })).toEqual([]);
  });

  test('says of a preview or an alias that was asked for only what the request did not', () => {
    expect(
      codes(
        { modelVersion: 'gemini-3-flash-preview', modelStage: 'PREVIEW' },
        { asked: gemini('gemini-3-flash-preview') },
      ),
    ).toEqual([]);
    expect(codes({}, { asked: { ...gemini(), model: 'gemini-flash-latest' } })).toEqual([]);
    expect(codes({ modelVersion: 'mine' }, { asked: served('Qwen/Qwen3-8B') })).toEqual([]);
  });

  test.each([
    ['2026-11-30T11:55:00.000Z', []],
    ['2026-11-30T11:54:59.999Z', ['CLOCK_SKEW']],
    ['2026-11-30T12:05:30.000Z', []],
    ['2026-11-30T12:05:30.001Z', ['CLOCK_SKEW']],
    ['no time', ['CLOCK_SKEW']],
  ])('of a provider whose clock says %s', (createdAt, found) => {
    expect(codes({ createdAt })).toEqual(found);
  });

  test('of a clock of ours that runs back, and of a brought reply without any time', () => {
    expect(codes({}, { receivedAt: '2026-11-30T11:59:59.000Z' })).toEqual(['CLOCK_SKEW']);
    const brought = { sentAt: null, receivedAt: null };
    expect(evidence({}, brought)).toEqual({ missing: ['time'] });
    expect(codes({ createdAt: '2025-01-14T00:00:00Z' }, brought)).toEqual([]);
  });

  test('leaves out what is too much to keep, and says so', () => {
    const safety = Array.from({ length: 40 }, () => Array.from({ length: 40 }, () => 'x'.repeat(20)));
    expect(evidence({ ...blocked('safety'), finishReason: 'SAFETY', safety })).toMatchObject({
      finish_reason: 'SAFETY',
      ratings: { left_out: 'too much to keep; it stands in the raw reply' },
    });
  });

  test('gives evidence that an event can carry, whatever the reply holds', () => {
    const text = fc.oneof(
      fc.constant(null),
      fc.string({ unit: 'binary', maxLength: 700 }),
      fc.constant('\ud800'),
    );
    const reading = fc.record({
      safety: fc.anything({ withNullPrototype: true, withBigInt: true, withSparseArray: true }),
      modelVersion: text,
      modelStage: text,
      finishMessage: text,
      finishReason: fc.oneof(text, fc.constantFrom('SAFETY', 'RECITATION', 'MAX_TOKENS')),
      blockReason: text,
      createdAt: text,
    });
    fc.assert(
      fc.property(reading, (changes) => {
        for (const found of responseFlags(responseOf(changes)))
          expect(canonicalBytes(found.evidence).length).toBeLessThan(100_000);
      }),
    );
  });
});

test('a reading and the settings of the asking room fit as they are', () => {
  const { outcome: _outcome, ...rest } = responseOf().reading;
  const reading: Reading = { ...rest, outcome: { state: 'answered' }, thinking: 'hm', notes: [] };
  expect(responseFlags({ ...responseOf(), reading })).toEqual([]);
  const thinking: Generation['thinking'] = thinkingSettings(gemini().row, { level: 'low' });
  expect(thinking).toEqual({ level: 'LOW' });
});
