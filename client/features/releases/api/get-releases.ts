import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

export const releasesQuery = () =>
  queryOptions({
    queryKey: ['releases'],
    queryFn: ({ signal }) => call('/releases', { query: { limit: 200 }, signal }),
  });
