import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { NewRelease, RowViewOrder, SizesOrder } from '../../../../shared/schemas/release-plan.ts';
import { call, send } from '../../../lib/call.ts';

export const releaseOptionsQuery = () =>
  queryOptions({
    queryKey: ['release-options'],
    queryFn: ({ signal }) => call('/releases/options', { signal }),
  });

/** How large it would be, and what training on it would take; asked again only where the order is another. */
export const releaseSizesQuery = (order: SizesOrder | null) =>
  queryOptions({
    queryKey: ['release-sizes', order],
    queryFn: ({ signal }) => send('/releases/sizes', { body: order ?? { runId: 'latest' }, signal }),
    enabled: order !== null,
    placeholderData: keepPreviousData,
    meta: { immutable: true },
    retry: false,
  });

/** One row as a trainer would read it. */
export const releaseRowQuery = (order: RowViewOrder | null) =>
  queryOptions({
    queryKey: ['release-row', order],
    queryFn: ({ signal }) => send('/releases/row', { body: order ?? { runId: 'latest', row: 1 }, signal }),
    enabled: order !== null,
    placeholderData: keepPreviousData,
    meta: { immutable: true },
    retry: false,
  });

/** Whether its folder is as it was written; looked at when somebody asks. */
export const releaseCheckQuery = (id: string, isAsked: boolean) =>
  queryOptions({
    queryKey: ['release-check', id],
    queryFn: ({ signal }) => call('/releases/{id}/check', { params: { id }, signal }),
    enabled: isAsked,
    meta: { immutable: true },
    staleTime: 0,
    retry: false,
  });

export const startRelease = (order: NewRelease) => send('/releases', { body: order });

/** Where a release is loaded from as one file. */
export const archiveOf = (id: string, as: 'tar' | 'zip'): string =>
  `/api/v1/releases/${encodeURIComponent(id)}/archive?as=${as}`;
