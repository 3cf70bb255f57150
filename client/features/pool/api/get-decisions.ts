import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { QueryOf } from '../../../../shared/api.ts';
import { call } from '../../../lib/call.ts';
import { IMMUTABLE } from '../../../lib/queries/runs.ts';
import { type PoolFilter, WORD_FILTERS } from '../../../lib/urls.ts';
import type { PoolOrder } from '../columns.ts';

const PAGE = 100;

type DecisionQuery = Partial<QueryOf<'/runs/{id}/decisions'>>;

/** The filter of the address as a query; a stage or reason that does not exist is the server's to refuse. */
export const queryOf = (filter: PoolFilter): DecisionQuery =>
  ({ ...filter, ...(filter.kept && { kept: filter.kept === 'true' }) }) as DecisionQuery;

/** Whether what a filter leaves stays as it is as long as the run does. */
const keeping = (filter: PoolFilter) =>
  WORD_FILTERS.some((name) => filter[name] !== undefined) ? {} : IMMUTABLE;

/** Pages of the decisions of a run, in an order. @param runId of the run itself, not `latest` */
export const decisionsQuery = (runId: string, filter: PoolFilter, order: PoolOrder) =>
  infiniteQueryOptions({
    queryKey: ['decisions', runId, filter, order],
    queryFn: ({ pageParam, signal }) =>
      call('/runs/{id}/decisions', {
        params: { id: runId },
        query: { ...queryOf(filter), ...order, limit: PAGE, ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    ...keeping(filter),
  });

/** How many decisions a filter leaves. */
export const decisionCountQuery = (runId: string, filter: PoolFilter) =>
  queryOptions({
    queryKey: ['decision-count', runId, filter],
    queryFn: ({ signal }) =>
      call('/runs/{id}/decisions/count', { params: { id: runId }, query: queryOf(filter), signal }),
    ...keeping(filter),
  });

/** How many questions have each value of each column, under a filter; what was known stays meanwhile. */
export const facetsQuery = (runId: string, filter: PoolFilter) =>
  queryOptions({
    queryKey: ['facets', runId, filter],
    queryFn: ({ signal }) =>
      call('/runs/{id}/decisions/facets', { params: { id: runId }, query: queryOf(filter), signal }),
    placeholderData: keepPreviousData,
  });
