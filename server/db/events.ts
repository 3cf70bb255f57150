import type { Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';
import { type NewEvent, NO_PREVIOUS, type SealedEvent, sealEvent } from '../ledger/event.ts';
import { EMPTY_ROOT } from '../ledger/hashes.ts';
import { consistencyProof, inclusionProof, rangeRoot } from '../ledger/tree.ts';
import { logNodeTable } from './log-nodes.ts';

/** The end of the log: the last event's place, leaf and time. */
interface Tip {
  seq: number;
  leaf: Buffer;
  ts: string;
}

/** The `events` table: the log itself. Only this file names it in SQL; nothing updates or deletes. */
export function eventTable(db: Database, log: string, now: () => Date) {
  const last = db.prepare<[], { seq: number; leaf: Buffer }>(
    'SELECT seq, leaf FROM events ORDER BY seq DESC LIMIT 1',
  );
  const timeOf = db
    .prepare<[number], string>("SELECT json_extract(CAST(body AS TEXT), '$.ts') FROM events WHERE seq = ?")
    .pluck();
  const insert = db.prepare<[number, string, Uint8Array, Uint8Array]>(
    'INSERT INTO events (seq, idem, leaf, body) VALUES (?, ?, ?, ?)',
  );
  const leafAt = db.prepare<[number], Buffer>('SELECT leaf FROM events WHERE seq = ?').pluck();
  const all = db.prepare<[], SealedEvent>('SELECT seq, idem, leaf, body FROM events ORDER BY seq');
  const byIdem = db.prepare<[string], SealedEvent>('SELECT seq, idem, leaf, body FROM events WHERE idem = ?');
  const nodes = logNodeTable(db, (seq) => leafAt.get(seq));

  let known: Tip | undefined; // the tip that was read or written last, so that its time is parsed once
  const tip = (): Tip | undefined => {
    const row = last.get();
    if (row === undefined) return undefined;
    if (known === undefined || known.seq !== row.seq || !known.leaf.equals(row.leaf))
      known = { ...row, ts: timeOf.get(row.seq) ?? '' };
    return known;
  };
  const size = (): number => (last.get()?.seq ?? -1) + 1;

  return {
    /**
     * Appends one event; to be called in the transaction that changes the rows it speaks of.
     * Time never runs back within a log: an event is at least as late as the one before it.
     * @returns its place and leaf
     * @throws WinnowError `failed` outside a transaction; `conflict` when the idempotency key is taken
     */
    append(event: NewEvent): SealedEvent {
      if (!db.inTransaction)
        throw new WinnowError('failed', 'An event is appended with its rows, in one transaction.');
      const previous = tip();
      const clock = now().toISOString();
      const seq = previous === undefined ? 0 : previous.seq + 1;
      if (!nodes.isWhole(seq)) nodes.rebuild(seq); // a log that is older than its tree
      const prev = previous === undefined ? NO_PREVIOUS : previous.leaf.toString('hex');
      const ts = previous !== undefined && previous.ts > clock ? previous.ts : clock;
      const sealed = sealEvent(event, { log, seq, prev, ts });
      insertOnce(() => insert.run(seq, sealed.idem, sealed.leaf, sealed.body), event.idem);
      nodes.add(seq, sealed.leaf);
      known = { seq, leaf: Buffer.from(sealed.leaf), ts };
      return sealed;
    },
    /** Every event, oldest first. */
    all: (): SealedEvent[] => all.all(),
    /** The same, one in memory at a time. */
    each: (): IterableIterator<SealedEvent> => all.iterate(),
    byIdem: (idem: string): SealedEvent | undefined => byIdem.get(idem),
    count: size,
    /** Root of the tree over the first `upTo` events (all of them, where nothing is said), 32 bytes. */
    root(upTo = size()): Uint8Array {
      return upTo === 0 ? EMPTY_ROOT : rangeRoot(0, upTo, nodes.at);
    },
    /** Whether the kept tree reaches to the end of a log of so many events. */
    isTreeWhole: (upTo: number): boolean => nodes.isWhole(upTo),
    /** Whether every kept node is the hash of the two below it. */
    isTreeSound: (upTo: number): boolean => nodes.isSound(upTo),
    /** What leads from an event to the root of the tree of `upTo` events. @throws RangeError */
    inclusion: (seq: number, upTo = size()): Uint8Array[] => inclusionProof(seq, upTo, nodes.at),
    /** Proof that the log of `first` events is the beginning of the log of `second`. @throws RangeError */
    consistency: (first: number, second = size()): Uint8Array[] => consistencyProof(first, second, nodes.at),
  };
}

function insertOnce(act: () => unknown, idem: string): void {
  try {
    act();
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_CONSTRAINT_UNIQUE')
      throw new WinnowError('conflict', `The log holds ${idem} already.`);
    throw cause;
  }
}
