import type { Database } from 'better-sqlite3';

/** A key that took the place of another, as lines of text (C2SP vkey). */
export interface LogKey {
  /** Place of the event that says so: heads of more events are signed by it. */
  event: number;
  vkey: string;
  former: string;
}

/** The `log_keys` table: who signs from when on. Empty as long as the first key does. Only this file names it in SQL. */
export function logKeyTable(db: Database) {
  const insert = db.prepare<[LogKey]>(
    'INSERT INTO log_keys (event, vkey, former) VALUES (@event, @vkey, @former)',
  );
  const all = db.prepare<[], LogKey>('SELECT event, vkey, former FROM log_keys ORDER BY event');
  const last = db.prepare<[], string>('SELECT vkey FROM log_keys ORDER BY event DESC LIMIT 1').pluck();
  return {
    insert: (key: LogKey): void => void insert.run(key),
    /** Oldest first. */
    all: (): LogKey[] => all.all(),
    /** Null where the first key still signs. */
    current: (): string | null => last.get() ?? null,
  };
}
