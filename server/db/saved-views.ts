import type { Database } from 'better-sqlite3';

/** A filter of the pool with a name. */
export interface SavedView {
  id: string;
  name: string;
  /** The parameters of the page, as they stand in its address. */
  address: string;
  savedBy: string;
  savedAt: string;
}

/** The `saved_views` table. Only this file names it in SQL. */
export function savedViewTable(db: Database) {
  const put = db.prepare<[SavedView]>(
    `INSERT INTO saved_views (id, name, address, saved_by, saved_at) VALUES (@id, @name, @address, @savedBy, @savedAt)
     ON CONFLICT (name) DO UPDATE SET address = excluded.address, saved_by = excluded.saved_by, saved_at = excluded.saved_at`,
  );
  const remove = db.prepare<[string]>('DELETE FROM saved_views WHERE id = ?');
  const all = db.prepare<[], SavedView>(
    'SELECT id, name, address, saved_by AS savedBy, saved_at AS savedAt FROM saved_views ORDER BY name',
  );
  return {
    /** One of the same name is replaced. */
    put: (view: SavedView): void => void put.run(view),
    /** @returns whether it was there */
    remove: (id: string): boolean => remove.run(id).changes > 0,
    all: (): SavedView[] => all.all(),
  };
}
