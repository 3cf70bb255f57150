import { queryOptions } from '@tanstack/react-query';
import { WinnowError } from '../../../../shared/error.ts';
import type { JobItem } from '../../../../shared/schemas/job.ts';
import { call } from '../../../lib/call.ts';

/** How often a job that runs is looked at, beside the changes that the server tells of. Unit: milliseconds. */
const LOOK_MS = 1000;

/** The job of a collection; null where it asks nobody and so is none. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: async ({ signal }): Promise<JobItem | null> => {
      try {
        return await call('/jobs/{id}', { params: { id }, signal });
      } catch (cause) {
        if (cause instanceof WinnowError && cause.code === 'not-found') return null;
        throw cause;
      }
    },
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
  });
