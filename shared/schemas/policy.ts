import { type Static, Type } from '@sinclair/typebox';
import { FLAG_CODES, type FlagCode } from '../vocabulary/flags.ts';
import { POLICY_NAMES } from '../vocabulary/policies.ts';

const closed = { additionalProperties: false } as const;
const effect = Type.Union([Type.Literal('block'), Type.Literal('attest'), Type.Literal('inform')]);

/** The reviews that a policy asks for before anything is released. */
const reviewFloor = Type.Union([
  Type.Object({ floor: Type.Literal('none') }, closed),
  Type.Object(
    {
      floor: Type.Literal('every-row'),
      accepts: Type.Integer({ minimum: 1, description: 'People who must have accepted each row.' }),
      by: Type.Literal('somebody who did not write it'),
    },
    closed,
  ),
  Type.Object(
    {
      floor: Type.Literal('sample'),
      size: Type.Integer({ minimum: 1, description: 'Rows, drawn by the seed of the run.' }),
      most_rejected: Type.Integer({ minimum: 0 }),
      blind: Type.Literal(true, {
        description: 'The seed draws the rows, not whoever reviews; each judgement is given alone.',
      }),
    },
    closed,
  ),
]);
export type ReviewFloor = Static<typeof reviewFloor>;

const stated = {
  policy: Type.Union(POLICY_NAMES.map((name) => Type.Literal(name))),
  version: Type.Integer({ minimum: 1 }),
  effects: Type.Object(
    Object.fromEntries(FLAG_CODES.map((code) => [code, effect])) as Record<FlagCode, typeof effect>,
    { additionalProperties: false, description: 'Each code, none left out.' },
  ),
  lifts: Type.Record(Type.String(), Type.Literal('written-permission'), {
    description: 'The evidence that lifts a block, by code; a block that is not named here is never lifted.',
  }),
};
/** What version 1 of the policies did not say yet. */
const later = {
  distribution: Type.Union(
    [Type.Literal('may-be-published'), Type.Literal('research-only'), Type.Literal('internal-only')],
    { description: 'What is stamped on a release.' },
  ),
  unattested: Type.Union([Type.Literal('refuse'), Type.Literal('stamp')], {
    description: 'What becomes of flags that somebody has to attest and nobody has.',
  }),
  review: reviewFloor,
};

/** What a policy makes of every flag. A changed one is a new file with the next version. */
export const policySchema = Type.Object({ ...stated, ...later }, closed);
export type Policy = Static<typeof policySchema>;

/** The same of version 1, which is kept since events name its hash. */
export const firstPolicySchema = Type.Object(stated, closed);
