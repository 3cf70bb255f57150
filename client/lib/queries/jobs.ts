import { queryOptions } from '@tanstack/react-query';
import { call } from '../call.ts';

/** How often jobs are looked at while one is under way, beside the changes that the server tells of. Unit: milliseconds. */
const LOOK_MS = 2000;

/** Long work: what is not done, and what this server has done. */
export const jobsQuery = () =>
  queryOptions({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => call('/jobs', { query: { limit: 200 }, signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some((job) => job.state === 'running') === true ? LOOK_MS : false,
  });
