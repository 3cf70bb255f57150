import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fits } from '../../server/comply/glob.ts';
import { supersededBy, termsFor } from '../../server/comply/terms.ts';
import { changedTerms, staleTerms } from '../../server/comply/terms-age.ts';
import type { TermsEntry } from '../../shared/schemas/terms.ts';
import { AT, clauseOf, entryOf, gemini, queryOf, SHIPPED, served } from './facts.ts';

const google = (at: string, service = 'gemini-api') =>
  termsFor(SHIPPED.terms, { provider: 'google', service, model: 'gemini-3.8-flash', at, weights: null });
const registryOf = (...entries: TermsEntry[]) => ({ entries, sha256: 'ab' });
const acme = (entries: TermsEntry[], change = {}) =>
  termsFor(registryOf(...entries), {
    provider: 'acme',
    service: 'api',
    model: 'm',
    at: AT,
    weights: null,
    ...change,
  });

describe('termsFor(registry, query)', () => {
  test('takes the version of the terms that was in force on that day', () => {
    const days = ['2025-01-14', '2025-02-05', '2025-05-19', '2025-05-20', '2026-03-23T00:00:00.000Z'];
    const versions = days.map((at) =>
      google(at).refs.find((id) => id.startsWith('google/gemini-api-additional')),
    );
    expect(versions.map((id) => id?.split('@')[1])).toEqual([
      '2024-12-13',
      '2025-02-05',
      '2025-02-05',
      '2025-05-20',
      '2026-03-23',
    ]);
  });

  test('adds the general terms of the provider, whose reach is undecided and counts for nothing', () => {
    expect(google(AT)).toMatchObject({
      refs: [
        'google/apis@2021-11-09',
        'google/gemini-api-additional@2026-03-23',
        'google/general@2024-05-22',
      ],
      registrySha256: SHIPPED.terms.sha256,
      missing: [],
      training: 'forbid-competing',
    });
  });

  test('misses the terms of a service that only general terms cover, and those of a day before all', () => {
    const key = { kind: 'host', provider: 'google', model: 'gemini-3.8-flash', weights: null };
    expect([google(AT, 'vertex').missing, google('2024-12-12').missing]).toEqual([
      [{ ...key, service: 'vertex' }],
      [{ ...key, service: 'gemini-api' }],
    ]);
  });

  test.each([
    ['deepseek-ai/DeepSeek-R1', ['weights/deepseek-r1@mit'], 'allow'],
    ['Qwen/Qwen3-32B', ['weights/qwen3@apache-2.0'], 'allow'],
    ['Qwen/Qwen2.5-7B-Instruct', ['weights/qwen2.5@apache-2.0'], 'allow'],
    ['openai/gpt-oss-120b', ['weights/gpt-oss@apache-2.0'], 'allow'],
    ['deepseek-ai/DeepSeek-R1-Distill-Llama-8B', ['weights/deepseek-r1-distill-llama@llama-3'], 'condition'],
    ['deepseek-ai/DeepSeek-R1-Distill-Qwen-32B', ['weights/deepseek-r1-distill-qwen@apache-2.0'], 'allow'],
  ])('finds the licence of %s served at home, and no host', (weights, refs, training) => {
    expect(termsFor(SHIPPED.terms, queryOf(served(weights)))).toMatchObject({ refs, training, missing: [] });
  });

  test('binds by both host and weights, the strictest rule counting', () => {
    const host = entryOf({ clauses: [clauseOf({ effect: 'forbid-training' }), clauseOf({ id: 'two' })] });
    const licence = entryOf({
      id: 'weights/w@1',
      kind: 'weights',
      provider: 'weights',
      clauses: [clauseOf({})],
      applies: { models: [], weights: ['w'], origins: [], regions: null },
    });
    expect(acme([host, licence], { weights: 'w' })).toMatchObject({
      refs: ['acme/terms@1', 'weights/w@1'],
      training: 'forbid-training',
      missing: [],
    });
    expect(acme([host], { weights: 'w' }).missing).toMatchObject([{ kind: 'weights', weights: 'w' }]);
    expect(acme([], { provider: 'self', service: 'self' }).missing).toMatchObject([{ kind: 'weights' }]);
  });

  test('has nothing to say about training for the offline teacher', () => {
    const query = { provider: 'reference', service: 'source', model: 'reference', at: AT, weights: null };
    expect(termsFor(SHIPPED.terms, query)).toMatchObject({
      refs: ['reference/source@1'],
      missing: [],
      training: 'unstated',
    });
  });

  test('finds the newest version that has begun, for any versions and day', () => {
    const day = fc
      .integer({ min: 0, max: 40 })
      .map((n) => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10));
    fc.assert(
      fc.property(fc.uniqueArray(day, { maxLength: 8 }), day, (days, at) => {
        const entries = days.map((effective) => entryOf({ id: `acme/terms@${effective}`, effective }));
        const newest = days
          .filter((one) => one <= at)
          .sort()
          .at(-1);
        expect(acme(entries, { at }).refs).toEqual(newest === undefined ? [] : [`acme/terms@${newest}`]);
      }),
    );
  });
});

test('supersededBy(registry, entry) is the next version, which the entry itself does not know', () => {
  const chain = SHIPPED.terms.entries
    .filter(({ id }) => id.startsWith('google/gemini-api-additional'))
    .map((entry) => supersededBy(SHIPPED.terms, entry)?.effective ?? null);
  expect(chain).toEqual(['2025-02-05', '2025-05-20', '2026-03-23', null]);
});

describe('staleTerms(entries, at, phase)', () => {
  const [entry] = [entryOf({ reviewed_at: '2026-11-01' })];
  const days = (phase: 'request' | 'release', at: string, one = entry) =>
    staleTerms([one], at, phase).map(({ evidence, termsRefs }) => [
      evidence.days,
      evidence.limit_days,
      ...termsRefs,
    ]);

  test('speaks on the day after the last one, 30 before a call and 90 before a release', () => {
    expect([
      days('request', '2026-12-01T23:59:59.000Z'),
      days('request', '2026-12-02T00:00:00.000Z'),
      days('release', '2027-01-30T00:00:00.000Z'),
      days('release', '2027-01-31T00:00:00.000Z'),
    ]).toEqual([[], [[31, 30, 'acme/terms@1']], [], [[undefined, 90, 'acme/terms@1']]]);
  });

  test('keeps to the shorter time of an entry, and leaves a licence that can not change alone', () => {
    expect([
      days('request', '2026-11-10T00:00:00.000Z', { ...entry, review_due_days: 7 }),
      days('request', '2036-01-01T00:00:00.000Z', { ...entry, review_due_days: null }),
    ]).toEqual([[[9, 7, 'acme/terms@1']], []]);
  });
});

describe('changedTerms(registry, refs, at)', () => {
  const old = entryOf({ id: 'acme/terms@1', clauses: [clauseOf({}), clauseOf({ id: 'gone' })] });
  const same = entryOf({ id: 'acme/terms@2', effective: '2026-02-01', clauses: old.clauses });
  const other = entryOf({
    id: 'acme/terms@3',
    effective: '2026-03-01',
    clauses: [clauseOf({ effect: 'forbid-training' }), clauseOf({ id: 'new' })],
  });

  test('says which clauses came, went and were altered', () => {
    const [found] = changedTerms(registryOf(old, same, other), ['acme/terms@1'], AT);
    expect(found).toMatchObject({
      code: 'TERMS_CHANGED_SINCE_COLLECTION',
      phase: 'release',
      evidence: {
        before: 'acme/terms@1',
        after: 'acme/terms@3',
        added: ['new'],
        removed: ['gone'],
        altered: ['one'],
      },
      termsRefs: ['acme/terms@1', 'acme/terms@3'],
    });
  });

  test('is silent about the same clauses, a version that has not begun, and an entry that it does not know', () => {
    const registry = registryOf(old, same, { ...other, effective: '2027-01-01' });
    expect(changedTerms(registry, ['acme/terms@1', 'acme/terms@2', 'nobody/terms@1'], AT)).toEqual([]);
  });

  test('notices that the terms of s1’s traces have been replaced', () => {
    expect(changedTerms(SHIPPED.terms, ['google/gemini-api-additional@2024-12-13'], AT)).toMatchObject([
      { evidence: { after: 'google/gemini-api-additional@2026-03-23', removed: ['preview'] } },
    ]);
    expect(gemini().host.provider).toBe('google');
  });
});

describe('fits(pattern, name)', () => {
  test.each([
    ['*', '', true],
    ['a*', 'a', true],
    ['a*a', 'a', false],
    ['a*b*c', 'a-b-c', true],
    ['a*b*c', 'acb', false],
    ['a*bb*b', 'abb', false],
    ['a.c', 'abc', false],
  ])('%s and %s: %s', (pattern, name, is) => {
    expect(fits(pattern, name)).toBe(is);
  });

  test('agrees with a regular expression', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });
    const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    fc.assert(
      fc.property(word, name, (pattern, text) => {
        expect(fits(pattern, text)).toBe(new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(text));
      }),
    );
  });

  test('takes no longer for a hostile name', () => {
    const start = performance.now();
    expect(fits('*a*a*a*a*a*a*b', `${'a'.repeat(1_000_000)}c`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
