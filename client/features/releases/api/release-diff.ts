import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ReleaseChangeRow, ReleaseSide } from '../../../../shared/schemas/release-diff.ts';
import { call } from '../../../lib/call.ts';

const PAGE = 50;
/** Pages for a file are as large as they may be. */
const LARGE = 200;

/** How a release differs from an earlier one. */
export const releaseDiffQuery = (id: string, against: string) =>
  queryOptions({
    queryKey: ['release-diff', id, against],
    queryFn: ({ signal }) => call('/releases/{id}/diff', { params: { id }, query: { against }, signal }),
  });

/** Pages of the rows that differ. */
export const releaseChangesQuery = (id: string, against: string, side: ReleaseSide) =>
  infiniteQueryOptions({
    queryKey: ['release-changes', id, against, side],
    queryFn: ({ pageParam, signal }) =>
      call('/releases/{id}/diff/changes', {
        params: { id },
        query: { against, side, limit: PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** All rows of one side. */
export async function allChanges(
  id: string,
  against: string,
  side: ReleaseSide,
): Promise<ReleaseChangeRow[]> {
  const rows: ReleaseChangeRow[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: ReleaseChangeRow[]; nextCursor: string | null } = await call(
      '/releases/{id}/diff/changes',
      { params: { id }, query: { against, side, limit: LARGE, ...(cursor !== '' && { cursor }) } },
    );
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}
