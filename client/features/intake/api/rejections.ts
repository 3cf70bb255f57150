import { infiniteQueryOptions } from '@tanstack/react-query';
import type { QueryOf } from '../../../../shared/api.ts';
import { call } from '../../../lib/call.ts';

const PAGE = 100;

/** Whose records were not taken: those of an upload that was checked, or of an import. */
export interface RejectedFrom {
  path: '/uploads/{id}/rejections' | '/imports/{id}/rejections';
  id: string;
  /** The job that found them: another check of the same files may find others. */
  job: string;
}

export type RejectionReason = NonNullable<QueryOf<'/imports/{id}/rejections'>['reason']>;

/** Pages of the records that were not taken, those of one reason alone where one is named. */
export const rejectionsQuery = ({ path, id, job }: RejectedFrom, reason: RejectionReason | undefined) =>
  infiniteQueryOptions({
    queryKey: ['rejections', path, id, job, reason],
    queryFn: ({ pageParam, signal }) =>
      call(path, {
        params: { id },
        query: { limit: PAGE, ...(reason && { reason }), ...(pageParam && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    meta: { immutable: true },
  });
