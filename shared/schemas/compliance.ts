import { type Static, Type } from '@sinclair/typebox';
import { EFFECTS, FLAG_CODES } from '../vocabulary/flags.ts';
import { POLICY_NAMES } from '../vocabulary/policies.ts';
import { WAIVER_REASONS } from '../vocabulary/waivers.ts';
import { reasonSchema } from './reason.ts';

const closed = { additionalProperties: false } as const;
const nullable = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Union([schema, Type.Null()]);
const count = Type.Integer({ minimum: 0 });
const text = Type.String();
const flagCode = Type.Union(FLAG_CODES.map((code) => Type.Literal(code)));
const effect = Type.Union(Object.keys(EFFECTS).map((name) => Type.Literal(name as keyof typeof EFFECTS)));
const policyName = Type.Union(POLICY_NAMES.map((name) => Type.Literal(name)));
const byCode = Type.Record(text, count);

/** One kind of flag: how many there are, and what each policy makes of it. */
export const flagCodeItemSchema = Type.Object({
  code: flagCode,
  says: text,
  effects: Type.Object({ strict: effect, 'research-only': effect, internal: effect }),
  open: count,
  waived: count,
  resolved: count,
});
export type FlagCodeItem = Static<typeof flagCodeItemSchema>;
export const flagCodesSchema = Type.Object({
  items: Type.Array(flagCodeItemSchema, { description: 'Every kind that was ever raised here.' }),
});

export const flagItemSchema = Type.Object({
  flagId: text,
  code: flagCode,
  subject: Type.Object({ type: text, id: text }),
  phase: text,
  evidence: Type.Record(text, Type.Unknown()),
  termsRefs: Type.Array(text),
  state: Type.Union([Type.Literal('open'), Type.Literal('resolved'), Type.Literal('waived')]),
});
export const flagFilter = {
  code: Type.Optional(flagCode),
  subject: Type.Optional(Type.String({ maxLength: 400 })),
  state: Type.Optional(Type.Union([Type.Literal('open'), Type.Literal('resolved'), Type.Literal('waived')])),
};

/** What one policy would say of a release of a run now. */
export const policyOutlookSchema = Type.Object({
  policy: policyName,
  says: text,
  distribution: text,
  rows: Type.Integer({ description: 'Rows that would be released.' }),
  passes: Type.Boolean(),
  effects: Type.Object({ block: byCode, attest: byCode, inform: byCode }),
  waived: byCode,
  refusals: Type.Array(Type.Object({ code: flagCode, effect: text, rows: count, lift: text })),
  review: Type.Object({
    floor: text,
    met: Type.Boolean(),
    wanted: count,
    accepted: count,
    rejected: count,
    missing: count,
    says: nullable(text),
  }),
  recipe: nullable(
    Type.Object(
      { met: Type.Boolean(), says: nullable(text) },
      { description: 'By the review rules of the recipe; null where it has none.' },
    ),
  ),
  licence: nullable(Type.String({ description: 'Under which all rows could go out together.' })),
});
export type PolicyOutlook = Static<typeof policyOutlookSchema>;
export const policyOutlooksSchema = Type.Object({
  runId: text,
  wanted: count,
  items: Type.Array(policyOutlookSchema),
});
export type PolicyOutlooks = Static<typeof policyOutlooksSchema>;

const clauseItem = Type.Object({
  id: text,
  heading: text,
  topic: text,
  effect: text,
  binds: text,
  says: text,
  excerpt: nullable(text),
  certainty: text,
});

/** An entry of the registry of terms. */
export const termsItemSchema = Type.Object({
  id: text,
  kind: text,
  provider: text,
  service: text,
  instrument: text,
  url: nullable(text),
  effective: nullable(text),
  supersededBy: nullable(text),
  inForce: Type.Boolean(),
  reviewedAt: text,
  stale: Type.Boolean({ description: 'To be looked at again before anything is asked under it.' }),
  clauses: Type.Array(clauseItem),
  changes: nullable(
    Type.Object(
      { before: text, added: Type.Array(text), removed: Type.Array(text), altered: Type.Array(text) },
      {
        description:
          'Clauses that differ from the version before; null where there is none, or none differs.',
      },
    ),
  ),
  captured: nullable(
    Type.Object({ at: text, sha256: text }, { description: 'The page that was kept last.' }),
  ),
});
export type TermsItem = Static<typeof termsItemSchema>;

/** What a source declares of its licence, what stands for it, and what somebody concluded. */
export const licenceItemSchema = Type.Object({
  source: text,
  declared: nullable(text),
  revision: nullable(text),
  questions: count,
  licences: Type.Array(text),
  unknown: nullable(Type.String({ description: 'Why no licence is known; null where one is.' })),
  commercial: text,
  shareAlike: Type.Boolean(),
  attribution: text,
  derivatives: text,
  concluded: nullable(Type.Object({ spdx: text, by: nullable(text), why: text, at: text })),
  flags: Type.Array(flagCode),
});
export type LicenceItem = Static<typeof licenceItemSchema>;

const by = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 100,
    description: 'Who says so; asked for where nobody has signed in, else it is the caller.',
  }),
);

export const newConclusionSchema = Type.Object(
  {
    source: Type.String({ minLength: 1, maxLength: 400 }),
    spdx: Type.String({ minLength: 1, maxLength: 200, description: 'An SPDX identifier or expression.' }),
    why: reasonSchema(2000),
    declared: Type.Optional(
      Type.String({ maxLength: 2000, description: 'Only rows that declare exactly this; empty: nothing.' }),
    ),
    by,
  },
  closed,
);
export const concludedSchema = Type.Object({
  source: text,
  spdx: text,
  by: text,
  questions: count,
  resolved: byCode,
  raised: byCode,
});

export const waiverItemSchema = Type.Object({
  waiverId: text,
  state: Type.Union([Type.Literal('active'), Type.Literal('revoked'), Type.Literal('expired')]),
  run: nullable(text),
  codes: Type.Array(flagCode),
  flags: count,
  reason: text,
  purpose: text,
  why: text,
  by: nullable(text),
  evidence: Type.Array(Type.Object({ name: text, sha256: text, bytes: count })),
  validFrom: text,
  expiresAt: text,
  statement: text,
});
export type WaiverItem = Static<typeof waiverItemSchema>;

export const newWaiverSchema = Type.Object(
  {
    runId: Type.String({ minLength: 1, maxLength: 200, description: 'A run, or `latest`.' }),
    codes: Type.Array(flagCode, { minItems: 1, maxItems: 100, uniqueItems: true }),
    purpose: Type.String({ minLength: 1, maxLength: 2000 }),
    why: reasonSchema(4000, 'In at least 20 characters.'),
    reason: Type.Union(
      Object.keys(WAIVER_REASONS).map((name) => Type.Literal(name as keyof typeof WAIVER_REASONS)),
    ),
    days: Type.Integer({ minimum: 1, maximum: 3650, default: 180, description: 'How long it holds.' }),
    policy: Type.Optional(policyName),
    evidence: Type.Optional(
      Type.Array(
        Type.Object(
          {
            name: Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f/\\\\]+$' }),
            base64: Type.String({ maxLength: 4_000_000, pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
          },
          closed,
        ),
        { maxItems: 10 },
      ),
    ),
    by,
  },
  closed,
);
export const waivedSchema = Type.Object({
  waiverId: text,
  codes: Type.Array(flagCode),
  flags: count,
  expiresAt: text,
  statement: text,
});
export const revokedSchema = Type.Object({ waiverId: text, flags: count });
