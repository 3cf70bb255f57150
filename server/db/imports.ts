import type { Database } from 'better-sqlite3';
import type { ImportReport } from '../../shared/schemas/import.ts';

/** A file of an import: its base name (never a path of a machine), its hash and its size in bytes. */
export interface ImportedFile {
  name: string;
  sha256: string;
  bytes: number;
}

export interface StoredImport {
  id: string;
  createdAt: string;
  undoneAt: string | null;
  files: ImportedFile[];
  report: ImportReport;
}

interface Row {
  id: string;
  created_at: string;
  undone_at: string | null;
  files: string;
  report: string;
}

/** The `imports` table: one row an import. Only this file names it in SQL. */
export function importTable(db: Database) {
  const insert = db.prepare<[string, string, string, string]>(
    'INSERT INTO imports (id, created_at, files, report) VALUES (?, ?, ?, ?)',
  );
  const finish = db.prepare<[string, string, string]>(
    'UPDATE imports SET files = ?, report = ? WHERE id = ?',
  );
  const undo = db.prepare<[string, string]>(
    'UPDATE imports SET undone_at = ? WHERE id = ? AND undone_at IS NULL',
  );
  const all = db.prepare<[], Row>('SELECT * FROM imports ORDER BY created_at, id');
  const stamp = db
    .prepare<[], string>(
      'SELECT json_group_array(json_array(id, undone_at)) FROM (SELECT id, undone_at FROM imports ORDER BY id)',
    )
    .pluck();
  const byId = db.prepare<[string], Row>('SELECT * FROM imports WHERE id = ?');

  return {
    insert: (row: Omit<StoredImport, 'undoneAt'>): void =>
      void insert.run(row.id, row.createdAt, JSON.stringify(row.files), JSON.stringify(row.report)),
    /** Writes what is known only at the end of the same transaction. */
    finish: (id: string, files: readonly ImportedFile[], report: ImportReport): void =>
      void finish.run(JSON.stringify(files), JSON.stringify(report), id),
    /** @returns false where it was undone before, or is unknown */
    undo: (id: string, at: string): boolean => undo.run(at, id).changes === 1,
    /** Oldest first. */
    all: (): StoredImport[] => all.all().map(fromRow),
    /** Changes with every import and every undoing: questions go and come back by nothing else. */
    stamp: (): string => stamp.get() ?? '',
    byId(id: string): StoredImport | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
  };
}

const fromRow = (row: Row): StoredImport => ({
  id: row.id,
  createdAt: row.created_at,
  undoneAt: row.undone_at,
  files: JSON.parse(row.files) as ImportedFile[],
  report: JSON.parse(row.report) as ImportReport,
});
