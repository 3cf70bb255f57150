import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ReleaseCauseKind, ReleaseSide } from '../../../../shared/schemas/release-diff.ts';
import { call } from '../../../lib/call.ts';

const PAGE = 50;

/** How a release differs from an earlier one. */
export const releaseDiffQuery = (id: string, against: string) =>
  queryOptions({
    queryKey: ['release-diff', id, against],
    queryFn: ({ signal }) => call('/releases/{id}/diff', { params: { id }, query: { against }, signal }),
  });

/** Pages of the rows that differ. */
export const releaseChangesQuery = (
  id: string,
  against: string,
  side: ReleaseSide,
  cause: ReleaseCauseKind | undefined,
) =>
  infiniteQueryOptions({
    queryKey: ['release-changes', id, against, side, cause],
    queryFn: ({ pageParam, signal }) =>
      call('/releases/{id}/diff/changes', {
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
  });
