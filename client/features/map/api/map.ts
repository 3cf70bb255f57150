import { queryOptions } from '@tanstack/react-query';
import type { ReplyOf } from '../../../../shared/api.ts';
import { call } from '../../../lib/call.ts';
import { IMMUTABLE } from '../../../lib/queries/runs.ts';
import { columnsFrom, pointsFrom } from '../columns.ts';

/** How often a map that is not laid out yet is looked for. Unit: milliseconds. */
const LOOK_MS = 3000;

/** Where the questions of a run lie; null where nobody laid them out yet. @param runId of the run itself */
export const mapQuery = (runId: string) =>
  queryOptions({
    queryKey: ['map', runId],
    queryFn: async ({ signal }) => {
      const { size, points } = await call('/runs/{id}/map', { params: { id: runId }, signal });
      return { size, points: points === null ? null : pointsFrom(points) };
    },
    refetchInterval: ({ state }) => (state.data?.points === null ? LOOK_MS : false),
    ...IMMUTABLE,
  });

/** What is known of the points of a map. */
export const mapColumnsQuery = (runId: string) =>
  queryOptions({
    queryKey: ['map-columns', runId],
    queryFn: async ({ signal }) =>
      columnsFrom(await call('/runs/{id}/map/columns', { params: { id: runId }, signal })),
    ...IMMUTABLE,
  });

/** The question of one point. */
export const mapPointQuery = (runId: string, n: number) =>
  queryOptions({
    queryKey: ['map-point', runId, n],
    queryFn: ({ signal }) => call('/runs/{id}/map/point', { params: { id: runId }, query: { n }, signal }),
    ...IMMUTABLE,
  });
export type MapPoint = ReplyOf<'/runs/{id}/map/point'>;
