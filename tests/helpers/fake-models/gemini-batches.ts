import { advance, cancel } from './batch-jobs.ts';
import { keyFault } from './gemini-request.ts';
import { googleError, quotaError } from './gemini-status-faults.ts';
import { jsonDelivery } from './gemini-wire.ts';
import type { Route, Served } from './ledger.ts';
import { type Answer, enter, type FakeState, type Incoming, type Job, whole } from './state.ts';
import type { Delivery } from './wire-faults.ts';
import { idOf } from './writing.ts';

const CREATE = /^\/(v1beta|v1)\/models\/([^:/]+):batchGenerateContent$/;
const JOBS = /^\/(v1beta|v1)\/batches(?:\/([\w-]+)(:cancel)?)?$/;

/** Answers what is about jobs: create, get, list, cancel, delete; null: it is about something else. */
export function batchRoute(state: FakeState, request: Incoming): Answer | null {
  const created = CREATE.exec(request.path);
  if (created !== null) return create(state, request, created[2] ?? '');
  const found = JOBS.exec(request.path);
  if (found === null) return null;
  const [, version = '', id, action] = found;
  const entry = enter(state, request, {
    api: 'gemini',
    version,
    route: routeOf(request.method, id, action),
    batch: id === undefined ? null : `batches/${id}`,
  });
  const refused = keyFault(state, request);
  if (refused !== null) return whole(entry, refused);
  if (id === undefined) return whole(entry, list(state, request));
  // a job is visible to the key that made it, and to no other
  const job = state.jobs.find(({ name, key }) => name === `batches/${id}` && key === request.key);
  if (job === undefined || job.fault === 'batch.job-gone')
    return whole(entry, googleError(404, 'NOT_FOUND', 'Requested entity was not found.'));
  return whole(entry, about(state, job, entry));
}

function routeOf(method: string, id: string | undefined, action: string | undefined): Route {
  if (id === undefined) return 'batch-list';
  if (action !== undefined) return 'batch-cancel';
  return method === 'DELETE' ? 'batch-delete' : 'batch-get';
}

function about(state: FakeState, job: Job, { route }: Served): Delivery {
  if (route === 'batch-cancel') {
    cancel(job);
    return jsonDelivery({});
  }
  if (route === 'batch-delete') {
    state.jobs.splice(state.jobs.indexOf(job), 1);
    return jsonDelivery({});
  }
  advance(state, job);
  return jsonDelivery(operationOf(job));
}

function list(state: FakeState, request: Incoming): Delivery {
  const own = state.jobs.filter(({ key }) => key === request.key).toReversed(); // newest first
  const from = Number(request.query.get('pageToken') ?? 0);
  const size = Number(request.query.get('pageSize') ?? 10);
  const next = from + size < own.length ? { nextPageToken: String(from + size) } : {};
  const operations = own.slice(from, from + size).map((job) => operationOf({ ...job, results: null }));
  return jsonDelivery({ ...(operations.length > 0 ? { operations } : {}), ...next });
}

interface CreateBody {
  batch?: {
    displayName?: string;
    inputConfig?: {
      fileName?: string;
      requests?: { requests?: { request: unknown; metadata?: { key?: string } }[] };
    };
  };
}

function create(state: FakeState, request: Incoming, model: string): Answer {
  const entry = enter(state, request, { api: 'gemini', version: 'v1beta', route: 'batch-create', model });
  const { batch = {} } = (request.json ?? {}) as CreateBody;
  const refused = keyFault(state, request) ?? modelFault(state, model) ?? sizeFault(request);
  if (refused !== null) return whole(entry, refused);
  const items = itemsOf(state, request, batch);
  if (items === null) return whole(entry, googleError(400, 'INVALID_ARGUMENT', 'The batch has no requests.'));
  const displayName = batch.displayName ?? '';
  const nth = state.nextBatch();
  const rule = state.faults.choose({ nth, prompt: displayName, seen: 0, model, api: 'batch', stream: false });
  entry.fault = rule?.fault ?? null;
  if (rule?.fault === 'batch.create-429')
    return whole(
      entry,
      quotaError(model, [{ quotaId: 'BatchEnqueuedTokensPerModel', quotaValue: '3000000' }], null),
    );
  if (rule?.fault === 'batch.create-500')
    return whole(entry, googleError(500, 'INTERNAL', 'An internal error has occurred.'));
  const job: Job = {
    name: `batches/${idOf(state.plan.seed ?? 0, 'batch', nth)}`,
    displayName,
    model,
    key: request.key,
    project: request.project,
    createdAt: new Date(state.now() + nth).toISOString(),
    items,
    byFile: batch.inputConfig?.fileName !== undefined,
    fault: entry.fault,
    state: 'BATCH_STATE_PENDING',
    polls: 0,
    results: null,
    resultsFile: null,
    error: null,
  };
  state.jobs.push(job);
  entry.batch = job.name;
  const answer = whole(entry, jsonDelivery(operationOf(job)));
  return rule?.fault === 'batch.lost-create' ? { ...answer, wire: { send: 'reset', billed: true } } : answer;
}

const modelFault = ({ models }: FakeState, model: string): Delivery | null =>
  models.some(({ name, retired }) => name === model && !retired)
    ? null
    : googleError(404, 'NOT_FOUND', `models/${model} is not found for API version v1beta.`);

const sizeFault = ({ bytes }: Incoming): Delivery | null =>
  bytes.length > 20 * 1024 * 1024
    ? googleError(400, 'INVALID_ARGUMENT', 'Request payload size exceeds the limit: 20971520 bytes.')
    : null;

function itemsOf(
  state: FakeState,
  request: Incoming,
  batch: NonNullable<CreateBody['batch']>,
): Job['items'] | null {
  const { fileName, requests } = batch.inputConfig ?? {};
  if (fileName === undefined) {
    const items = (requests?.requests ?? []).map(({ request: asked, metadata }) => ({
      key: metadata?.key ?? null,
      request: asked,
      metadata: metadata ?? null,
    }));
    return items.length === 0 ? null : items;
  }
  const file = state.files.get(fileName);
  if (file === undefined || !file.done || file.key !== request.key) return null;
  const lines = file.bytes.toString('utf8').split('\n').filter(Boolean);
  return lines.map((line) => {
    const { key, request: asked } = JSON.parse(line) as { key: string; request: unknown };
    return { key, request: asked, metadata: null };
  });
}

/** A job as an operation. */
export function operationOf(job: Job): object {
  const ended = /SUCCEEDED|FAILED|CANCELLED|EXPIRED/.test(job.state);
  const output =
    job.resultsFile !== null
      ? { responsesFile: job.resultsFile }
      : job.results === null
        ? null
        : { inlinedResponses: { inlinedResponses: job.results } };
  return {
    name: job.name,
    metadata: {
      '@type': 'type.googleapis.com/google.ai.generativelanguage.v1main.GenerateContentBatch',
      model: `models/${job.model}`,
      displayName: job.displayName,
      createTime: job.createdAt,
      batchStats: { requestCount: String(job.items.length) },
      state: job.state,
      name: job.name,
      ...(output === null ? {} : { output }),
    },
    ...(ended ? { done: true } : {}),
    ...(job.error === null ? {} : { error: job.error }),
  };
}
