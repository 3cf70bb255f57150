import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CollectOrder, ResumeOrder } from '../../../../shared/schemas/collect-order.ts';
import { send } from '../../../lib/call.ts';

/**
 * What an order would do and cost. Left alone by changes of the workspace, which may come many times a second while
 * others collect: a plan that is another by now is refused at the start. @param order null where it is not whole yet
 */
export const planQuery = (order: CollectOrder | null, probe: boolean) =>
  queryOptions({
    queryKey: ['plan', order, probe],
    queryFn: ({ signal }) =>
      send('/collections/plan', { body: { ...(order ?? { teacher: 'gemini' }), probe }, signal }),
    enabled: order !== null,
    placeholderData: keepPreviousData,
    meta: { immutable: true },
    retry: false,
  });

/** Starts what was planned. */
export const startCollection = (order: CollectOrder, planId: string) =>
  send('/collections', { body: { ...order, planId } });

export const pauseJob = (id: string) => send('/jobs/{id}/pause', { params: { id } });
export const cancelJob = (id: string) => send('/jobs/{id}/cancel', { params: { id } });
export const resumeJob = (id: string, more: ResumeOrder) =>
  send('/jobs/{id}/resume', { params: { id }, body: more });
