import type { Policy } from '../../shared/schemas/policy.ts';
import type { Effect, FlagCode } from '../../shared/vocabulary/flags.ts';
import { orderedJson, sha256Hex } from './ordered-json.ts';

/** What a policy makes of a flag. */
export const effectOf = (policy: Policy, code: FlagCode): Effect => policy.effects[code];

/** The evidence that lifts a block under a policy, or null where nothing does. */
export const liftOf = (policy: Policy, code: FlagCode): 'written-permission' | null =>
  policy.effects[code] === 'block' ? (policy.lifts[code] ?? null) : null;

/** SHA-256 of a policy in canonical form, hex: which rules were applied. */
export const policySha256 = (policy: Policy): string => sha256Hex(orderedJson(policy));
