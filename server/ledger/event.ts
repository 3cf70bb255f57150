import { type Canonical, canonicalBytes } from './canonical.ts';
import { leafHash } from './hashes.ts';

/** What a caller says of an event; the log adds `v`, `log`, `seq`, `prev` and `ts`. */
export interface NewEvent {
  /** What happened, noun and past tense: `import.stored`, `run.stored`, `release.written`. */
  type: string;
  /** An opaque id of who did it, never a name (compliance: erasure must not break the tree). */
  actor: string;
  /** What it is about: the id of the import, run, release, question. */
  subject: string;
  /** Idempotency key, unique in the log: the same act twice is one event. */
  idem: string;
  data: { readonly [key: string]: Canonical };
  blobs?: readonly { readonly sha256: string; readonly size: number; readonly media_type: string }[];
}

/** An event as it lies in the log: the canonical bytes and their leaf hash. */
export interface SealedEvent {
  seq: number;
  idem: string;
  body: Uint8Array;
  leaf: Uint8Array;
}

export const NO_PREVIOUS = '0'.repeat(64);

/**
 * Puts an event into its place in the log.
 * `log` is the origin of the log (stops replay in another one), `prev` the hex leaf of the event before
 * it or 64 zeros, `ts` RFC 3339 in UTC with milliseconds; `blobs` are those of the event where nothing else is said.
 * @throws WinnowError `failed` when `data` holds what I-JSON can not carry exactly.
 */
export function sealEvent(
  event: NewEvent,
  place: { log: string; seq: number; prev: string; ts: string },
  blobs: NonNullable<NewEvent['blobs']> = event.blobs ?? [],
): SealedEvent {
  const { type, actor, subject, idem, data } = event;
  const { log, seq, prev, ts } = place;
  const body = canonicalBytes({ actor, blobs, data, idem, log, prev, seq, subject, ts, type, v: 1 });
  return { seq: place.seq, idem: event.idem, body, leaf: leafHash(body) };
}
