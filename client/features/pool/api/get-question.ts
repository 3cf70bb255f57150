import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

/** One question's whole life, with its decision in a run; asked for once it is known which run, if any. */
export const questionQuery = (id: string, runId: string | null | undefined) =>
  queryOptions({
    queryKey: ['question', id, runId],
    queryFn: ({ signal }) =>
      call('/questions/{id}', { params: { id }, query: runId ? { run: runId } : {}, signal }),
    enabled: runId !== undefined,
  });
