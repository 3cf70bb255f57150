import type { Database } from 'better-sqlite3';
import { pageBytes } from './page.ts';
import { columnList, keyText, quoted, rowDigest, shapeOf } from './shape.ts';
import { TOLD_LATER } from './tables.ts';
import type { TakenPage } from './touched.ts';

/**
 * Signed heads, which no event can tell of at once: signing would make the log grow, and the head would be signed
 * again. The first event after a head, which stands at the place that the head counts to, tells of it instead.
 */
export function signedHeads(db: Database) {
  let read: ((size: number) => TakenPage | undefined) | undefined;
  const prepared = () => {
    const shape = shapeOf(db, TOLD_LATER);
    if (shape === undefined) return () => undefined;
    const row = db
      .prepare<[number], (string | number)[]>(
        `SELECT ${columnList(shape.columns)} FROM ${quoted(TOLD_LATER)} WHERE size = ?`,
      )
      .raw();
    return (size: number): TakenPage | undefined => {
      const cells = row.get(size);
      if (cells === undefined) return undefined;
      const rows = [{ key: keyText([size]), digest: rowDigest(cells) }];
      return { table: TOLD_LATER, bytes: pageBytes(shape, rows) };
    };
  };
  return {
    /** The page of the head of so many events; undefined where none was signed. */
    pageOf(size: number): TakenPage | undefined {
      read ??= prepared();
      return read(size);
    },
  };
}
