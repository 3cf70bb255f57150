import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';
import { IMMUTABLE } from '../../../lib/queries/runs.ts';

/** Everything about one trace. */
export const traceQuery = (id: string) =>
  queryOptions({
    queryKey: ['trace', id],
    queryFn: ({ signal }) => call('/traces/{id}', { params: { id }, signal }),
  });

/** The raw reply behind a trace, which never changes. */
export const rawQuery = (id: string) =>
  queryOptions({
    queryKey: ['raw-reply', id],
    queryFn: ({ signal }) => call('/traces/{id}/raw', { params: { id }, signal }),
    ...IMMUTABLE,
  });
