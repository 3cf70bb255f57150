import { type Static, Type } from '@sinclair/typebox';
import { FLAG_CODES, type FlagCode } from '../vocabulary/flags.ts';
import { POLICY_NAMES } from '../vocabulary/policies.ts';

const effect = Type.Union([Type.Literal('block'), Type.Literal('attest'), Type.Literal('inform')]);

/** What a policy makes of every flag. A changed one is a new file with the next version. */
export const policySchema = Type.Object(
  {
    policy: Type.Union(POLICY_NAMES.map((name) => Type.Literal(name))),
    version: Type.Integer({ minimum: 1 }),
    effects: Type.Object(
      Object.fromEntries(FLAG_CODES.map((code) => [code, effect])) as Record<FlagCode, typeof effect>,
      { additionalProperties: false, description: 'Each code, none left out.' },
    ),
    lifts: Type.Record(Type.String(), Type.Literal('written-permission'), {
      description:
        'The evidence that lifts a block, by code; a block that is not named here is never lifted.',
    }),
  },
  { additionalProperties: false },
);
export type Policy = Static<typeof policySchema>;
