import { WinnowError } from '../../shared/error.ts';
import type { Policy } from '../../shared/schemas/policy.ts';
import type { Effect, FlagCode } from '../../shared/vocabulary/flags.ts';
import type { PolicyName } from '../../shared/vocabulary/policies.ts';
import { effectOf, policySha256 } from '../comply/policy.ts';
import type { Tables } from '../db/tables.ts';
import type { Choice } from './select.ts';

/** Traces that carry an open flag, by its code. */
export type FlagCounts = Partial<Record<FlagCode, number>>;

/** What a policy makes of the open flags of the traces that were chosen. */
export interface Gate {
  policy: PolicyName;
  policySha256: string;
  applied: true;
  effects: Record<Effect, FlagCounts>;
}

/** What every reader of a release is told about its gate. */
export const GATE_NOTE =
  'The policy was applied to the open flags of the traces: nothing that it blocks is in here. What it wants a person to take upon themselves (attest) is counted here and held nothing up. Licences, reviews and benchmarks were not looked at by it.';

/** Open flags of the chosen traces. */
export const openFlags = ({ flags }: Pick<Tables, 'flags'>, { rows }: Choice): FlagCounts =>
  flags.openOf(
    'trace',
    rows.map(({ trace }) => trace),
  );

/** Sorts open flags by what the policy makes of them. Pure. */
export function gateOf(policy: Policy, counts: FlagCounts): Gate {
  const effects: Gate['effects'] = { block: {}, attest: {}, inform: {} };
  for (const [code, count] of Object.entries(counts) as [FlagCode, number][])
    effects[effectOf(policy, code)][code] = count;
  return { policy: policy.policy, policySha256: policySha256(policy), applied: true, effects };
}

/** All flags that a gate has looked at. */
export const flagsOf = ({ effects: { block, attest, inform } }: Gate): FlagCounts => ({
  ...block,
  ...attest,
  ...inform,
});

/**
 * Lets a release pass or not, before a byte is written.
 * @throws WinnowError `refused` with the traces that carry what the policy blocks, by code
 */
export function refuseBlocked(gate: Gate, { rows }: Choice): void {
  const { block: refused } = gate.effects;
  const codes = Object.entries(refused).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  const [first] = codes;
  if (first === undefined) return;
  const said = codes.map(([code, count]) => `${code} (${count} of ${rows.length} traces)`).join(', ');
  throw new WinnowError(
    'refused',
    `The policy ${gate.policy} forbids this release: ${said}. Nothing was written; see what is behind it with: winnow flags --code ${first[0]}`,
    { refused, rows: rows.length, gate },
  );
}
