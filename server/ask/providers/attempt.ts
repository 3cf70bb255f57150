import { setMaxListeners } from 'node:events';
import type { Coming, Line, Network } from './network.ts';

/** What every provider is handed: the network, the clock, and how much one attempt may take. */
export interface Effects {
  network: Line;
  /** Milliseconds that only go up. */
  clock: () => number;
  now: () => Date;
  /** Takes keys out of a text. */
  redact: (text: string) => string;
}

export interface Limits {
  /** Of one attempt, from leaving to the last byte, in ms. */
  timeoutMs: number;
  /** Longest silence between two pieces of a stream, in ms. */
  idleMs: number;
  /** Of one reply, in bytes. */
  maxBytes: number;
}

/** 15 minutes; 2 minutes of silence in a stream; 64 MB. */
const LIMITS: Limits = { timeoutMs: 900_000, idleMs: 120_000, maxBytes: 64 * 1024 * 1024 };

/** The limits that an option leaves out are the usual ones. */
export const limitsOf = (options: Partial<Limits>): Limits => ({
  timeoutMs: options.timeoutMs ?? LIMITS.timeoutMs,
  idleMs: options.idleMs ?? LIMITS.idleMs,
  maxBytes: options.maxBytes ?? LIMITS.maxBytes,
});

/** Why a reply did not come whole. */
export interface Fault {
  why: 'stopped' | 'timeout' | 'too-large' | 'network' | 'not-sent';
  message: string;
}

/** Thrown by a line that knows better than a network error tells why no reply came. */
export class LineFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.message);
    this.name = 'LineFault';
    this.fault = fault;
  }
}

/** What an attempt brought: the request as it left, and what came back, byte for byte. */
export interface Heard {
  url: string;
  requestBody: string;
  status: number | null;
  headers: Headers;
  /** All bytes of the body that came; null where none came or they were too many. */
  bytes: Uint8Array | null;
  fault: Fault | null;
  latencyMs: number;
}

/** Builds a request and gives it to the network that it is handed: a call of an SDK. */
export type Send = (network: Network) => Promise<unknown>;

export interface AttemptOptions extends Limits {
  /** Whether silence is measured, too. */
  idle: boolean;
  /**
   * What the SDK gets to see. Its own reading of a reply loses headers, messages and details, and is not used:
   * `nothing` gives it an empty object, `reply` what came, for calls that go on from there.
   */
  handBack: 'nothing' | 'reply';
  /** Takes keys out of what came. */
  clean: (bytes: Buffer) => Buffer;
}

/**
 * One attempt at something over HTTP, listened to: an SDK builds the request, the bytes of the reply are kept as
 * they came. Redirects are not followed, for they would carry the key along. Never throws and never outlives its
 * time, whatever the SDK does.
 */
export async function attempt(
  send: Send,
  signal: AbortSignal,
  { network, clock }: Effects,
  options: AttemptOptions,
): Promise<Heard> {
  const started = clock();
  const heard: Heard = { ...NOTHING, headers: new Headers() };
  const pieces: Uint8Array[] = [];
  const end = ending(signal, options.timeoutMs);
  const listen: Network = async (input, init) => {
    heard.url = input instanceof Request ? input.url : String(input);
    heard.requestBody = typeof init?.body === 'string' ? init.body : '';
    pieces.length = 0;
    let response: Coming;
    try {
      response = await network(input, { ...init, redirect: 'manual', signal: end.signal });
      heard.status = response.status;
      heard.headers = response.headers;
      await hear(response, pieces, options, end.with);
    } catch (cause) {
      // told here, for an SDK wraps it up in an error of its own
      const own = cause instanceof LineFault ? cause.fault : null;
      heard.fault = end.fault() ?? own ?? { why: 'network', message: messageOf(cause) };
      throw cause;
    }
    return options.handBack === 'nothing' ? EMPTY() : copyOf(response, pieces);
  };
  try {
    await Promise.race([send(listen), end.reached]);
  } catch (cause) {
    if (heard.url === '') heard.fault = { why: 'not-sent', message: messageOf(cause) };
    // else the SDK did not like what came, which is read from the bytes
  } finally {
    end.release();
    heard.fault = end.fault() ?? heard.fault;
  }
  if (heard.status !== null && heard.fault?.why !== 'too-large')
    heard.bytes = options.clean(Buffer.concat(pieces));
  heard.latencyMs = Math.max(0, Math.round(clock() - started));
  return heard;
}

const NOTHING = { url: '', requestBody: '', status: null, bytes: null, fault: null, latencyMs: 0 };
const EMPTY = () => new Response('{}', { headers: { 'content-type': 'application/json' } });

/** Reads a body to its end into `pieces`. */
async function hear(
  response: Coming,
  pieces: Uint8Array[],
  { idle, idleMs, maxBytes }: AttemptOptions,
  end: (fault: Fault) => void,
): Promise<void> {
  const reader = response.body?.getReader();
  if (reader === undefined) return;
  let size = 0;
  const silence = (): NodeJS.Timeout | undefined =>
    idle
      ? setTimeout(() => end({ why: 'timeout', message: `The stream was silent for ${idleMs} ms.` }), idleMs)
      : undefined;
  for (;;) {
    const timer = silence();
    try {
      const { done, value } = await reader.read();
      if (done === true || value === undefined) return;
      size += value.byteLength;
      pieces.push(value);
    } finally {
      clearTimeout(timer);
    }
    if (size > maxBytes) end({ why: 'too-large', message: `The reply is larger than ${maxBytes} bytes.` });
  }
}

/** What can end an attempt from this side: the caller, the time, or a limit; the first one counts. */
function ending(caller: AbortSignal, timeoutMs: number) {
  const controller = new AbortController();
  let fault: Fault | null = null;
  let reject: (reason: Error) => void = () => undefined;
  const reached = new Promise<never>((_, no) => {
    reject = no;
  });
  reached.catch(() => undefined);
  const end = (one: Fault): void => {
    fault ??= one;
    reject(new Error(one.message));
    controller.abort();
  };
  const onCaller = (): void =>
    end(
      isTimeout(caller.reason)
        ? { why: 'timeout', message: 'The time that the caller gave was up.' }
        : { why: 'stopped', message: 'stopped' },
    );
  const timer = setTimeout(
    () => end({ why: 'timeout', message: `No whole reply came within ${timeoutMs} ms.` }),
    timeoutMs,
  );
  setMaxListeners(0, caller); // as many calls share it as are under way, and each takes its listener away
  if (caller.aborted) onCaller();
  else caller.addEventListener('abort', onCaller, { once: true });
  return {
    signal: controller.signal,
    with: end,
    reached,
    fault: (): Fault | null => fault,
    release: () => {
      clearTimeout(timer);
      caller.removeEventListener('abort', onCaller);
    },
  };
}

const isTimeout = (reason: unknown): boolean => reason instanceof Error && reason.name === 'TimeoutError';

function copyOf({ status, headers }: Coming, pieces: readonly Uint8Array[]): Response {
  const bytes = Buffer.concat(pieces);
  return new Response(bytes.length === 0 ? null : bytes, { status, headers });
}

/** The message of an error with the code of what lies under it, as `fetch failed (ECONNRESET)`. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const under: unknown = error.cause;
  const code = under instanceof Error && 'code' in under ? String(under.code) : null;
  return code === null ? error.message : `${error.message} (${code})`;
}
