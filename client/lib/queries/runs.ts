import { queryOptions } from '@tanstack/react-query';
import { call } from '../call.ts';

/** The newest runs, for choosing one. */
export const runsQuery = () =>
  queryOptions({
    queryKey: ['runs'],
    queryFn: ({ signal }) => call('/runs', { query: { limit: 50 }, signal }),
  });

/** One run; `latest` is another one as soon as there is a newer. */
export const runQuery = (id: string) =>
  queryOptions({
    queryKey: ['run', id],
    queryFn: ({ signal }) => call('/runs/{id}', { params: { id }, signal }),
    ...(id === 'latest' ? {} : IMMUTABLE),
  });

/** What pool and selection of a run are made of. @param id of the run itself, not `latest` */
export const makeUpQuery = (id: string) =>
  queryOptions({
    queryKey: ['make-up', id],
    queryFn: ({ signal }) => call('/runs/{id}/make-up', { params: { id }, signal }),
    ...IMMUTABLE,
  });

/** A run never changes once it is stored, nor does anything that was decided in it. */
export const IMMUTABLE = { staleTime: Number.POSITIVE_INFINITY, meta: { immutable: true } } as const;
