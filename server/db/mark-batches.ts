import type { Database } from 'better-sqlite3';
import type { Mark } from './marks.ts';

/** What was said of many questions at once. */
export interface MarkBatch {
  id: string;
  /** Opaque id of who sent it. */
  actor: string;
  said: Pick<Mark, 'mark' | 'name' | 'despite' | 'by' | 'why'> & {
    /** The mark was taken away. */
    isTakenBack: boolean;
  };
  /** Questions that it changed anything for. */
  changed: number;
  at: string;
  undoneAt: string | null;
}

/** The mark that stood in the place of the new one, by question; null: none did. */
export type Before = readonly (readonly [question: string, before: Mark | null])[];

type Row = Omit<MarkBatch, 'said'> & { said: string };

const COLUMNS = 'id, actor, said, changed, at, undone_at AS undoneAt';
/** Older ones can not be taken back as a whole any more. */
const KEPT = 50;

/** The `mark_batches` table. Only this file names it in SQL. */
export function markBatchTable(db: Database) {
  const insert = db.prepare<[Omit<Row, 'undoneAt'> & { before: string }]>(
    'INSERT INTO mark_batches (id, actor, said, before, changed, at) VALUES (@id, @actor, @said, @before, @changed, @at)',
  );
  const prune = db.prepare<[number]>(
    'DELETE FROM mark_batches WHERE id NOT IN (SELECT id FROM mark_batches ORDER BY at DESC, rowid DESC LIMIT ?)',
  );
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM mark_batches ORDER BY at DESC, rowid DESC`);
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM mark_batches WHERE id = ?`);
  const before = db.prepare<[string], string>('SELECT before FROM mark_batches WHERE id = ?').pluck();
  const undo = db.prepare<[string, string]>('UPDATE mark_batches SET undone_at = ? WHERE id = ?');
  return {
    insert({ said, ...batch }: Omit<MarkBatch, 'undoneAt'>, before: Before): void {
      insert.run({ ...batch, said: JSON.stringify(said), before: JSON.stringify(before) });
      prune.run(KEPT);
    },
    /** Newest first. */
    all: (): MarkBatch[] => all.all().map(fromRow),
    byId(id: string): MarkBatch | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
    before: (id: string): Before => JSON.parse(before.get(id) ?? '[]') as Before,
    undo: (id: string, at: string): void => void undo.run(at, id),
  };
}

const fromRow = ({ said, ...row }: Row): MarkBatch => ({
  ...row,
  said: JSON.parse(said) as MarkBatch['said'],
});
