import { Type } from '@sinclair/typebox';
import { get, post } from '../route.ts';
import { jobItemSchema } from '../schemas/job.ts';
import { mapColumnsSchema, mapSchema } from '../schemas/map.ts';
import { decisionRowSchema } from '../schemas/question-life.ts';

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 200, description: 'Id of a run, or `latest`.' });
const params = Type.Object({ id }, closed);

/** The questions of a run as points in the plane. */
export const MAP_ROUTES = {
  map: get('/runs/{id}/map', 'Where the questions of a run lie, similar texts together.', mapSchema, {
    params,
  }),
  mapColumns: get(
    '/runs/{id}/map/columns',
    'What is known of the points of a map, column by column.',
    mapColumnsSchema,
    { params },
  ),
  mapPoint: get('/runs/{id}/map/point', 'The question of one point of a map.', decisionRowSchema, {
    params,
    query: Type.Object(
      {
        n: Type.Integer({
          minimum: 0,
          maximum: Number.MAX_SAFE_INTEGER,
          default: 0,
          description: 'Its place in the order of ids, counted from 0.',
        }),
      },
      closed,
    ),
  }),
  layOutMap: post('/runs/{id}/map', 'Lays out the map of a run, as `winnow map` does.', jobItemSchema, {
    params,
    status: 202,
  }),
} as const;
