import type { Database } from 'better-sqlite3';

/** A named value about a question: `domain`, `level`, `trace_tokens`, or any name the import brought. */
export interface StoredSignal {
  question: string;
  name: string;
  value: string;
}

/** The `signals` table: the last imported value of each name. Only this file names it in SQL. */
export function signalTable(db: Database) {
  const put = db.prepare<[string, string, string]>(
    'INSERT INTO signals (question, name, value) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value',
  );
  const all = db.prepare<[], StoredSignal>(
    'SELECT question, name, value FROM signals ORDER BY question, name',
  );
  const of = db.prepare<[string], StoredSignal>(
    'SELECT question, name, value FROM signals WHERE question = ? ORDER BY name',
  );

  return {
    /** @returns true where something changed */
    put: (signal: StoredSignal): boolean => put.run(signal.question, signal.name, signal.value).changes === 1,
    /** By question and name. */
    all: (): IterableIterator<StoredSignal> => all.iterate(),
    of: (question: string): StoredSignal[] => of.all(question),
  };
}
