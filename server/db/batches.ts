import type { Database } from 'better-sqlite3';

/** A shard of a collection that goes to a provider as one batch. Times in RFC 3339. */
export interface StoredBatch {
  displayName: string;
  /** Print of the key that made it: to another one it is not there. */
  project: string;
  /** Work keys of its calls. */
  keys: readonly string[];
  /** The provider's name of the job; null as long as none is known. */
  job: string | null;
  intendedAt: string;
  namedAt: string | null;
  cancelledAt: string | null;
}

/** How a batch ended. */
export interface BatchEnd {
  endedAt: string;
  /** One of SHARD_ENDS. */
  outcome: string;
  answered: number;
  online: number;
  error: string | null;
  notes: readonly string[];
}

/** How many batches of a collection ended so; outcome null: they have not ended. */
export interface BatchCount {
  outcome: string | null;
  batches: number;
  answered: number;
  online: number;
}

type Row = Omit<StoredBatch, 'keys'> & { keys: string };

/** The `batches` table: the shards of collections, each from its intent to its end. Only this file names it in SQL. */
export function batchTable(db: Database) {
  const intend = db.prepare<[string, string, string, string, string]>(
    'INSERT INTO batches (collection, display_name, project, keys, intended_at) VALUES (?, ?, ?, ?, ?)',
  );
  const name = db.prepare<[string, string, string]>(
    "UPDATE batches SET state = 'named', job = ?, named_at = ? WHERE display_name = ? AND ended_at IS NULL",
  );
  const cancel = db.prepare<[string, string]>(
    "UPDATE batches SET state = 'cancelled', cancelled_at = ? WHERE display_name = ? AND ended_at IS NULL",
  );
  const end = db.prepare<[string, string, number, number, string | null, string, string]>(
    `UPDATE batches SET state = 'ended', ended_at = ?, outcome = ?, answered = ?, online = ?, error = ?, notes = ?
     WHERE display_name = ? AND ended_at IS NULL`,
  );
  const open = db.prepare<[string], Row>(
    `SELECT display_name AS displayName, project, keys, job, intended_at AS intendedAt, named_at AS namedAt,
       cancelled_at AS cancelledAt FROM batches WHERE collection = ? AND ended_at IS NULL ORDER BY n`,
  );
  const knows = db.prepare<[string], number>('SELECT 1 FROM batches WHERE display_name = ?').pluck();
  const counts = db.prepare<[string], BatchCount>(
    `SELECT outcome, count(*) AS batches, coalesce(sum(answered), 0) AS answered, coalesce(sum(online), 0) AS online
     FROM batches WHERE collection = ? GROUP BY outcome ORDER BY outcome`,
  );

  return {
    /** @throws SqliteError `SQLITE_CONSTRAINT_*` for an unknown collection, or a display name that is taken */
    intend: (
      collection: string,
      batch: Pick<StoredBatch, 'displayName' | 'project' | 'keys' | 'intendedAt'>,
    ): void =>
      void intend.run(
        collection,
        batch.displayName,
        batch.project,
        JSON.stringify(batch.keys),
        batch.intendedAt,
      ),
    /** @returns false where there is no open batch of that name; so with `cancel` and `end` */
    name: (displayName: string, job: string, at: string): boolean =>
      name.run(job, at, displayName).changes === 1,
    cancel: (displayName: string, at: string): boolean => cancel.run(at, displayName).changes === 1,
    end: (displayName: string, e: BatchEnd): boolean =>
      end.run(e.endedAt, e.outcome, e.answered, e.online, e.error, JSON.stringify(e.notes), displayName)
        .changes === 1,
    /** Batches that have not ended, in the order in which they were intended. */
    open: (collection: string): StoredBatch[] => open.all(collection).map(fromRow),
    /** Whether there is or was a batch of that display name. */
    knows: (displayName: string): boolean => knows.get(displayName) === 1,
    counts: (collection: string): BatchCount[] => counts.all(collection),
  };
}

const fromRow = ({ keys, ...row }: Row): StoredBatch => ({ ...row, keys: JSON.parse(keys) as string[] });
