import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

export const evaluationsQuery = () =>
  queryOptions({
    queryKey: ['evaluations'],
    queryFn: ({ signal }) => call('/evaluations', { query: { limit: 200 }, signal }),
  });
