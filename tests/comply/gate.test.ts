import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  evaluateGate,
  type GateSnapshot,
  type HeldWaiver,
  type SnapshotFlag,
} from '../../server/comply/gate.ts';
import { policySha256 } from '../../server/comply/policy.ts';
import { FLAG_CODES, type FlagCode } from '../../shared/vocabulary/flags.ts';
import { LIFTS } from '../../shared/vocabulary/lifts.ts';
import { POLICY_NAMES } from '../../shared/vocabulary/policies.ts';
import { SHIPPED } from './facts.ts';

const { policies } = SHIPPED;
const MET = {
  floor: 'none',
  met: true,
  wanted: 0,
  accepted: 0,
  rejected: 0,
  missing: 0,
  says: null,
} as const;
const UNMET = {
  ...MET,
  floor: 'every-row',
  met: false,
  wanted: 3,
  missing: 3,
  says: 'nobody looked',
} as const;

const flagOf = (code: FlagCode, some: Partial<SnapshotFlag> = {}): SnapshotFlag => ({
  id: `flag-${code}`,
  code,
  state: 'open',
  rows: [1],
  waivers: [],
  ...some,
});
const snapshotOf = (flags: readonly SnapshotFlag[], review: GateSnapshot['review'] = MET): GateSnapshot => ({
  rows: 3,
  flags,
  review,
});
const WAIVERS: Readonly<Record<string, readonly HeldWaiver[]>> = {
  none: [],
  counsel: [{ id: 'waiver-1', reason: 'fair-use-counsel', evidence: 0 }],
  'a permission without the letter': [{ id: 'waiver-2', reason: 'written-permission', evidence: 0 }],
  'a permission with the letter': [{ id: 'waiver-3', reason: 'written-permission', evidence: 1 }],
};

describe('evaluateGate(policy, snapshot)', () => {
  test('the truth table: each policy, code, state and waiver', () => {
    const lifted = new Set(['PROVIDER_FORBIDS_COMPETING_MODEL', 'PROVIDER_FORBIDS_ANY_TRAINING']);
    for (const name of POLICY_NAMES)
      for (const code of FLAG_CODES)
        for (const state of ['open', 'resolved'] as const)
          for (const [held, waivers] of Object.entries(WAIVERS)) {
            const policy = policies[name];
            const verdict = evaluateGate(policy, snapshotOf([flagOf(code, { state, waivers })]));
            const effect = policy.effects[code];
            const isLifted =
              state === 'resolved' ||
              effect === 'inform' ||
              (effect === 'attest' && held !== 'none') ||
              (effect === 'block' && lifted.has(code) && held === 'a permission with the letter');
            const passes = isLifted || (effect === 'attest' && name === 'internal');
            expect([name, code, state, held, verdict.passes]).toEqual([name, code, state, held, passes]);
            const isWaived = state === 'open' && effect !== 'inform' && isLifted;
            expect(verdict.waived).toEqual(isWaived ? { [code]: 1 } : {});
            expect(verdict.waivers).toEqual(isWaived ? waivers.map(({ id }) => id) : []);
            expect(verdict.effects[effect]).toEqual(state === 'open' && !isWaived ? { [code]: 1 } : {});
          }
  });

  test('the effects of the codes that the vocabulary alone does not settle', () => {
    const effects = (code: FlagCode) => POLICY_NAMES.map((name) => policies[name].effects[code]);
    expect([
      effects('TIER_UNATTESTED'),
      effects('BENCHMARKS_NOT_CHECKED'),
      effects('DIFFICULTY_ESTIMATED'),
      effects('SINGLE_REVIEWER'),
    ]).toEqual([
      ['attest', 'attest', 'inform'],
      ['block', 'attest', 'inform'],
      ['attest', 'inform', 'inform'],
      ['inform', 'inform', 'inform'],
    ]);
    expect(FLAG_CODES).not.toContain('REVIEW_MISSING');
  });

  test('counts rows, not flags, names most rows first, and says what would lift each', () => {
    const flags = [
      flagOf('LICENCE_NONCOMMERCIAL', { id: 'a', rows: [1, 2] }),
      flagOf('LICENCE_NONCOMMERCIAL', { id: 'b', rows: [2] }),
      flagOf('PROVIDER_FORBIDS_COMPETING_MODEL', { rows: [1, 2, 3] }),
      flagOf('DIFFICULTY_ESTIMATED', { rows: [3] }),
      flagOf('LICENCE_ATTRIBUTION', { rows: [3] }),
    ];
    expect(evaluateGate(policies.strict, snapshotOf(flags, UNMET))).toEqual({
      policy: 'strict',
      policySha256: policySha256(policies.strict),
      distribution: 'may-be-published',
      passes: false,
      effects: {
        block: { PROVIDER_FORBIDS_COMPETING_MODEL: 3, LICENCE_NONCOMMERCIAL: 2 },
        attest: { DIFFICULTY_ESTIMATED: 1 },
        inform: { LICENCE_ATTRIBUTION: 1 },
      },
      waived: {},
      waivers: [],
      refusals: [
        {
          code: 'PROVIDER_FORBIDS_COMPETING_MODEL',
          effect: 'block',
          rows: 3,
          lift: `${LIFTS.PROVIDER_FORBIDS_COMPETING_MODEL}, or bring a written permission: winnow waive --code PROVIDER_FORBIDS_COMPETING_MODEL --reason written-permission --evidence FILE`,
        },
        { code: 'LICENCE_NONCOMMERCIAL', effect: 'block', rows: 2, lift: LIFTS.LICENCE_NONCOMMERCIAL },
        {
          code: 'DIFFICULTY_ESTIMATED',
          effect: 'attest',
          rows: 1,
          lift: `${LIFTS.DIFFICULTY_ESTIMATED}, or attest it: winnow waive --code DIFFICULTY_ESTIMATED`,
        },
      ],
      review: UNMET,
    });
  });

  test('missing reviews alone refuse, under whichever policy', () => {
    const passes = POLICY_NAMES.map((name) => evaluateGate(policies[name], snapshotOf([], UNMET)).passes);
    expect(passes).toEqual([false, false, false]);
  });

  test('is pure: the same of the same, whatever the order, and nothing that it was given is changed', () => {
    const flags = fc.array(
      fc.record({
        id: fc.uuid(),
        code: fc.constantFrom(...FLAG_CODES),
        state: fc.constantFrom('open' as const, 'resolved' as const),
        rows: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 3 }),
        waivers: fc.constantFrom(...Object.values(WAIVERS)),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(flags, fc.constantFrom(...POLICY_NAMES), (list, name) => {
        const frozen = JSON.stringify(list);
        const verdict = evaluateGate(policies[name], snapshotOf(list));
        expect(evaluateGate(policies[name], snapshotOf([...list].reverse()))).toEqual(verdict);
        expect(JSON.stringify(list)).toBe(frozen);
        if (name === 'strict') {
          const open = { ...policies.strict, unattested: 'stamp' as const };
          if (verdict.passes) expect(evaluateGate(open, snapshotOf(list)).passes).toBe(true);
        }
      }),
    );
  });
});
