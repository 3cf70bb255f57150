import { queryOptions } from '@tanstack/react-query';
import { call } from '../call.ts';

/** Pools that a run can be made over; what was imported comes first. */
export const poolsQuery = () =>
  queryOptions({
    queryKey: ['pools'],
    queryFn: ({ signal }) => call('/pools', { query: { limit: 200 }, signal }),
  });
