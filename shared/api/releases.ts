import { Type } from '@sinclair/typebox';
import { get, post } from '../route.ts';
import { jobItemSchema } from '../schemas/job.ts';
import { pageOf, pageQueryProperties } from '../schemas/listing.ts';
import {
  RELEASE_CAUSES,
  RELEASE_SIDES,
  type ReleaseCauseKind,
  releaseChangeRowSchema,
  releaseDiffHeadSchema,
} from '../schemas/release-diff.ts';
import {
  newReleaseSchema,
  outlookOrderSchema,
  releaseCheckSchema,
  releaseOptionsSchema,
  releaseOutlookSchema,
  releaseSizesSchema,
  rowViewOrderSchema,
  rowViewSchema,
  sizesOrderSchema,
} from '../schemas/release-plan.ts';
import { EVERY_ROLE } from '../vocabulary/roles.ts';

const releaseParams = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: 200, description: 'Id of a release.' }) },
  { additionalProperties: false },
);

const against = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 200,
    description:
      'Id of the earlier release; the one before where it is left out, itself where there is none.',
  }),
);
const releaseCause = Type.Optional(
  Type.Union(
    (Object.keys(RELEASE_CAUSES) as ReleaseCauseKind[]).map((kind) => Type.Literal(kind)),
    { description: 'Only rows whose difference is put down to this.' },
  ),
);
const releaseSide = Type.Union(
  RELEASE_SIDES.map((side) => Type.Literal(side)),
  {
    default: 'added',
    description:
      'Rows of the later release alone, of the earlier alone, that read otherwise, or of another rank.',
  },
);

/** Releases before they are made, and after. */
export const RELEASE_ROUTES = {
  releaseOptions: get(
    '/releases/options',
    'What a release may be made with: formats, templates, and teachers of whom there are traces.',
    releaseOptionsSchema,
  ),
  releaseOutlook: post(
    '/releases/outlook',
    'Who would be released now, and what each policy would say; nothing is written.',
    releaseOutlookSchema,
    { body: outlookOrderSchema, roles: EVERY_ROLE },
  ),
  releaseSizes: post(
    '/releases/sizes',
    'How large a release would be, and what training on it would take; nothing is written.',
    releaseSizesSchema,
    { body: sizesOrderSchema, roles: EVERY_ROLE },
  ),
  releaseRow: post(
    '/releases/row',
    'One row as a trainer would read it: rendered string, tokens, what a loss is taken on, where it is cut.',
    rowViewSchema,
    { body: rowViewOrderSchema, roles: EVERY_ROLE },
  ),
  startRelease: post('/releases', 'Builds a release, as `winnow release` does.', jobItemSchema, {
    body: newReleaseSchema,
    status: 202,
  }),
  checkRelease: get(
    '/releases/{id}/check',
    'Whether the folder of a release is as it was written, as `winnow verify` tells.',
    releaseCheckSchema,
    { params: releaseParams },
  ),
  releaseDiff: get(
    '/releases/{id}/diff',
    'How a release differs from an earlier one, and what that is put down to.',
    releaseDiffHeadSchema,
    { params: releaseParams, query: Type.Object({ against }, { additionalProperties: false }) },
  ),
  releaseChanges: get(
    '/releases/{id}/diff/changes',
    'Rows that a release holds otherwise than an earlier one, each with its cause.',
    pageOf(releaseChangeRowSchema),
    {
      params: releaseParams,
      query: Type.Object(
        { against, side: releaseSide, cause: releaseCause, ...pageQueryProperties },
        { additionalProperties: false },
      ),
    },
  ),
} as const;

/** A release as one file, `?as=tar` or `?as=zip`: a stream, not JSON, so not in the table. */
export const RELEASE_ARCHIVE_PATH = '/releases/{id}/archive';
