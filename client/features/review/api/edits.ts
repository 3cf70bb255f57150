import { queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../../shared/api.ts';
import { call, send } from '../../../lib/call.ts';

/** What was mended in a question and its traces, the newest first. */
export const editsQuery = (questionId: string) =>
  queryOptions({
    queryKey: ['edits', questionId],
    queryFn: ({ signal }) =>
      call('/questions/{id}/edits', { params: { id: questionId }, query: { limit: 100 }, signal }),
  });

export const takeBackTrace = (id: string, why: string) =>
  send('/traces/{id}/take-back', { params: { id }, body: { why } });

export const mendTrace = (id: string, body: BodyOf<'/traces/{id}/edits'>) =>
  send('/traces/{id}/edits', { params: { id }, body });
