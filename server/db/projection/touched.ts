import type { Database } from 'better-sqlite3';
import { type MarkedRow, pageBytes } from './page.ts';
import { columnList, keyText, quoted, rowDigest, shapeOf, type TableShape } from './shape.ts';
import { PROJECTED } from './tables.ts';

type Cell = string | number | null | Buffer;

/** A page that is to be stored with an event. */
export interface TakenPage {
  table: string;
  bytes: Buffer;
}

interface Watched {
  shape: TableShape;
  /** Keys of changed rows by their text. */
  keys: Map<string, readonly Cell[]>;
  row: (key: readonly Cell[]) => Cell[] | undefined;
}

/**
 * Notes which rows of projected tables a connection changes, whoever changes them: temporary triggers call in, so
 * that no writer can forget to. What was noted is taken by the event that speaks of it.
 */
export function touchedRows(db: Database) {
  let watched: Map<string, Watched> | undefined;
  let any = false;

  const watch = (): Map<string, Watched> => {
    if (watched !== undefined) return watched;
    const all = new Map<string, Watched>();
    for (const [table, { without }] of Object.entries(PROJECTED)) {
      const shape = shapeOf(db, table, without);
      if (shape !== undefined) all.set(table, { shape, keys: new Map(), row: rowReader(db, shape) });
    }
    db.function(
      'winnow_touched',
      { varargs: true, deterministic: false },
      (table: unknown, ...key: unknown[]) => {
        all.get(String(table))?.keys.set(keyText(key), key as Cell[]);
        any = true;
        return null;
      },
    );
    for (const { shape } of all.values()) db.exec(triggersOf(shape));
    watched = all;
    return all;
  };

  return {
    /** Begins to watch. As long as the log has told of no row, whatever lies in the tables counts as changed. */
    begin(isNew: boolean): void {
      const all = watch();
      if (!isNew) return;
      for (const { shape, keys } of all.values())
        for (const key of db
          .prepare(`SELECT ${columnList(shape.key)} FROM ${quoted(shape.table)}`)
          .raw()
          .iterate())
          keys.set(keyText(key as Cell[]), key as Cell[]);
      any = true;
    },
    any: (): boolean => any,
    /** What was changed since it was asked last, as the rows are now; to be called in their transaction. */
    take(): TakenPage[] {
      if (!any || watched === undefined) return [];
      any = false;
      const pages: TakenPage[] = [];
      for (const { shape, keys, row } of watched.values()) {
        if (keys.size === 0) continue;
        const rows: MarkedRow[] = [];
        for (const [key, parts] of keys) {
          const cells = row(parts);
          rows.push({ key, digest: cells === undefined ? null : rowDigest(cells) });
        }
        keys.clear();
        pages.push({ table: shape.table, bytes: pageBytes(shape, rows) });
      }
      return pages;
    },
    /** Forgets what was noted: the transaction was undone. */
    forget(): void {
      any = false;
      for (const { keys } of watched?.values() ?? []) keys.clear();
    },
  };
}

function rowReader(db: Database, { table, key, columns }: TableShape): Watched['row'] {
  const where = key.map((name) => `${quoted(name)} = ?`).join(' AND ');
  const read = db
    .prepare<Cell[], Cell[]>(`SELECT ${columnList(columns)} FROM ${quoted(table)} WHERE ${where}`)
    .raw();
  return (parts) => read.get(...parts);
}

function triggersOf({ table, key, columns }: TableShape): string {
  const call = (row: 'NEW' | 'OLD') =>
    `SELECT winnow_touched('${table}', ${key.map((name) => `${row}.${quoted(name)}`).join(', ')});`;
  const on = (when: string, calls: string) =>
    `CREATE TEMP TRIGGER "touched_${when.toLowerCase().replace(/\W.*/s, '')}_${table}" AFTER ${when} ON main.${quoted(table)} BEGIN ${calls} END;`;
  return [
    on('INSERT', call('NEW')),
    on('DELETE', call('OLD')),
    on(`UPDATE OF ${columnList(columns)}`, `${call('OLD')} ${call('NEW')}`),
  ].join('\n');
}
