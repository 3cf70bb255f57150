import { queryOptions } from '@tanstack/react-query';
import { call } from '../call.ts';

/** The first 200 imports, oldest first. */
export const importsQuery = () =>
  queryOptions({
    queryKey: ['imports'],
    queryFn: ({ signal }) => call('/imports', { query: { limit: 200 }, signal }),
  });
