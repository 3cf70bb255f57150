import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { effectOf, liftOf, policySha256 } from '../../server/comply/policy.ts';
import { canonicalBytes } from '../../server/ledger/canonical.ts';
import { FLAG_CODES, FLAG_PHASES, FLAGS, type FlagCode } from '../../shared/vocabulary/flags.ts';
import { POLICY_NAMES } from '../../shared/vocabulary/policies.ts';
import { readRoot } from '../house/tree.ts';
import { SHIPPED } from './facts.ts';

/** The first letters of the effects under strict, research-only and internal, as the source of the policies has them. */
const TABLE: Readonly<Record<string, readonly FlagCode[]>> = {
  BBB: [
    'GROUNDED_OUTPUT',
    'PROMPT_BLOCKED',
    'SAFETY_BLOCKED',
    'RECITATION',
    'PROVENANCE_GAP',
    'HASH_MISMATCH',
  ],
  BBA: [
    ...([
      'PROVIDER_FORBIDS_ANY_TRAINING',
      'TERMS_SNAPSHOT_MISSING',
      'WAIVER_EXPIRED',
      'REGION_RESTRICTED',
    ] as const),
    ...([
      'DISCLOSURE_RESTRICTED',
      'SPII_BLOCKED',
      'TRUNCATED',
      'LICENCE_NODERIVS',
      'LICENCE_INCOMPATIBLE',
    ] as const),
    ...(['TAKEDOWN_NOTICE', 'BENCHMARK_CONTAMINATED'] as const),
  ],
  BAA: ['PROVIDER_FORBIDS_COMPETING_MODEL', 'LICENCE_UNKNOWN', 'UPSTREAM_NO_TRAIN_REQUEST'],
  BAI: ['BENCHMARKS_NOT_CHECKED', 'SELF_APPROVAL'],
  BII: ['LICENCE_NONCOMMERCIAL'],
  AAA: ['PII_SUSPECTED'],
  AAI: [
    ...(['PROVIDER_STUDENT_OBLIGATION', 'TERMS_SNAPSHOT_STALE', 'TERMS_CHANGED_SINCE_COLLECTION'] as const),
    ...([
      'TIER_UNATTESTED',
      'UNPAID_TIER_DATA_USE',
      'CITATION_PRESENT',
      'RESPONSE_EVIDENCE_INCOMPLETE',
    ] as const),
    ...(['LICENCE_SHAREALIKE', 'LICENCE_CONFLICT', 'LICENCE_CHANGED', 'UPSTREAM_AI_TERMS'] as const),
    ...(['EVAL_SPLIT_SOURCE', 'CLOCK_SKEW'] as const),
  ],
  AII: [
    ...(['EXPERIMENTAL_MODEL', 'MODEL_VERSION_UNPINNED', 'THOUGHT_SUMMARY_ONLY', 'THOUGHT_MISSING'] as const),
    'DIFFICULTY_ESTIMATED',
  ],
  III: ['SERVER_STATE_STORED', 'SAFETY_SETTINGS_LOWERED', 'LICENCE_ATTRIBUTION', 'SINGLE_REVIEWER'],
};

test('the policies that ship are those of the table, for every flag there is', () => {
  const letters = (code: FlagCode) =>
    POLICY_NAMES.map((name) => effectOf(SHIPPED.policies[name], code).charAt(0).toUpperCase()).join('');
  const shipped = Object.fromEntries(FLAG_CODES.map((code) => [code, letters(code)]));
  const table = Object.entries(TABLE).flatMap(([effects, codes]) => codes.map((code) => [code, effects]));
  expect(shipped).toEqual(Object.fromEntries(table));
});

test('a written permission lifts what the terms of a provider block, and nothing else is lifted', () => {
  const lifted = POLICY_NAMES.map((name) =>
    FLAG_CODES.filter((code) => liftOf(SHIPPED.policies[name], code) !== null),
  );
  expect(lifted).toEqual([
    ['PROVIDER_FORBIDS_COMPETING_MODEL', 'PROVIDER_FORBIDS_ANY_TRAINING'],
    ['PROVIDER_FORBIDS_ANY_TRAINING'],
    [],
  ]);
});

test('policySha256(policy) is over its canonical bytes', () => {
  for (const name of POLICY_NAMES) {
    const policy = SHIPPED.policies[name];
    const bytes = canonicalBytes(policy);
    expect(policySha256(policy)).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

test('docs/flags.md says of each flag what the vocabulary and the policies say', () => {
  const rows = readRoot('docs/flags.md')
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  const cellOf = (name: (typeof POLICY_NAMES)[number], code: FlagCode) => {
    const policy = SHIPPED.policies[name];
    const lift = liftOf(policy, code);
    return `${effectOf(policy, code)}${lift === null ? '' : ', lifted by written permission'}`;
  };
  const expected = FLAG_CODES.map((code) => {
    const { phases, says } = FLAGS[code];
    const when = phases.length === FLAG_PHASES.length ? 'any' : phases.join(', ');
    return `| \`${code}\` | ${when} | ${says} | ${POLICY_NAMES.map((name) => cellOf(name, code)).join(' | ')} |`;
  });
  expect(rows).toEqual(expected);
});
