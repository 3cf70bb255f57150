import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

/** How each model grader agrees with people. */
export const gradersQuery = () =>
  queryOptions({ queryKey: ['graders'], queryFn: ({ signal }) => call('/graders', { signal }) });

const MOST = 200;

/** What a grader and people both judged. */
export const graderRowsQuery = (of: { grader: string; prompt: string } | undefined, differ: boolean) =>
  queryOptions({
    queryKey: ['grader-rows', of, differ],
    queryFn: ({ signal }) =>
      call('/graders/rows', {
        query: { grader: of?.grader ?? '', prompt: of?.prompt ?? '', differ, limit: MOST },
        signal,
      }),
    enabled: of !== undefined,
    placeholderData: keepPreviousData,
  });
