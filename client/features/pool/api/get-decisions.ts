import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { QueryOf } from '../../../../shared/api.ts';
import { call } from '../../../lib/call.ts';
import { IMMUTABLE } from '../../../lib/queries/runs.ts';
import type { PoolFilter } from '../../../lib/urls.ts';

const PAGE = 100;

type DecisionQuery = Partial<QueryOf<'/runs/{id}/decisions'>>;

/** The filter of the address as a query; a stage or reason that does not exist is the server's to refuse. */
const queryOf = (filter: PoolFilter): DecisionQuery =>
  ({ ...filter, ...(filter.kept && { kept: filter.kept === 'true' }) }) as DecisionQuery;

/** Pages of the decisions of a run. @param runId of the run itself, not `latest` */
export const decisionsQuery = (runId: string, filter: PoolFilter) =>
  infiniteQueryOptions({
    queryKey: ['decisions', runId, filter],
    queryFn: ({ pageParam, signal }) =>
      call('/runs/{id}/decisions', {
        params: { id: runId },
        query: { ...queryOf(filter), limit: PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...IMMUTABLE,
  });

/** How many decisions a filter leaves. */
export const decisionCountQuery = (runId: string, filter: PoolFilter) =>
  queryOptions({
    queryKey: ['decision-count', runId, filter],
    queryFn: ({ signal }) =>
      call('/runs/{id}/decisions/count', { params: { id: runId }, query: queryOf(filter), signal }),
    ...IMMUTABLE,
  });
