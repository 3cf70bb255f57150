import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

/** Why a question stands where it does in a run, and what would turn that; it is decided anew for it. */
export const whyQuery = (run: string, question: string, isAsked: boolean) =>
  queryOptions({
    queryKey: ['why', run, question],
    queryFn: ({ signal }) =>
      call('/questions/{id}/why', { params: { id: question }, query: { run }, signal }),
    enabled: isAsked,
    meta: { immutable: true },
    retry: false,
  });
