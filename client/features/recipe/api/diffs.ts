import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { CHANGE_SIDES } from '../../../../shared/schemas/run-diff.ts';
import { call } from '../../../lib/call.ts';
import { IMMUTABLE } from '../../../lib/queries/runs.ts';

const PAGE = 50;
export type Side = (typeof CHANGE_SIDES)[number];

/** How a run differs from an earlier one. */
export const runDiffQuery = (id: string, against: string) =>
  queryOptions({
    queryKey: ['run-diff', id, against],
    queryFn: ({ signal }) => call('/runs/{id}/diff', { params: { id }, query: { against }, signal }),
    ...IMMUTABLE,
    retry: false,
  });

/** Pages of the questions that stand elsewhere. */
export const runChangesQuery = (id: string, against: string, side: Side, cause?: string) =>
  infiniteQueryOptions({
    queryKey: ['run-changes', id, against, side, cause],
    queryFn: ({ pageParam, signal }) =>
      call('/runs/{id}/diff/changes', {
        params: { id },
        query: {
          against,
          side,
          ...(cause !== undefined && { cause }),
          limit: PAGE,
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...IMMUTABLE,
    retry: false,
  });
