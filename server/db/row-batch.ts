import type { Database, Statement } from 'better-sqlite3';

type Cell = string | number | Uint8Array;

/** Rows that one statement stores, from the most on. */
const SIZES = [64, 8, 1] as const;

/**
 * Rows of a table that wait to be stored many at once, which costs a third less than one by one. They wait within a
 * transaction only: whoever reads the table, or ends the transaction, calls `flush` first, whoever undoes it `clear`.
 * @param into table and columns, as in `nodes (level, hash)`; a row that is there already is left as it is
 * @param short called where rows were there already
 */
export function rowBatch(db: Database, into: string, columns: number, short: () => void = () => undefined) {
  const most = SIZES[0] * columns;
  let cells: Cell[] = [];
  const statements = new Map<number, Statement<Cell[]>>();
  const storing = (rows: number): Statement<Cell[]> => {
    const known = statements.get(rows);
    if (known !== undefined) return known;
    const row = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
    const values = Array.from({ length: rows }, () => row).join(', ');
    const made = db.prepare<Cell[]>(`INSERT OR IGNORE INTO ${into} VALUES ${values}`);
    statements.set(rows, made);
    return made;
  };
  const flush = (): void => {
    if (cells.length === 0) return;
    const all = cells;
    cells = [];
    let at = 0;
    for (const rows of SIZES)
      for (; at + rows * columns <= all.length; at += rows * columns) {
        const some = at === 0 && all.length === rows * columns ? all : all.slice(at, at + rows * columns);
        if (storing(rows).run(...some).changes !== rows) short();
      }
  };
  return {
    /** Takes one row: as many cells as there are columns. */
    add(...row: Cell[]): void {
      cells.push(...row);
      if (cells.length >= most) flush();
    },
    flush,
    clear(): void {
      cells = [];
    },
  };
}
