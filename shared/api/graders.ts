import { Type } from '@sinclair/typebox';
import { get } from '../route.ts';
import { graderRowSchema, gradersSchema } from '../schemas/graders.ts';
import { pageOf, pageQueryProperties } from '../schemas/listing.ts';
import { OVERSEEING } from '../vocabulary/roles.ts';

const name = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, maxLength: 400, description }));

/** Model graders beside people. */
export const GRADER_ROUTES = {
  graders: get(
    '/graders',
    'How each model grader agrees with people, and whether its word counts.',
    gradersSchema,
    { roles: OVERSEEING },
  ),
  graderRows: get(
    '/graders/rows',
    'What graders and people both judged, where they differ first.',
    pageOf(graderRowSchema),
    {
      query: Type.Object(
        {
          grader: name('Of one grader: the model, as it was asked.'),
          prompt: name('Of one prompt: its name and version.'),
          differ: Type.Optional(Type.Boolean({ description: 'true: only where they differ.' })),
          ...pageQueryProperties,
        },
        { additionalProperties: false },
      ),
      roles: OVERSEEING,
    },
  ),
} as const;
