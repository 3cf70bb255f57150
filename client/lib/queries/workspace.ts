import { queryOptions } from '@tanstack/react-query';
import { call } from '../call.ts';

/** The living numbers of the workspace. */
export const workspaceQuery = () =>
  queryOptions({ queryKey: ['workspace'], queryFn: ({ signal }) => call('/workspace', { signal }) });

export const sessionQuery = () =>
  queryOptions({ queryKey: ['session'], queryFn: ({ signal }) => call('/session', { signal }) });

/** Sources by name; more than 200 of them are not listed here. */
export const sourcesQuery = () =>
  queryOptions({
    queryKey: ['sources'],
    queryFn: ({ signal }) => call('/sources', { query: { limit: 200 }, signal }),
  });
