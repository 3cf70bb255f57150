import { queryOptions } from '@tanstack/react-query';
import { call } from '../call.ts';

/** How one signs in besides by a password. */
export const signInWaysQuery = () =>
  queryOptions({
    queryKey: ['sign-in-ways'],
    queryFn: ({ signal }) => call('/session/ways', { signal }),
    retry: false,
  });
