import { Type } from '@sinclair/typebox';
import { get, list, post, type Route } from '../route.ts';
import {
  concludedSchema,
  flagCodesSchema,
  flagFilter,
  flagItemSchema,
  licenceItemSchema,
  newConclusionSchema,
  newWaiverSchema,
  policyOutlooksSchema,
  revokedSchema,
  termsItemSchema,
  waivedSchema,
  waiverItemSchema,
} from '../schemas/compliance.ts';
import { pageOf, pageQueryProperties } from '../schemas/listing.ts';
import { COMPLYING, OVERSEEING } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;
const params = (description: string) =>
  Type.Object({ id: Type.String({ minLength: 1, maxLength: 200, description }) }, closed);

/** Flags, policies, terms, licences and waivers. */
export const COMPLIANCE_ROUTES = {
  flagCodes: get(
    '/flags/codes',
    'Every kind of flag that was raised here, how many stand, and what each policy makes of it.',
    flagCodesSchema,
    { roles: OVERSEEING },
  ),
  flags: get('/flags', 'Flags, in the order in which they were raised.', pageOf(flagItemSchema), {
    query: Type.Object({ ...flagFilter, ...pageQueryProperties }, closed),
    roles: OVERSEEING,
  }),
  policyOutlooks: get(
    '/runs/{id}/policies',
    'What each policy would say of a release of a run now; nothing is written.',
    policyOutlooksSchema,
    { params: params('Id of a run, or `latest`.'), roles: OVERSEEING },
  ),
  terms: list('/terms', 'Terms of providers and licences of weights, by version.', termsItemSchema),
  licences: list(
    '/licences',
    'What sources declare, what stands for it, and what people concluded.',
    licenceItemSchema,
  ),
  conclude: post(
    '/licences/conclusions',
    'Says which licence a source has; what it declares stays as it is.',
    concludedSchema,
    { body: newConclusionSchema, roles: COMPLYING, status: 201 },
  ),
  waivers: list('/waivers', 'What people took upon themselves, oldest first.', waiverItemSchema, OVERSEEING),
  waive: post('/waivers', 'Takes flags of a run upon oneself, for one purpose and a time.', waivedSchema, {
    body: newWaiverSchema,
    roles: COMPLYING,
    status: 201,
  }),
  revokeWaiver: post(
    '/waivers/{id}/revoke',
    'Takes a waiver back; its flags stand open again.',
    revokedSchema,
    {
      params: params('Id of a waiver.'),
      roles: COMPLYING,
    },
  ),
} as const satisfies Record<string, Route>;
