import { queryOptions } from '@tanstack/react-query';
import { WinnowError } from '../../../shared/error.ts';
import type { JobItem } from '../../../shared/schemas/job.ts';
import { call } from '../call.ts';

/** Whether a job is a command that was ordered, and no collection with a page of its own. */
export const isCommand = (kind: string): boolean =>
  ['run', 'release', 'import', 'map', 'benchmark', 'backup'].includes(kind);

/** How often jobs are looked at while one is under way, beside the changes that the server tells of. Unit: milliseconds. */
const LOOK_MS = 2000;
/** The same for one job that somebody looks at. Unit: milliseconds. */
const CLOSE_LOOK_MS = 1000;

/** Long work: what is not done, and what was ordered and done. */
export const jobsQuery = () =>
  queryOptions({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => call('/jobs', { query: { limit: 200 }, signal }),
    refetchInterval: ({ state }) => (state.data?.items.some(isOpen) === true ? LOOK_MS : false),
  });

/** One job; null where there is none of that id. */
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
    refetchInterval: ({ state }) => (state.data != null && isOpen(state.data) ? CLOSE_LOOK_MS : false),
  });

/** Whether it goes on by itself: it is under way, or waits for its turn. */
const isOpen = ({ state, isResumable }: JobItem): boolean =>
  state === 'running' || (state === 'waiting' && !isResumable);
