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
  state: 'going' | 'done' | 'undoing' | 'undone';
  /** Questions that it is said of. */
  meant: number;
  /** How many of them it has come to; once it is taken back, to how many it has come again. */
  reached: number;
  /** Questions that it changed anything for. */
  changed: number;
  /** Of how many of those it was taken back. */
  putBack: number;
  /** When all of it was said; until then, when it was ordered. */
  at: string;
  /** Who takes it back. */
  undoneBy: { by: string; actor: string } | null;
  undoneAt: string | null;
}

type Row = Omit<MarkBatch, 'said' | 'undoneBy'> & { said: string; undoneBy: string | null };

const COLUMNS = `id, actor, said, state, meant, reached, changed, put_back AS putBack, at, undone_by AS undoneBy,
  undone_at AS undoneAt`;
/** Older ones can not be taken back as a whole any more. */
const KEPT = 50;

/** The `mark_batches` table. Only this file names it in SQL. */
export function markBatchTable(db: Database) {
  const insert = db.prepare<[Pick<Row, 'id' | 'actor' | 'said' | 'meant' | 'at'>]>(
    `INSERT INTO mark_batches (id, actor, said, state, meant, changed, at)
     VALUES (@id, @actor, @said, 'going', @meant, 0, @at)`,
  );
  const update = db.prepare<[Omit<Row, 'actor' | 'said' | 'meant'>]>(
    `UPDATE mark_batches SET state = @state, at = @at, reached = @reached, changed = @changed, put_back = @putBack,
     undone_by = @undoneBy, undone_at = @undoneAt WHERE id = @id`,
  );
  const prune = db.prepare<[number]>(
    `DELETE FROM mark_batches WHERE state IN ('done', 'undone')
     AND id NOT IN (SELECT id FROM mark_batches ORDER BY at DESC, rowid DESC LIMIT ?)`,
  );
  const remove = db.prepare<[string]>('DELETE FROM mark_batches WHERE id = ?');
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM mark_batches ORDER BY at DESC, rowid DESC`);
  const open = db
    .prepare<[], string>("SELECT id FROM mark_batches WHERE state IN ('going', 'undoing') ORDER BY rowid")
    .pluck();
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM mark_batches WHERE id = ?`);
  return {
    /** One of which nothing is said yet. */
    insert({ said, ...batch }: Pick<MarkBatch, 'id' | 'actor' | 'said' | 'meant' | 'at'>): void {
      insert.run({ ...batch, said: JSON.stringify(said) });
      prune.run(KEPT);
    },
    /** How far it is by now. */
    update({ id, state, at, reached, changed, putBack, undoneBy, undoneAt }: MarkBatch): void {
      const by = undoneBy === null ? null : JSON.stringify(undoneBy);
      update.run({ id, state, at, reached, changed, putBack, undoneBy: by, undoneAt });
    },
    remove: (id: string): void => void remove.run(id),
    /** Newest first. */
    all: (): MarkBatch[] => all.all().map(fromRow),
    /** Ids of those that are being said or taken back, or were when their process ended. */
    open: (): string[] => open.all(),
    byId(id: string): MarkBatch | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
  };
}

const fromRow = ({ said, undoneBy, ...row }: Row): MarkBatch => ({
  ...row,
  said: JSON.parse(said) as MarkBatch['said'],
  undoneBy: undoneBy === null ? null : (JSON.parse(undoneBy) as MarkBatch['undoneBy']),
});
