import { infiniteQueryOptions } from '@tanstack/react-query';
import type { QueryOf } from '../../../../shared/api.ts';
import { call } from '../../../lib/call.ts';
import type { TraceFilter } from '../filter.ts';

const PAGE = 100;

/** A filter of the address as a query. */
export const queryOf = (filter: TraceFilter) => filter as Partial<QueryOf<'/collections/{id}/traces'>>;

/** Pages of the traces of a collection; a filter that does not exist is the server's to refuse. */
export const tracesQuery = (id: string, filter: TraceFilter) =>
  infiniteQueryOptions({
    queryKey: ['traces', id, filter],
    queryFn: ({ pageParam, signal }) =>
      call('/collections/{id}/traces', {
        params: { id },
        query: {
          ...queryOf(filter),
          limit: PAGE,
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
