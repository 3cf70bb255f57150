import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

/** How often workers are looked at: their heartbeats change nothing in the workspace, so nobody tells of them. Unit: milliseconds. */
const LOOK_MS = 2000;

/** Workers that were heard of lately, and what waits for one. */
export const workersQuery = () =>
  queryOptions({
    queryKey: ['workers'],
    queryFn: ({ signal }) => call('/workers', { signal }),
    refetchInterval: LOOK_MS,
  });
