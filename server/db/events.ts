import type { Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';
import { type NewEvent, NO_PREVIOUS, type SealedEvent, sealEvent } from '../ledger/event.ts';
import { EMPTY_ROOT } from '../ledger/hashes.ts';
import { subjectsIn } from '../ledger/subjects.ts';
import { consistencyProof, inclusionProof, rangeRoot } from '../ledger/tree.ts';
import { eventSubjectTable } from './event-subjects.ts';
import { logNodeTable } from './log-nodes.ts';
import { signedHeads } from './projection/heads.ts';
import { pageBlob } from './projection/page.ts';
import { touchedRows } from './projection/touched.ts';
import { rowPageTable } from './row-pages.ts';

/** The end of the log: the last event's place, leaf and time. */
interface Tip {
  seq: number;
  leaf: Uint8Array;
  ts: string;
}

const COLUMNS = 'seq, idem, leaf, body';

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
  const all = db.prepare<[], SealedEvent>(`SELECT ${COLUMNS} FROM events ORDER BY seq`);
  const bySeq = db.prepare<[number], SealedEvent>(`SELECT ${COLUMNS} FROM events WHERE seq = ?`);
  const byIdem = db.prepare<[string], SealedEvent>(`SELECT ${COLUMNS} FROM events WHERE idem = ?`);
  const isTaken = db.prepare<[string], number>('SELECT 1 FROM events WHERE idem = ?').pluck();
  const nodes = logNodeTable(db, (seq) => leafAt.get(seq));
  const subjects = eventSubjectTable(db);
  const pages = rowPageTable(db);
  const touched = touchedRows(db);
  const heads = signedHeads(db);

  // The tip as it was read or written last; within a transaction nobody else can have moved it.
  const known: { tip: Tip | undefined; isSettled: boolean } = { tip: undefined, isSettled: false };
  const tip = (): Tip | undefined => {
    if (known.isSettled) return known.tip;
    const row = last.get();
    const isSame =
      row !== undefined && known.tip?.seq === row.seq && Buffer.compare(known.tip.leaf, row.leaf) === 0;
    if (!isSame) known.tip = row && { ...row, ts: timeOf.get(row.seq) ?? '' };
    known.isSettled = isOurs;
    if (!nodes.isWhole(nextSeq(known.tip))) nodes.rebuild(nextSeq(known.tip)); // a log that is older than its tree
    return known.tip;
  };
  // The largest size of which a head may have been signed: before this transaction, or in it by who asked for the root.
  let maySigned = 0;
  let hasAppended = false;
  let isOurs = false; // a write transaction of this workspace is under way

  // The event that was appended last waits until its transaction goes on or ends, so that it names all their rows.
  let waiting: NewEvent | undefined;
  let recent: NewEvent | undefined; // of this transaction
  const seal = (): void => {
    if (waiting === undefined) return;
    const event = waiting;
    waiting = undefined;
    write(event);
  };
  const write = (event: NewEvent): void => {
    const previous = tip();
    const clock = now().toISOString();
    const seq = nextSeq(previous);
    const prev = previous === undefined ? NO_PREVIOUS : hexOf(previous.leaf);
    const ts = previous !== undefined && previous.ts > clock ? previous.ts : clock;
    const head = seq === maySigned ? heads.pageOf(seq) : undefined;
    const taken = head === undefined ? touched.take() : [...touched.take(), head];
    const blobs = [...(event.blobs ?? []), ...taken.map(({ table, bytes }) => pageBlob(table, bytes))];
    const sealed = sealEvent(event, { log, seq, prev, ts }, blobs);
    insert.run(seq, sealed.idem, sealed.leaf, sealed.body);
    for (const { table, bytes } of taken) pages.insert(seq, table, bytes);
    subjects.add(subjectsIn(event), seq);
    nodes.add(seq, sealed.leaf);
    known.tip = { seq, leaf: sealed.leaf, ts };
    hasAppended = true;
  };
  const moved = (isOursNow: boolean): void => {
    waiting = undefined;
    isOurs = isOursNow;
    known.isSettled = false;
    nodes.forget();
    subjects.forget();
  };
  const store = (): void => {
    nodes.flush();
    subjects.flush();
  };
  const size = (): number => {
    seal();
    return (last.get()?.seq ?? -1) + 1;
  };

  return {
    /**
     * Appends one event; to be called in the transaction that changes the rows it speaks of. The event names those
     * rows, whether they are written before it or after it, up to the next event or the end of the transaction.
     * Time never runs back within a log: an event is at least as late as the one before it.
     * @returns its place
     * @throws WinnowError `failed` outside a transaction; `conflict` when the idempotency key is taken
     */
    append(event: NewEvent): { seq: number } {
      if (!db.inTransaction)
        throw new WinnowError('failed', 'An event is appended with its rows, in one transaction.');
      seal();
      if (isTaken.get(event.idem) === 1)
        throw new WinnowError('conflict', `The log holds ${event.idem} already.`);
      waiting = event;
      recent = event;
      return { seq: nextSeq(tip()) };
    },
    /** Puts the event that waits for its rows into the log, and all that goes with the events so far. */
    seal(): void {
      seal();
      store();
    },
    /** To be called as a write transaction begins: rows are noted from here on. */
    begin(): void {
      moved(true);
      maySigned = nextSeq(tip());
      recent = undefined;
      touched.begin(pages.isEmpty());
    },
    /** To be called as it ends: rows that no event has named get one of their own, but for those before all events. */
    settle(): void {
      seal();
      if (touched.any() && tip() !== undefined) write(rowsStored(recent, tip()));
      store();
      moved(false);
    },
    /** To be called where it is undone. */
    forget(): void {
      moved(false);
      touched.forget();
    },
    /** To be called where a part of it is undone. */
    forgetPart: (): void => moved(isOurs),
    /** Whether this workspace, as it was opened here, has appended anything. */
    hasAppended: (): boolean => hasAppended,
    /** Every event, oldest first. */
    all(): SealedEvent[] {
      seal();
      return all.all();
    },
    /** The same, one in memory at a time. */
    each(): IterableIterator<SealedEvent> {
      seal();
      return all.iterate();
    },
    bySeq(seq: number): SealedEvent | undefined {
      seal();
      return bySeq.get(seq);
    },
    byIdem(idem: string): SealedEvent | undefined {
      seal();
      return byIdem.get(idem);
    },
    count: size,
    /** Root of the tree over the first `upTo` events (all of them, where nothing is said), 32 bytes. */
    root(upTo = size()): Uint8Array {
      seal();
      maySigned = Math.max(maySigned, upTo);
      return upTo === 0 ? EMPTY_ROOT : rangeRoot(0, upTo, nodes.at);
    },
    /** Whether the kept tree reaches to the end of a log of so many events. */
    isTreeWhole: (upTo: number): boolean => nodes.isWhole(upTo),
    /** Whether nothing of the tree is kept, as in a log that is older than its tree. */
    isTreeEmpty: (): boolean => nodes.isEmpty(),
    /** Whether every kept node is the hash of the two below it. */
    isTreeSound: (upTo: number): boolean => nodes.isSound(upTo),
    /** What leads from an event to the root of the tree of `upTo` events. @throws RangeError */
    inclusion: (seq: number, upTo = size()): Uint8Array[] => inclusionProof(seq, upTo, nodes.at),
    /** Proof that the log of `first` events is the beginning of the log of `second`. @throws RangeError */
    consistency: (first: number, second = size()): Uint8Array[] => consistencyProof(first, second, nodes.at),
    subjects,
    pages,
  };
}

const hexOf = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');

const nextSeq = (tip: Tip | undefined): number => (tip === undefined ? 0 : tip.seq + 1);

/** The event of rows that changed in a transaction without an event of their own. */
function rowsStored(recent: NewEvent | undefined, tip: Tip | undefined): NewEvent {
  return {
    type: 'rows.stored',
    actor: recent?.actor ?? 'local',
    subject: recent?.subject ?? 'workspace',
    idem: `rows ${nextSeq(tip)} ${tip === undefined ? 'first' : hexOf(tip.leaf).slice(0, 16)}`,
    data: {},
  };
}
