import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseShipped, type ShippedFiles } from '../../server/comply/shipped.ts';
import { instrumentOf } from '../../server/comply/terms.ts';
import { canonicalBytes } from '../../server/ledger/canonical.ts';
import { DATA, entryOf, SHIPPED } from './facts.ts';

const filesOf = (folder: string) =>
  readdirSync(join(DATA, folder)).map((name) => ({
    name: `data/${folder}/${name}`,
    data: JSON.parse(readFileSync(join(DATA, folder, name), 'utf8')) as unknown,
  }));
const FILES: ShippedFiles = {
  terms: filesOf('terms'),
  models: filesOf('models'),
  prices: filesOf('prices'),
  policies: filesOf('policies'),
  licenses: filesOf('licenses'),
};
const sha256 = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex');

describe('the facts that ship', () => {
  test('hold every entry that asking needs today', () => {
    expect(SHIPPED.terms.entries.map(({ id }) => id)).toEqual([
      'deepseek/platform@2026-04-29',
      'deepseek/terms-of-use@2026-03-27',
      'google/apis@2021-11-09',
      'google/gemini-api-additional@2024-12-13',
      'google/gemini-api-additional@2025-02-05',
      'google/gemini-api-additional@2025-05-20',
      'google/gemini-api-additional@2026-03-23',
      'google/general@2024-05-22',
      'google/vertex-ai-service-specific@2026-09-22',
      'reference/source@1',
      'weights/deepseek-r1-distill-llama@llama-3',
      'weights/deepseek-r1-distill-qwen@apache-2.0',
      'weights/deepseek-r1@mit',
      'weights/gemma-4@apache-2.0',
      'weights/gpt-oss@apache-2.0',
      'weights/qwen2.5@apache-2.0',
      'weights/qwen3@apache-2.0',
    ]);
  });

  test('are named by their ids, so that a new version is a new file', () => {
    const misnamed = FILES.terms.filter(({ name, data }) => {
      const { id } = data as { id: string };
      const stem = basename(name, '.json');
      return (
        stem !== id.replaceAll(/[/@]/g, '-') && !id.startsWith('weights/') && !id.startsWith('reference/')
      );
    });
    expect(misnamed.map(({ name }) => name)).toEqual([]);
  });

  test('quote little, and each quote is the one that was hashed', () => {
    const clauses = SHIPPED.terms.entries.flatMap((entry) => entry.clauses);
    expect(clauses.length).toBeGreaterThan(30);
    const wrong = clauses.filter(({ excerpt, excerpt_sha256: hash }) =>
      excerpt === null ? hash !== null : excerpt.length > 300 || sha256(excerpt) !== hash,
    );
    expect(wrong).toEqual([]);
  });

  test('quote nothing of a document that was not read', () => {
    const unread = SHIPPED.terms.entries
      .flatMap((entry) => entry.clauses)
      .filter(({ certainty, excerpt }) => certainty !== 'read' && excerpt !== null);
    expect(unread).toEqual([]);
  });

  test('have their dates in order: what was read was in force, and versions differ in their day', () => {
    const { entries } = SHIPPED.terms;
    const late = entries.filter(
      ({ effective, retrieved_at: read, reviewed_at: checked }) => (effective ?? '') > read || read > checked,
    );
    const days = entries.map(({ id, effective }) => `${instrumentOf(id)} ${effective}`);
    expect([late, new Set(days).size]).toEqual([[], days.length]);
    const models = SHIPPED.models.filter(
      ({ stable_on: stable, retired_on: retired }) => stable !== null && retired !== null && retired < stable,
    );
    expect(models).toEqual([]);
  });

  test('know the weights and prices that a model row names', () => {
    const { models, prices, terms } = SHIPPED;
    const ids = new Set(models.map(({ provider, id }) => `${provider} ${id}`));
    const dangling = models.flatMap(({ provider, replaced_by: next, rerouted }) =>
      [next, rerouted?.to ?? null].filter((id) => id !== null && !ids.has(`${provider} ${id}`)),
    );
    const unpriced = models.filter(
      ({ provider, rerouted }) =>
        provider === 'gemini' && rerouted !== null && !prices.some(({ model }) => model === rerouted.to),
    );
    expect([dangling, unpriced]).toEqual([[], []]);
    const unlicensed = models.filter(
      ({ weights }) =>
        weights !== null &&
        !terms.entries.some(({ applies }) =>
          applies.weights.some((glob) => weights.startsWith(glob.replace('*', ''))),
        ),
    );
    expect(unlicensed.map(({ id }) => id)).toEqual([]);
  });

  test('hash to the canonical bytes of all entries by id, whatever the order of files', () => {
    const expected = sha256(canonicalBytes(SHIPPED.terms.entries));
    expect(SHIPPED.terms.sha256).toBe(expected);
    const turned = parseShipped({ ...FILES, terms: [...FILES.terms].reverse() });
    expect(turned.terms.sha256).toBe(expected);
  });
});

describe('parseShipped(files)', () => {
  const faultOf = (change: Partial<ShippedFiles>): string => {
    try {
      parseShipped({ ...FILES, ...change });
      return 'none';
    } catch (cause) {
      return (cause as Error).message;
    }
  };
  const clause = {
    ...entryOf({}),
    clauses: [{ ...SHIPPED.terms.entries[0]?.clauses[0], excerpt: 'other words' }],
  };
  const prices = (change: object) => [
    { name: 'p.json', data: { about: 'x', prices: [{ ...SHIPPED.prices[0], ...change }] } },
  ];

  test.each([
    [
      'an unknown field',
      { terms: [{ name: 't.json', data: { ...entryOf({}), more: 1 } }] },
      't.json: has no field "more".',
    ],
    [
      'a missing field',
      { terms: [{ name: 't.json', data: { id: 'a/b@1' } }] },
      "t.json: must have required property 'kind'",
    ],
    ['no object', { terms: [{ name: 't.json', data: 7 }] }, 't.json: must be object.'],
    [
      'an id twice',
      { terms: ['a.json', 'b.json'].map((name) => ({ name, data: entryOf({}) })) },
      'b.json: the id acme/terms@1 is taken by another file.',
    ],
    [
      'an altered excerpt',
      { terms: [{ name: 't.json', data: clause }] },
      't.json: the excerpt of the clause train is not the one that was hashed.',
    ],
    [
      'a float as price',
      { prices: prices({ inputUsdPerMillion: 0.75 }) },
      'p.json: prices.0.inputUsdPerMillion must be string.',
    ],
    [
      'a price that ends before it begins',
      { prices: prices({ valid_to: '2020-01-01' }) },
      'data/prices: gemini gemini-3.8-flash standard from 2026-09-02, read 2026-10-07 ends before it begins.',
    ],
    [
      'a policy that leaves a code out',
      { policies: [{ name: 'p.json', data: { policy: 'strict', version: 1, effects: {}, lifts: {} } }] },
      "p.json: effects must have required property 'PROVIDER_FORBIDS_COMPETING_MODEL' or must have required property",
    ],
    ['no policy', { policies: [] }, 'data/policies: there is no policy strict.'],
  ])('refuses %s', (_what, change, message) => {
    expect(faultOf(change)).toContain(message.replace(/\.$/, ''));
  });

  test('takes the newest row of a model and the newest version of a policy', () => {
    const row = SHIPPED.models.find(({ id }) => id === 'gemini-3.7-flash');
    const strict = SHIPPED.policies.strict;
    const later = parseShipped({
      ...FILES,
      models: [
        ...FILES.models,
        {
          name: 'm.json',
          data: { about: 'x', read_on: '2027-01-01', models: [{ ...row, state: 'retired' }] },
        },
      ],
      policies: [
        {
          name: 'strict-3.json',
          data: { ...strict, version: 3, effects: { ...strict.effects, TRUNCATED: 'inform' } },
        },
        ...FILES.policies,
      ],
    });
    expect(later.models.filter(({ id }) => id === 'gemini-3.7-flash')).toEqual([
      { ...row, state: 'retired' },
    ]);
    expect([later.policies.strict.version, later.policies.strict.effects.TRUNCATED]).toEqual([3, 'inform']);
  });
});
