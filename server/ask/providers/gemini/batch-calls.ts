import type { Call, Failed, Trouble } from '../../provider.ts';
import type { Heard, Limits } from '../attempt.ts';
import type { Network } from '../network.ts';
import { badRequest, failedOf, sentOf, type Told, transient, troubleOfFault } from '../outcome.ts';
import { isObject, type JsonObject, jsonOf, objectOf, textOf } from '../unknown.ts';
import type { GeminiAccess, GeminiClient, GeminiOptions } from './client.ts';
import { bodyOfCall } from './provider.ts';
import { geminiRequest } from './request.ts';
import { geminiTrouble } from './trouble.ts';

export interface GeminiBatchOptions extends GeminiOptions {
  /** The Developer API alone: Vertex takes batches from its own storage. */
  access: Extract<GeminiAccess, { mode: 'developer' }>;
  /** Whether requests travel in the call that makes the job, or in a file before it. */
  by: 'inline' | 'file';
  /** Largest file of results, in bytes; default 512 MB. */
  maxResultBytes?: number;
}

/** An answer at a good status. */
export interface Got {
  body: JsonObject;
  bytes: Uint8Array;
  heard: Heard;
}

/** The calls that batches are made of; each is one attempt, and what goes wrong is a `Failed`. */
export interface BatchCalls {
  createUrl(model: string): string;
  create(displayName: string, calls: readonly Call[], signal: AbortSignal): Promise<Got | Failed>;
  get(name: string, signal: AbortSignal): Promise<Got | Failed>;
  list(pageToken: string | null, signal: AbortSignal): Promise<Got | Failed>;
  cancel(name: string, signal: AbortSignal): Promise<Got | Failed>;
  download(file: string, signal: AbortSignal): Promise<Got | Failed>;
  unreadable(got: Got, message: string): Failed;
  unfinished(got: Got): Failed;
  gone(got: Got): Failed;
}

const MAX_RESULT_BYTES = 512 * 1024 * 1024;

/** One attempt at a call of batches, and how what went wrong is told. */
interface Listener {
  hear(
    send: (network: Network) => Promise<unknown>,
    signal: AbortSignal,
    how?: { handBack?: 'reply'; maxBytes?: number; whole?: boolean; ofOne?: boolean },
  ): Promise<Got | Failed>;
  failed(told: Told, heard: Heard): Failed;
}

function listener(client: GeminiClient, options: GeminiBatchOptions): Listener {
  const failed = (told: Told, heard: Heard): Failed =>
    failedOf(told, heard, sentOf(client.sender, 'batch', heard), client.redact);
  return {
    failed,
    async hear(send, signal, how = {}) {
      const heard = await client.hear(send, signal, how);
      const told = toldOf(heard, options.now(), how.ofOne === true);
      if (told !== null) return failed(told, heard);
      const bytes = heard.bytes ?? new Uint8Array();
      const body = how.whole === true ? {} : jsonOf(Buffer.from(bytes).toString('utf8'));
      return isObject(body) ? { body, bytes, heard } : failed(UNREADABLE, heard);
    },
  };
}

export function batchCalls(client: GeminiClient, options: GeminiBatchOptions, limits: Limits): BatchCalls {
  const { sdk, sender, via } = client;
  const root = `${sender.baseUrl.replace(/\/$/, '')}/${sender.apiVersion}`;
  const { hear, failed } = listener(client, options);
  const http = (network: Network) => ({ httpOptions: via(network, limits.timeoutMs) });
  return {
    createUrl: (model) => `${root}/models/${model}:batchGenerateContent`,
    create: (displayName, calls, signal) =>
      createJob(client, options, limits, { displayName, calls, signal }),
    get: (name, signal) =>
      hear((network) => sdk.batches.get({ name: safe(name), config: http(network) }), signal, {
        ofOne: true,
        maxBytes: options.maxResultBytes ?? MAX_RESULT_BYTES, // an inline job carries its answers
      }),
    list: (pageToken, signal) =>
      hear(
        (network) => {
          const page = pageToken === null ? { pageSize: 100 } : { pageSize: 100, pageToken };
          return sdk.batches.list({ config: { ...page, ...http(network) } });
        },
        signal,
        { maxBytes: options.maxResultBytes ?? MAX_RESULT_BYTES },
      ),
    cancel: (name, signal) =>
      hear((network) => sdk.batches.cancel({ name: safe(name), config: http(network) }), signal, {
        ofOne: true,
      }),
    download: (file, signal) =>
      hear(
        (network) =>
          network(`${root}/${safeFile(file)}:download?alt=media`, {
            headers: { 'x-goog-api-key': options.access.key },
          }),
        signal,
        { maxBytes: options.maxResultBytes ?? MAX_RESULT_BYTES, whole: true, ofOne: true },
      ),
    unreadable: (got, message) => failed({ trouble: transient('broken-reply'), message }, got.heard),
    unfinished: (got) =>
      failed({ trouble: transient('timeout'), message: 'The batch has not ended yet.' }, got.heard),
    gone: (got) => failed({ trouble: GONE, message: 'The batch is done and its output is gone.' }, got.heard),
  };
}

/** Makes a job, its requests in the call itself or in a file that goes before it. */
async function createJob(
  client: GeminiClient,
  options: GeminiBatchOptions,
  { timeoutMs }: Limits,
  { displayName, calls, signal }: { displayName: string; calls: readonly Call[]; signal: AbortSignal },
): Promise<Got | Failed> {
  const { hear, failed } = listener(client, options);
  const [first] = calls;
  if (first === undefined || calls.some(({ model }) => model !== first.model))
    return failed(NOT_ONE_MODEL, UNSENT);
  const { model } = first;
  const make = (src: ReturnType<typeof inlinedRequest>[] | { fileName: string }) =>
    hear((network) => {
      const config = { displayName, httpOptions: client.via(network, timeoutMs) };
      return client.sdk.batches.create({ model, src, config });
    }, signal);
  if (options.by === 'inline') return make(calls.map((call) => inlinedRequest(call, options)));
  const file = await fileOf(client, calls, options);
  const config = { mimeType: 'application/jsonl', displayName };
  const uploaded = await hear((network) => client.sdkOver(network).files.upload({ file, config }), signal, {
    handBack: 'reply',
  });
  if ('state' in uploaded) return uploaded;
  const fileName = textOf(objectOf(uploaded.body.file).name);
  return fileName === null ? failed(UNREADABLE, uploaded.heard) : make({ fileName });
}

const GONE: Trouble = badRequest('batch-expired');
const UNREADABLE: Told = { trouble: transient('broken-reply'), message: 'The answer is no JSON object.' };
const NOT_ONE_MODEL: Told = {
  trouble: badRequest('bad-request'),
  message: 'A batch holds calls of one model, and at least one.',
};
const UNSENT: Heard = {
  url: '',
  requestBody: '',
  status: null,
  headers: new Headers(),
  bytes: null,
  fault: null,
  latencyMs: 0,
};

/**
 * What is wrong with an answer; null: nothing.
 * @param ofOne the call is about one job or file: that it is gone, or not this key's, ends nothing but itself
 */
function toldOf({ fault, status, bytes, headers }: Heard, now: Date, ofOne: boolean): Told | null {
  if (fault !== null) return troubleOfFault(fault);
  if (status !== null && status < 300) return null;
  const told = geminiTrouble(status ?? 0, jsonOf(Buffer.from(bytes ?? []).toString('utf8')), headers, now);
  const { trouble } = told;
  const isGone =
    ofOne && trouble.class === 'fatal' && ['model-gone', 'not-allowed', 'address'].includes(trouble.cause);
  return isGone && status !== 401 ? { ...told, trouble: GONE } : told;
}

/** A request as it stands in a batch: the same as a call of its own, with its key beside it. */
function inlinedRequest(call: Call, options: GeminiBatchOptions) {
  const { contents, config } = geminiRequest(call, extrasOf(options));
  return { contents, metadata: { key: call.key }, ...(config === undefined ? {} : { config }) };
}

const extrasOf = ({ serviceTier = null, store = null }: GeminiBatchOptions) => ({ serviceTier, store });

/** The file of requests: a line a call, as `{key, request}`. */
async function fileOf(
  client: GeminiClient,
  calls: readonly Call[],
  options: GeminiBatchOptions,
): Promise<Blob> {
  const lines: string[] = [];
  for (const call of calls)
    lines.push(`${JSON.stringify({ key: call.key, request: await bodyOfCall(client, call, options) })}\n`);
  return new Blob(lines, { type: 'application/jsonl' });
}

/** Names come back from a store; nothing but a name may become part of an address. */
function safe(name: string): string {
  if (!/^batches\/[\w-]{1,200}$/.test(name)) throw new Error('That is not the name of a batch.');
  return name;
}

function safeFile(name: string): string {
  if (!/^files\/[\w-]{1,200}$/.test(name)) throw new Error('That is not the name of a file.');
  return name;
}
