import { type Canonical, canonicalText } from './canonical.ts';
import { NO_PREVIOUS, type SealedEvent } from './event.ts';
import { leafHash } from './hashes.ts';
import { merkleTree } from './merkle.ts';

/** The first thing that is wrong with a log. */
export interface LogFault {
  seq: number;
  why: string;
}

export interface LogVerdict {
  /** Events read before the end or the fault. */
  events: number;
  /** Root over them, 32 bytes. */
  root: Uint8Array;
  fault: LogFault | null;
}

/** The members of an event, in the order of their bytes (compliance rule 2). */
const KEYS = ['actor', 'blobs', 'data', 'idem', 'log', 'prev', 'seq', 'subject', 'ts', 'type', 'v'].join();
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * Reads a log from its first event to its last and stops at the first that is not what it should be: bytes that
 * are not their own canonical form (which catches doubled keys, floats and other spellings), a leaf that is not
 * the hash of the bytes, a place, origin, chain link, key or time that does not follow from the event before.
 * @param seen called with each event that holds, its body read
 */
export function verifyLog(
  events: Iterable<SealedEvent>,
  log: string,
  seen: (event: ReadEvent, sealed: SealedEvent) => void = () => undefined,
): LogVerdict {
  const tree = merkleTree();
  const reader = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const verdict: LogVerdict = { events: 0, root: tree.root(), fault: null };
  let before: { leaf: string; ts: string } = { leaf: NO_PREVIOUS, ts: '' };
  for (const sealed of events) {
    const seq = verdict.events;
    const read = readBody(sealed.body, reader);
    const why = typeof read === 'string' ? read : faultOf(read, sealed, { seq, log, ...before });
    if (typeof read === 'string' || why !== null) {
      verdict.fault = { seq, why: why ?? '' };
      break;
    }
    tree.addHash(sealed.leaf); // which is the hash of the bytes, as was seen
    before = { leaf: Buffer.from(sealed.leaf).toString('hex'), ts: read.ts };
    verdict.events += 1;
    seen(read, sealed);
  }
  return { ...verdict, root: tree.root() };
}

/** The body of an event. */
export interface ReadEvent {
  v: number;
  log: string;
  seq: number;
  prev: string;
  ts: string;
  type: string;
  actor: string;
  subject: string;
  idem: string;
  data: { readonly [key: string]: Canonical };
  blobs: readonly { readonly sha256: string; readonly size: number; readonly media_type: string }[];
}

function readBody(body: Uint8Array, reader: { decode(bytes: Uint8Array): string }): ReadEvent | string {
  try {
    const text = reader.decode(body);
    const value = JSON.parse(text) as ReadEvent;
    if (canonicalText(value as unknown as Canonical) !== text)
      return 'its bytes are not their canonical form';
    return isEvent(value) ? value : 'its body has not the members of an event';
  } catch {
    return 'its bytes are not I-JSON in UTF-8';
  }
}

const isEvent = (value: ReadEvent): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).join() === KEYS &&
  value.v === 1 &&
  [value.log, value.prev, value.ts, value.type, value.actor, value.subject, value.idem].every(
    (one) => typeof one === 'string',
  ) &&
  typeof value.data === 'object' &&
  value.data !== null &&
  Array.isArray(value.blobs);

function faultOf(
  event: ReadEvent,
  sealed: SealedEvent,
  place: { seq: number; log: string; leaf: string; ts: string },
): string | null {
  if (sealed.seq !== place.seq || event.seq !== place.seq)
    return `it stands at place ${place.seq} and says ${sealed.seq === place.seq ? event.seq : sealed.seq}`;
  if (event.log !== place.log) return `it belongs to the log ${event.log}`;
  if (Buffer.compare(leafHash(sealed.body), sealed.leaf) !== 0)
    return 'its leaf is not the hash of its bytes';
  if (event.prev !== place.leaf) return 'it does not name the event before it';
  if (event.idem !== sealed.idem) return 'its key is not the one it is stored under';
  if (!TIME.test(event.ts) || event.ts < place.ts) return 'its time runs back';
  return null;
}
