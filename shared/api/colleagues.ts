import { Type } from '@sinclair/typebox';
import { get, list, post, type Route } from '../route.ts';
import {
  colleagueSchema,
  mentionItemSchema,
  seenOrderSchema,
  seenSchema,
  skillsSchema,
} from '../schemas/colleagues.ts';
import { pageOf, pageQueryProperties } from '../schemas/listing.ts';
import { EVERY_ROLE } from '../vocabulary/roles.ts';

const closed = { additionalProperties: false } as const;

/** Those one works with: what they can judge, and what they say to each other by name. */
export const COLLEAGUE_ROUTES = {
  colleagues: list(
    '/colleagues',
    'Users by name, with what they are said to be able to judge.',
    colleagueSchema,
  ),
  setSkills: post('/users/{id}/skills', 'Says what a user is able to judge.', colleagueSchema, {
    params: Type.Object(
      { id: Type.String({ minLength: 1, maxLength: 200, description: 'Name or id.' }) },
      closed,
    ),
    body: skillsSchema,
  }),
  mentions: get(
    '/mentions',
    'Comments in which you were named, newest first.',
    Type.Composite([
      pageOf(mentionItemSchema),
      Type.Object({ unseen: Type.Integer({ description: 'Of all of yours.' }) }),
    ]),
    {
      query: Type.Object(
        {
          unseen: Type.Boolean({ default: false, description: 'Only those that you have not seen.' }),
          q: Type.Optional(
            Type.String({
              minLength: 1,
              maxLength: 400,
              description: 'Words of the comment or the question, in any case.',
            }),
          ),
          ...pageQueryProperties,
        },
        closed,
      ),
    },
  ),
  seeMentions: post(
    '/mentions/seen',
    'Says that you have seen comments in which you were named.',
    seenSchema,
    {
      body: seenOrderSchema,
      roles: EVERY_ROLE,
    },
  ),
} as const satisfies Record<string, Route>;
