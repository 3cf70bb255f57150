import { queryOptions } from '@tanstack/react-query';
import { call } from '../call.ts';

/** The newest collections. */
export const collectionsQuery = () =>
  queryOptions({
    queryKey: ['collections'],
    queryFn: ({ signal }) => call('/collections', { query: { limit: 200 }, signal }),
  });

/** One collection with all that is known of it. */
export const collectionQuery = (id: string) =>
  queryOptions({
    queryKey: ['collection', id],
    queryFn: ({ signal }) => call('/collections/{id}', { params: { id }, signal }),
  });
