import type { Database } from 'better-sqlite3';

/** `out`: with the worker. `replaced`: another call has left in its place. `late`: that, and its reply came. */
export type LeaseState = 'out' | 'replied' | 'replaced' | 'late' | 'unsent' | 'done';

/** A call that was handed to a worker. */
export interface WorkerLease {
  id: string;
  collection: string;
  ask: number;
  /** The call that it is, or goes on as. */
  call: number;
  /** Opaque id of whose token the worker has. */
  actor: string;
  /** Its name. */
  worker: string;
  /** Its process; null where it was handed out before processes were written down. */
  session: string | null;
  state: LeaseState;
  handedAt: string;
}

/** A reply as it came, without its body: JSON. */
export interface StoredReply {
  reply: string;
  body: Uint8Array | null;
}

const COLUMNS = 'id, collection, ask, call, actor, worker, session, state, handed_at AS handedAt';

/** The `worker_leases` table: calls in the hands of workers, and what they brought. Only this file names it in SQL. */
export function workerLeaseTable(db: Database) {
  const add = db.prepare<[Omit<WorkerLease, 'state'>]>(
    `INSERT INTO worker_leases (id, collection, ask, call, actor, worker, session, handed_at)
     VALUES (@id, @collection, @ask, @call, @actor, @worker, @session, @handedAt)`,
  );
  const byId = db.prepare<[string], WorkerLease>(`SELECT ${COLUMNS} FROM worker_leases WHERE id = ?`);
  const ofAsk = db.prepare<[number], WorkerLease>(
    `SELECT ${COLUMNS} FROM worker_leases WHERE ask = ? AND state <> 'done' ORDER BY handed_at DESC, id DESC`,
  );
  const replied = db.prepare<[string, string, Uint8Array | null, string]>(
    `UPDATE worker_leases SET state = CASE state WHEN 'replaced' THEN 'late' ELSE 'replied' END,
       replied_at = ?, reply = ?, body = ? WHERE id = ? AND state IN ('out', 'replaced')`,
  );
  const replyOf = db.prepare<[string], StoredReply>(
    'SELECT reply, body FROM worker_leases WHERE id = ? AND reply IS NOT NULL',
  );
  const unsent = db.prepare<[string]>(
    `UPDATE worker_leases SET state = CASE state WHEN 'out' THEN 'unsent' ELSE 'done' END
     WHERE id = ? AND state IN ('out', 'replaced')`,
  );
  const replace = db.prepare<[number, number]>(
    "UPDATE worker_leases SET state = CASE state WHEN 'out' THEN 'replaced' ELSE 'late' END WHERE ask = ? AND call <> ? AND state IN ('out', 'replied')",
  );
  const moved = db.prepare<[number, string]>('UPDATE worker_leases SET call = ? WHERE id = ?');
  const done = db.prepare<[string]>(
    "UPDATE worker_leases SET state = 'done', reply = NULL, body = NULL WHERE id = ? AND state <> 'done'",
  );
  const brought = db.prepare<[string], WorkerLease>(
    `SELECT ${COLUMNS} FROM worker_leases WHERE collection = ? AND state IN ('late', 'replied') ORDER BY id`,
  );
  const outOf = db
    .prepare<[string, string], string>(
      "SELECT id FROM worker_leases WHERE session = ? AND actor = ? AND state = 'out'",
    )
    .pluck();
  const returned = db.prepare<[string], WorkerLease>(
    `SELECT ${COLUMNS} FROM worker_leases WHERE collection = ? AND state = 'unsent' ORDER BY id`,
  );
  const asks = db
    .prepare<[string], number>(
      "SELECT DISTINCT ask FROM worker_leases WHERE collection = ? AND state IN ('out', 'replied')",
    )
    .pluck();
  const calls = db
    .prepare<[string], number>("SELECT call FROM worker_leases WHERE collection = ? AND state <> 'done'")
    .pluck();

  return {
    add: (lease: Omit<WorkerLease, 'state'>): void => void add.run(lease),
    byId: (id: string): WorkerLease | undefined => byId.get(id),
    /** Those of an item that are not done, the newest first. */
    ofAsk: (ask: number): WorkerLease[] => ofAsk.all(ask),
    /** Stores a reply. @returns whether it is the first one */
    replied: (id: string, at: string, { reply, body }: StoredReply): boolean =>
      replied.run(at, reply, body, id).changes === 1,
    replyOf: (id: string): StoredReply | undefined => replyOf.get(id),
    /** It was given back; nothing had left. @returns whether it was out */
    unsent: (id: string): boolean => unsent.run(id).changes === 1,
    /** Another call of the same item leaves: whatever earlier ones bring from now on is beside it. */
    replace: (ask: number, by: number): void => void replace.run(ask, by),
    /** It goes on as another call of its item. */
    moved: (id: string, call: number): void => void moved.run(call, id),
    /** Nothing more is to be made of it. */
    done: (id: string): void => void done.run(id),
    /** Leases that a process of a worker was handed and has not handed over. */
    outOf: (session: string, actor: string): string[] => outOf.all(session, actor),
    /** Those of a collection that were given back, and whose call was not told so. */
    returned: (collection: string): WorkerLease[] => returned.all(collection),
    /** Items of a collection that are with workers, or whose reply is there. */
    asks: (collection: string): number[] => asks.all(collection),
    /** Calls of a collection that were handed out and are not done. */
    calls: (collection: string): number[] => calls.all(collection),
    /** Those of a collection whose reply nothing was made of yet. */
    brought: (collection: string): WorkerLease[] => brought.all(collection),
  };
}
