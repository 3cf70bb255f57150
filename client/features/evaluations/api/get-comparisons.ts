import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

/** Evaluations on a benchmark beside one of them, item by item. */
export const comparisonsQuery = (benchmark: string, to: string, at = 'best') =>
  queryOptions({
    queryKey: ['evaluations', 'comparisons', benchmark, to, at],
    queryFn: ({ signal }) =>
      call('/evaluations/comparisons', { query: { benchmark, to, at, limit: 200 }, signal }),
  });
