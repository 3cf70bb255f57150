import { queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../../shared/api.ts';
import { call, send } from '../../../lib/call.ts';

export const viewsQuery = () =>
  queryOptions({
    queryKey: ['views'],
    queryFn: ({ signal }) => call('/views', { query: { limit: 200 }, signal }),
  });

export const saveView = (body: BodyOf<'/views'>) => send('/views', { body });
export const removeView = (id: string) => send('/views/{id}/remove', { params: { id } });

/** How often marks that are being said are looked at. Unit: milliseconds. */
const LOOK_MS = 1000;

export const markBatchesQuery = () =>
  queryOptions({
    queryKey: ['marks'],
    queryFn: ({ signal }) => call('/marks', { query: { limit: 50 }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((one) => one.state === 'going' || one.state === 'undoing') === true
        ? LOOK_MS
        : false,
  });

export const mark = (body: BodyOf<'/marks'>) => send('/marks', { body });
export const undoMarks = ({ id, by }: { id: string; by: string | undefined }) =>
  send('/marks/{id}/undo', { params: { id }, body: by === undefined ? {} : { by } });
