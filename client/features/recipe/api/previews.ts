import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PreviewRow } from '../../../../shared/schemas/preview.ts';
import { call, send } from '../../../lib/call.ts';
import type { Trial } from '../address.ts';
import type { Show } from '../show.ts';

const PAGE = 50;
/** Pages for a file are as large as they may be. */
const LARGE = 200;

/**
 * What a run would have selected under another recipe or seed. An older question is given up as soon as there is a newer
 * one, and changes of the workspace do not ask again: what is known moves the figures only when they are asked for anew.
 */
export const previewQuery = (runId: string, trial: Trial | null) =>
  queryOptions({
    queryKey: ['preview', runId, trial],
    queryFn: ({ signal }) => send('/previews', { body: { runId, ...orderOf(trial) }, signal }),
    enabled: trial !== null,
    placeholderData: keepPreviousData,
    meta: { immutable: true },
    retry: false,
  });

/** How far a preview is that has to look at texts. */
export const previewProgressQuery = (isAsking: boolean) =>
  queryOptions({
    queryKey: ['preview-progress'],
    queryFn: ({ signal }) => call('/previews/progress', { signal }),
    enabled: isAsking,
    refetchInterval: 500,
    gcTime: 0,
    staleTime: 0,
    meta: { immutable: true },
  });

/** How a preview differs from its run, and why. */
export const previewDiffQuery = (runId: string, trial: Trial) =>
  queryOptions({
    queryKey: ['preview-diff', runId, trial],
    queryFn: ({ signal }) => send('/previews/diff', { body: { runId, ...orderOf(trial) }, signal }),
    meta: { immutable: true },
    retry: false,
  });

/** Pages of the questions of a preview. */
export const previewRowsQuery = (runId: string, trial: Trial, show: Show) =>
  infiniteQueryOptions({
    queryKey: ['preview-rows', runId, trial, show],
    queryFn: ({ pageParam, signal }) =>
      send('/previews/rows', {
        body: {
          runId,
          ...orderOf(trial),
          ...show,
          limit: PAGE,
          ...(pageParam && { cursor: pageParam }),
        },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    meta: { immutable: true },
    retry: false,
  });

/** All questions of a preview that are shown. */
export async function allPreviewRows(runId: string, trial: Trial, show: Show): Promise<PreviewRow[]> {
  const rows: PreviewRow[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: ReplyPage = await send('/previews/rows', {
      body: { runId, ...orderOf(trial), ...show, limit: LARGE, ...(cursor !== undefined && { cursor }) },
    });
    rows.push(...page.items);
    cursor = page.nextCursor;
  }
  return rows;
}

type ReplyPage = { items: PreviewRow[]; nextCursor: string | null };

const orderOf = (trial: Trial | null) => (trial === null ? {} : { recipe: trial.recipe, seed: trial.seed });
