import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

/** What people said of a question, and of the versions that led to it, the newest first. */
export const judgementsQuery = (questionId: string) =>
  queryOptions({
    queryKey: ['judgements', questionId],
    queryFn: ({ signal }) => call('/reviews', { query: { questionId, versions: true, limit: 100 }, signal }),
  });
