import type { Database } from 'better-sqlite3';

/** A named value about a question: `domain`, `level`, `trace_tokens`, or any name the import brought. */
export interface StoredSignal {
  question: string;
  name: string;
  value: string;
}

/** The `signals` table: the last value of each name; one that was imported stands over one that was collected. Only this file names it in SQL. */
export function signalTable(db: Database) {
  const put = db.prepare<[string, string, string]>(
    'INSERT INTO signals (question, name, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, call = NULL WHERE value <> excluded.value OR call IS NOT NULL',
  );
  const label = db.prepare<[string, string, string, number]>(
    'INSERT INTO signals (question, name, value, call) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, call = excluded.call WHERE call IS NOT NULL',
  );
  const imported = db
    .prepare<[string], string>('SELECT question FROM signals WHERE name = ? AND call IS NULL')
    .pluck();
  const labels = db.prepare<[string], StoredSignal>(
    'SELECT question, name, value FROM collected_labels WHERE collection = ?',
  );
  const all = db.prepare<[], StoredSignal>(
    'SELECT question, name, value FROM signals ORDER BY question, name',
  );
  const of = db.prepare<[string], StoredSignal>(
    'SELECT question, name, value FROM signals WHERE question = ? ORDER BY name',
  );

  return {
    /** A value that was imported. @returns true where something changed */
    put: (signal: StoredSignal): boolean => put.run(signal.question, signal.name, signal.value).changes === 1,
    /** A label that a call brought. @returns false where an imported one stands */
    label: (signal: StoredSignal, call: number): boolean =>
      label.run(signal.question, signal.name, signal.value, call).changes === 1,
    /** The labels of a collection that stand, one in memory at a time. */
    labels: (collection: string): IterableIterator<StoredSignal> => labels.iterate(collection),
    /** Questions that hold an imported value of a name. */
    imported: (name: string): Set<string> => new Set(imported.all(name)),
    /** By question and name. */
    all: (): IterableIterator<StoredSignal> => all.iterate(),
    of: (question: string): StoredSignal[] => of.all(question),
  };
}
