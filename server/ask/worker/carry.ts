import type { WorkerLease, WorkerReply } from '../../../shared/schemas/worker.ts';
import { MOST_REPLY } from '../../../shared/schemas/worker.ts';
import { REQUEST_HEADERS } from '../leasing/line.ts';
import { TOLD_HEADERS } from '../leasing/reply.ts';
import { isServedBy } from '../leasing/sessions.ts';
import { attempt, type Heard } from '../providers/attempt.ts';
import type { Line } from '../providers/network.ts';
import { isUnreached } from '../providers/outcome.ts';
import { keyRedactor, keyTaker, oneLine } from '../providers/text.ts';

/** Where a worker's key may go. */
export interface Served {
  provider: 'gemini' | 'openai';
  /** Without a slash at its end. */
  address: string;
  /** Null: the server asks for none. Never leaves this process but to that address. */
  key: string | null;
}

/** Makes one call. Never throws for what the network or the provider do. */
export type Carry = (lease: WorkerLease, signal: AbortSignal) => Promise<WorkerReply>;

/** Longest silence between two pieces of a stream. Unit: milliseconds. */
const IDLE_MS = 120_000;
/** A worker lets no call take longer, whatever the server says. Unit: milliseconds. */
const LONGEST_MS = 3_600_000;

/**
 * Makes the calls of leases with the worker's own keys. An address that it does not serve by its own environment is
 * never called, whoever asks for it, and its keys are taken out of whatever comes back.
 */
export function carrier(
  served: readonly Served[],
  effects: { network: Line; clock: () => number; now: () => Date },
): Carry {
  const keys = served.map(({ key }) => key);
  const clean = keyTaker(keys);
  const redact = keyRedactor(keys);
  return async ({ provider, url, headers, body, timeoutMs }, signal) => {
    const place = placeOf(served, provider, url);
    if (place === undefined) return unsent('This worker does not serve that address.');
    const heard = await attempt(
      (network) =>
        network(url, { method: 'POST', headers: { ...toldOnly(headers), ...keyHeader(place) }, body }),
      signal,
      { ...effects, redact },
      {
        timeoutMs: Math.min(timeoutMs, LONGEST_MS),
        idleMs: IDLE_MS,
        maxBytes: MOST_REPLY,
        idle: headers.accept === 'text/event-stream' || url.endsWith('alt=sse') || isStream(body),
        handBack: 'nothing',
        clean,
      },
    );
    return replyOf(heard, redact);
  };
}

/** Nothing left. */
export const unsent = (message: string): WorkerReply => ({
  status: null,
  headers: {},
  body: null,
  fault: { why: 'unsent', message },
  latencyMs: 0,
});

/** The place that an address is of, once it is written out: no `..` leads elsewhere. */
const placeOf = (served: readonly Served[], provider: string, url: string): Served | undefined =>
  URL.canParse(url)
    ? served.find((one) => isServedBy({ serves: [one] }, provider, new URL(url).href))
    : undefined;

/** Headers that a request may have of its server; it says neither whose key goes along nor to which host. */
const toldOnly = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => REQUEST_HEADERS.includes(name.toLowerCase())),
  );

const keyHeader = ({ provider, key }: Served): Record<string, string> =>
  key === null ? {} : provider === 'gemini' ? { 'x-goog-api-key': key } : { authorization: `Bearer ${key}` };

const isStream = (body: string): boolean => /"stream":\s?true/.test(body.slice(-2000));

function replyOf(
  { status, headers, bytes, fault, latencyMs }: Heard,
  redact: (text: string) => string,
): WorkerReply {
  if (fault !== null && (fault.why === 'not-sent' || isUnreached(fault)))
    return unsent(redact(oneLine(fault.message)));
  const told = TOLD_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === null
      ? []
      : [
          [
            name,
            redact(value)
              .replace(/[^\x20-\x7e]/g, '')
              .slice(0, 500),
          ] as const,
        ];
  });
  return {
    status: status !== null && status >= 100 && status <= 599 ? status : null,
    headers: Object.fromEntries(told),
    body: bytes === null ? null : Buffer.from(bytes).toString('base64'),
    fault: faultOf(fault, status, redact),
    latencyMs: Math.min(latencyMs, 86_400_000),
  };
}

function faultOf(
  fault: Heard['fault'],
  status: number | null,
  redact: (text: string) => string,
): WorkerReply['fault'] {
  if (fault !== null && fault.why !== 'not-sent')
    return { why: fault.why, message: redact(oneLine(fault.message)) };
  if (status !== null && status >= 100 && status <= 599) return null;
  return { why: 'network', message: `The status ${status} is none.` };
}
