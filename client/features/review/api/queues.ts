import { queryOptions } from '@tanstack/react-query';
import type { BodyOf } from '../../../../shared/api.ts';
import type { QueueLine } from '../../../../shared/schemas/queue.ts';
import { call, send } from '../../../lib/call.ts';

const MOST = 200;

export const queuesQuery = () =>
  queryOptions({
    queryKey: ['queues'],
    queryFn: ({ signal }) => call('/queues', { query: { limit: MOST }, signal }),
  });

export const queueQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue', id],
    queryFn: ({ signal }) => call('/queues/{id}', { params: { id }, signal }),
  });

/** How far each person is; a reviewer sees themselves. */
export const progressQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue-progress', id],
    queryFn: ({ signal }) =>
      call('/queues/{id}/progress', { params: { id }, query: { limit: MOST }, signal }),
  });

export const holdersQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue-holders', id],
    queryFn: ({ signal }) => call('/queues/{id}/holders', { params: { id }, query: { limit: MOST }, signal }),
  });

export const daysQuery = (id: string) =>
  queryOptions({
    queryKey: ['queue-days', id],
    queryFn: ({ signal }) => call('/queues/{id}/days', { params: { id }, query: { limit: MOST }, signal }),
  });

/** What judgements have changed in the selection of a run. */
export const selectionChangeQuery = (runId: string) =>
  queryOptions({
    queryKey: ['selection-change', runId],
    queryFn: ({ signal }) => call('/runs/{id}/selection-change', { params: { id: runId }, signal }),
  });

/** Agreement costs the server a thousand draws a figure, so it is computed when somebody looks, not at every judgement. */
export const agreementQuery = (id: string, field: string) =>
  queryOptions({
    queryKey: ['queue-agreement', id, field],
    queryFn: ({ signal }) => call('/queues/{id}/agreement', { params: { id }, query: { field }, signal }),
    meta: { immutable: true },
    staleTime: 30_000,
  });

export const guidelinesQuery = (id: string) =>
  queryOptions({
    queryKey: ['guidelines', id],
    queryFn: ({ signal }) =>
      call('/queues/{id}/guidelines', { params: { id }, query: { limit: MOST }, signal }),
  });

/** Items on which people differ; what somebody is writing about one must not be taken from under them. */
export const disagreementsQuery = (id: string, names: boolean) =>
  queryOptions({
    queryKey: ['disagreements', id, names],
    queryFn: ({ signal }) =>
      call('/queues/{id}/disagreements', { params: { id }, query: { limit: 50, names }, signal }),
    meta: { immutable: true },
  });

export const makeQueue = (body: BodyOf<'/queues'>) => send('/queues', { body });
export const setQueueState = (id: string, state: QueueLine['state']) =>
  send('/queues/{id}/state', { params: { id }, body: { state } });
export const refreshQueue = (id: string) => send('/queues/{id}/refresh', { params: { id } });
export const setGuidelines = (id: string, text: string) =>
  send('/queues/{id}/guidelines', { params: { id }, body: { text } });
export const settle = (id: string, body: BodyOf<'/queues/{id}/verdicts'>) =>
  send('/queues/{id}/verdicts', { params: { id }, body });
export const settleLikely = (id: string, body: BodyOf<'/queues/{id}/verdicts/likely'>) =>
  send('/queues/{id}/verdicts/likely', { params: { id }, body });
export const judgeAll = (id: string, body: BodyOf<'/queues/{id}/bulk'>) =>
  send('/queues/{id}/bulk', { params: { id }, body });
