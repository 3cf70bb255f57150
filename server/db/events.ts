import type { Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';
import { type NewEvent, NO_PREVIOUS, type SealedEvent, sealEvent } from '../ledger/event.ts';

/** The `events` table: the log itself. Only this file names it in SQL; nothing updates or deletes. */
export function eventTable(db: Database, log: string, now: () => Date) {
  const last = db.prepare<[], { seq: number; leaf: Buffer; ts: string }>(
    "SELECT seq, leaf, json_extract(CAST(body AS TEXT), '$.ts') AS ts FROM events ORDER BY seq DESC LIMIT 1",
  );
  const byIdem = db.prepare<[string], { seq: number }>('SELECT seq FROM events WHERE idem = ?');
  const insert = db.prepare<[number, string, Uint8Array, Uint8Array]>(
    'INSERT INTO events (seq, idem, leaf, body) VALUES (?, ?, ?, ?)',
  );
  const all = db.prepare<[], SealedEvent>('SELECT seq, idem, leaf, body FROM events ORDER BY seq');

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
      if (byIdem.get(event.idem)) throw new WinnowError('conflict', `The log holds ${event.idem} already.`);
      const previous = last.get();
      const clock = now().toISOString();
      const sealed = sealEvent(event, {
        log,
        seq: previous === undefined ? 0 : previous.seq + 1,
        prev: previous === undefined ? NO_PREVIOUS : previous.leaf.toString('hex'),
        ts: previous !== undefined && previous.ts > clock ? previous.ts : clock,
      });
      insert.run(sealed.seq, sealed.idem, sealed.leaf, sealed.body);
      return sealed;
    },
    /** Every event, oldest first. */
    all: (): SealedEvent[] => all.all(),
    count: (): number => (last.get()?.seq ?? -1) + 1,
  };
}
