import { infiniteQueryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

const PAGE = 100;

/** Pages of the live questions, for a pool without a run. */
export const questionsQuery = (filter: {
  q?: string | undefined;
  source?: string | undefined;
  import?: string | undefined;
}) =>
  infiniteQueryOptions({
    queryKey: ['questions', filter],
    queryFn: ({ pageParam, signal }) =>
      call('/questions', {
        query: {
          limit: PAGE,
          ...(filter.q && { q: filter.q }),
          ...(filter.source && { source: filter.source }),
          ...(filter.import && { import: filter.import }),
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
