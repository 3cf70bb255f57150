import { type Static, Type } from '@sinclair/typebox';
import { WinnowError } from '../../../shared/error.ts';
import { MOST_REPLY, type WorkerReply } from '../../../shared/schemas/worker.ts';
import { parser } from '../../algorithms/parser.ts';
import type { StoredReply, WorkerLease } from '../../db/worker-leases.ts';
import type { Workspace } from '../../db/workspace.ts';
import { LineFault } from '../providers/attempt.ts';
import type { Coming } from '../providers/network.ts';

/** Headers of a provider that say what came, how it is to be read, and when to come back. */
export const TOLD_HEADERS = [
  'content-type',
  'retry-after',
  'retry-after-ms',
  'x-ratelimit-limit-requests',
  'x-ratelimit-limit-tokens',
];

const headSchema = Type.Object({
  status: Type.Union([Type.Integer(), Type.Null()]),
  headers: Type.Record(Type.String(), Type.String()),
  fault: Type.Union([
    Type.Object({
      why: Type.Union(
        (['stopped', 'timeout', 'too-large', 'network', 'unsent'] as const).map((why) => Type.Literal(why)),
      ),
      message: Type.String(),
    }),
    Type.Null(),
  ]),
  latencyMs: Type.Integer(),
});
const parseHead = parser(headSchema);
type Head = Static<typeof headSchema>;

/** The lease that a reply is to. @throws WinnowError `not-found` for one that is none of theirs */
export function ownLease(leases: Workspace['workerLeases'], id: string, actor: string): WorkerLease {
  const row = leases.byId(id);
  if (row?.actor === actor) return row;
  throw new WinnowError('not-found', `You hold no lease ${id.slice(0, 60)}.`);
}

/**
 * A reply as it is stored: head and body apart. Headers that mean nothing here are dropped.
 * @throws WinnowError `bad-usage` for one that contradicts itself or whose body is no Base64; `too-large`
 */
export function storedReply({ body, headers, ...head }: WorkerReply): StoredReply {
  if (head.status === null && head.fault === null)
    throw new WinnowError('bad-usage', 'The reply holds neither a status nor a fault.');
  const bytes = body === null ? null : Buffer.from(body, 'base64');
  if (bytes !== null && bytes.byteLength > MOST_REPLY)
    throw new WinnowError('too-large', `The reply is larger than ${MOST_REPLY} bytes.`);
  if (bytes !== null && body !== null && bytes.byteLength !== bytesIn(body))
    throw new WinnowError('bad-usage', 'The body of the reply is no Base64.');
  const told = Object.fromEntries(Object.entries(headers).filter(([name]) => TOLD_HEADERS.includes(name)));
  return { reply: JSON.stringify({ ...head, headers: told }), body: bytes };
}

/** Bytes that so much Base64 is; letters that are none of its make it more than what was read. */
function bytesIn(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  return text.length % 4 === 0 ? (text.length / 4) * 3 - padding : -1;
}

/** What came, as the network would have brought it, and how long it took where it was made. @throws LineFault where nothing whole came */
export function comingOf({ reply, body }: StoredReply): { coming: Coming; latencyMs: number } {
  const { status, headers, fault, latencyMs }: Head = parseHead(JSON.parse(reply), 'A stored reply');
  if (fault !== null || status === null)
    throw new LineFault({
      why: fault === null || fault.why === 'unsent' ? 'network' : fault.why,
      message: fault?.message ?? 'Nothing came.',
    });
  const pieces = body === null ? [] : [new Uint8Array(body)];
  const read = async () => {
    const value = pieces.shift();
    return value === undefined ? { done: true } : { done: false, value };
  };
  return {
    coming: { status, headers: new Headers(headers), body: { getReader: () => ({ read }) } },
    latencyMs,
  };
}
