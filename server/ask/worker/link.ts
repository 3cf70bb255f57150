import { gzipSync } from 'node:zlib';
import { Type } from '@sinclair/typebox';
import { API_BASE, ROUTES } from '../../../shared/api.ts';
import { ERROR_CODES, type ErrorCode, WinnowError } from '../../../shared/error.ts';
import { healthSchema } from '../../../shared/schemas/session.ts';
import type { Heartbeat, Leases, LeaseWish, Taken, WorkerReply } from '../../../shared/schemas/worker.ts';
import { parser } from '../../algorithms/parser.ts';
import type { Network } from '../providers/network.ts';
import { oneLine } from '../providers/text.ts';
import { jsonOf } from '../providers/unknown.ts';

/** The server is not there just now, or has no time: to be tried again. */
export class Away extends Error {}

/** What a worker says to its server; each throws `Away`, or a WinnowError with the server's own words. */
export interface Link {
  /** @throws WinnowError `bad-usage` where another kind of server answers */
  greet(): Promise<{ version: string }>;
  lease(wish: LeaseWish, signal: AbortSignal): Promise<Leases>;
  beat(beat: Heartbeat): Promise<void>;
  handOver(lease: string, reply: WorkerReply): Promise<Taken>;
}

/** How long an answer may take, beyond what it was asked to wait; of a reply, which may be large. Unit: milliseconds. */
const ANSWER_MS = 15_000;
const REPLY_MS = 300_000;
/** Shorter bodies are not worth packing. Unit: characters. */
const PACKED_FROM = 2000;

const parseHealth = parser(healthSchema);
const parseLeases = parser(ROUTES.leaseCalls.reply);
const parseTaken = parser(ROUTES.handOverReply.reply);
const parseError = parser(Type.Object({ error: Type.String(), message: Type.String() }));

/** @param server without a slash at its end. @param token null: the server asks for none */
export function linkTo(server: string, token: string | null, network: Network): Link {
  const ask = async <T>(
    path: string,
    parse: (data: unknown, what: string) => T,
    how: { body?: unknown; ms: number; signal?: AbortSignal },
  ): Promise<T> => {
    const text = how.body === undefined ? null : JSON.stringify(how.body);
    const isPacked = text !== null && text.length >= PACKED_FROM;
    const timeout = AbortSignal.timeout(how.ms);
    let response: Response;
    let said: string;
    try {
      response = await network(`${server}${API_BASE}${path}`, {
        method: text === null ? 'GET' : 'POST',
        redirect: 'manual',
        signal: how.signal === undefined ? timeout : AbortSignal.any([how.signal, timeout]),
        headers: {
          accept: 'application/json',
          ...(text === null ? {} : { 'content-type': 'application/json' }),
          ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        ...(text === null ? {} : { body: isPacked ? gzipSync(text) : text }),
      });
      said = await response.text();
    } catch (cause) {
      throw new Away(causeOf(cause));
    }
    const json = jsonOf(said);
    if (response.ok && json !== undefined) return readAs(parse, json, server);
    throw errorOf(response.status, json, server);
  };
  return {
    greet: () => ask(ROUTES.health.path, parseHealth, { ms: ANSWER_MS }),
    lease: (wish, signal) =>
      ask(ROUTES.leaseCalls.path, parseLeases, { body: wish, ms: wish.waitMs + ANSWER_MS, signal }),
    async beat(beat) {
      await ask(ROUTES.workerHeartbeat.path, (data) => data, { body: beat, ms: ANSWER_MS });
    },
    handOver: (lease, reply) =>
      ask(ROUTES.handOverReply.path.replace('{id}', lease), parseTaken, { body: reply, ms: REPLY_MS }),
  };
}

function readAs<T>(parse: (data: unknown, what: string) => T, json: unknown, server: string): T {
  try {
    return parse(json, 'The answer');
  } catch {
    throw noWinnow(server);
  }
}

const noWinnow = (server: string): WinnowError =>
  new WinnowError(
    'bad-usage',
    `What answers at ${server} is no Winnow that has workers: check --server; it takes the address of "winnow serve", as in --server http://127.0.0.1:4321.`,
  );

/** An error of the server in its own words; one that passes is `Away`. */
function errorOf(status: number, json: unknown, server: string): Error {
  const known = saidIn(json);
  if (known === null) return status >= 500 ? new Away(`HTTP ${status}`) : noWinnow(server);
  if (status >= 500 || status === 429) return new Away(oneLine(known.message));
  return new WinnowError(known.code, oneLine(known.message));
}

function saidIn(json: unknown): { code: ErrorCode; message: string } | null {
  try {
    const { error, message } = parseError(json, 'The answer');
    return isCode(error) ? { code: error, message } : null;
  } catch {
    return null;
  }
}

const isCode = (text: string): text is ErrorCode => Object.hasOwn(ERROR_CODES, text);

function causeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const under: unknown = cause.cause;
  return under instanceof Error && 'code' in under
    ? `${cause.message} (${String(under.code)})`
    : cause.message;
}
