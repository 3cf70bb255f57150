import type { Database } from 'better-sqlite3';

/** Versions that are walked at most: nobody mends a question that often. */
const MOST = 100;

/** Which version took the place of which, over the view `question_versions`. */
export function questionVersions(db: Database) {
  const before = db
    .prepare<[string], string>('SELECT id FROM question_versions WHERE superseded_by = ? ORDER BY id')
    .pluck();
  const after = db
    .prepare<[string], string>('SELECT superseded_by FROM question_versions WHERE id = ?')
    .pluck();
  return {
    /** Every version that led to one, itself first, the newest before the older. */
    lineage(id: string): string[] {
      const found = new Set([id]);
      for (const one of found) {
        if (found.size >= MOST) break;
        for (const earlier of before.all(one)) found.add(earlier);
      }
      return [...found];
    },
    /** The version that stands in the place of one by now: itself where none came after it. */
    newest(id: string): string {
      const seen = new Set([id]);
      let at = id;
      for (let next = after.get(at); next !== undefined && !seen.has(next); next = after.get(at)) {
        seen.add(next);
        at = next;
      }
      return at;
    },
  };
}
