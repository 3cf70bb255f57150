import { Type } from '@sinclair/typebox';
import { list, post } from '../route.ts';
import { EVERY_ROLE } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;

/** A filter of the pool with a name. */
export const savedViewSchema = Type.Object({
  id: Type.String(),
  name: Type.String(),
  address: Type.String({ description: 'The parameters of the page, as they stand in its address.' }),
  savedBy: Type.String({ description: 'Opaque id.' }),
  savedAt: Type.String(),
});

/** Filters of the pool that everybody of the workspace can open by name. */
export const VIEW_ROUTES = {
  views: list('/views', 'Saved filters of the pool, by name.', savedViewSchema),
  saveView: post(
    '/views',
    'Saves a filter; one of the same name is replaced where it was saved by the same person.',
    savedViewSchema,
    {
      body: Type.Object(
        {
          name: Type.String({
            minLength: 1,
            maxLength: 80,
            pattern: '^[^\\u0000-\\u001f]*\\S[^\\u0000-\\u001f]*$',
          }),
          address: Type.String({ maxLength: 2000, pattern: '^[A-Za-z0-9_.~%+*=&-]*$' }),
        },
        closed,
      ),
      status: 201,
      roles: EVERY_ROLE.filter((role) => role !== 'auditor'),
    },
  ),
  removeView: post(
    '/views/{id}/remove',
    'Removes a saved filter; anybody its own, owners and curators any.',
    Type.Object({ id: Type.String() }),
    {
      params: Type.Object(
        { id: Type.String({ minLength: 1, maxLength: 200, description: 'Id of a view.' }) },
        closed,
      ),
      roles: EVERY_ROLE.filter((role) => role !== 'auditor'),
    },
  ),
} as const;
