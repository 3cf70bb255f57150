import type { Database } from 'better-sqlite3';
import type { StoredCall } from './calls.ts';

/** A call with the media type of its raw reply. */
export type AskCall = StoredCall & { mediaType: string | null };

type Row = { [name: string]: unknown };

/** The calls of one item, over the view `ask_calls`. */
export function askCalls(db: Database) {
  const of = db.prepare<[number], Row>('SELECT * FROM ask_calls WHERE ask = ? ORDER BY round, try');
  return {
    /** Every call of an item, oldest first. @param ask number of the item */
    of: (ask: number): AskCall[] => of.all(ask).map(fromRow),
  };
}

const fromRow = (row: Row): AskCall =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  ) as unknown as AskCall; // the columns of the table are the names of the type, in another spelling
