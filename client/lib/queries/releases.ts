import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { OutlookOrder } from '../../../shared/schemas/release-plan.ts';
import { call, send } from '../call.ts';

/** Releases, oldest first. */
export const releasesQuery = () =>
  queryOptions({
    queryKey: ['releases'],
    queryFn: ({ signal }) => call('/releases', { query: { limit: 200 }, signal }),
  });

/** Who would be released now, and what each policy would say. */
export const releaseOutlookQuery = (order: OutlookOrder) =>
  queryOptions({
    queryKey: ['release-outlook', order],
    queryFn: ({ signal }) => send('/releases/outlook', { body: order, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
