import type { Database } from 'better-sqlite3';

/** A named value about a question: `domain`, `level`, `trace_tokens`, or any name the import brought. */
export interface StoredSignal {
  question: string;
  name: string;
  value: string;
}

/** Of what kind a value of a name of one's own is. */
export type SignalKind = 'number' | 'boolean' | 'label';

/** The same with what is known of where it came from; null for values of fields, and for those of older imports. */
export interface ImportedSignal extends StoredSignal {
  kind: SignalKind | null;
  origin: string | null;
}

/** The `signals` table: the last value of each name; one that was imported stands over one that was collected. Only this file names it in SQL. */
export function signalTable(db: Database) {
  const put = db.prepare<[string, string, string, string | null, string | null]>(
    'INSERT INTO signals (question, name, value, kind, origin) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, kind = excluded.kind, origin = excluded.origin, call = NULL WHERE value <> excluded.value OR kind IS NOT excluded.kind OR call IS NOT NULL',
  );
  const kindOf = db
    .prepare<[string], SignalKind | null>(
      'SELECT kind FROM signals WHERE name = ? AND kind IS NOT NULL LIMIT 1',
    )
    .pluck();
  const label = db.prepare<[string, string, string, number]>(
    'INSERT INTO signals (question, name, value, call) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET value = excluded.value, call = excluded.call WHERE call IS NOT NULL',
  );
  const imported = db
    .prepare<[string], string>('SELECT question FROM signals WHERE name = ? AND call IS NULL')
    .pluck();
  const labels = db.prepare<[string], StoredSignal>(
    'SELECT question, name, value FROM collected_labels WHERE collection = ?',
  );
  const all = db.prepare<[], ImportedSignal>(
    'SELECT question, name, value, kind, origin FROM signals ORDER BY question, name',
  );
  const of = db.prepare<[string], ImportedSignal>(
    'SELECT question, name, value, kind, origin FROM signals WHERE question = ? ORDER BY name',
  );

  return {
    /** A value that was imported. @returns true where something changed */
    put: ({ question, name, value, kind, origin }: StoredSignal & Partial<ImportedSignal>): boolean =>
      put.run(question, name, value, kind ?? null, origin ?? null).changes === 1,
    /** The kind that the values of a name have; undefined where there are none. */
    kindOf: (name: string): SignalKind | undefined => kindOf.get(name) ?? undefined,
    /** A label that a call brought. @returns false where an imported one stands */
    label: (signal: StoredSignal, call: number): boolean =>
      label.run(signal.question, signal.name, signal.value, call).changes === 1,
    /** The labels of a collection that stand, one in memory at a time. */
    labels: (collection: string): IterableIterator<StoredSignal> => labels.iterate(collection),
    /** Questions that hold an imported value of a name. */
    imported: (name: string): Set<string> => new Set(imported.all(name)),
    /** By question and name. */
    all: (): IterableIterator<ImportedSignal> => all.iterate(),
    of: (question: string): ImportedSignal[] => of.all(question),
  };
}
