import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/call.ts';

/** Everything on record about an id, a line or a piece of text; nothing is asked where nothing is sought. */
export const auditQuery = (sought: string) =>
  queryOptions({
    queryKey: ['audit', sought],
    queryFn: ({ signal }) => call('/audit', { query: { q: sought, limit: 50 }, signal }),
    enabled: sought !== '',
  });
