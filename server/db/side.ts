import type { Database } from 'better-sqlite3';
import { openDatabase } from './open.ts';
import { searchIndex } from './search.ts';

/**
 * A second connection of a long-lived process to its own workspace. It waits for nobody, so that it never
 * holds up the event loop; it grows the search index and watches for the commits of all other connections.
 * SQLite leaves a connection's own commits out of `data_version`, so growing the index is no change to watchers.
 */
export function openSide(file: string) {
  const db: Database = openDatabase(file, 0);
  const version = (): unknown => db.pragma('data_version', { simple: true });
  let seen = version();
  return {
    index: searchIndex(db),
    /** True where another connection, of this process or any other, committed since the last call. */
    hasChanged(): boolean {
      const now = version();
      const changed = now !== seen;
      seen = now;
      return changed;
    },
    close: (): void => void db.close(),
  };
}

export type Side = ReturnType<typeof openSide>;
