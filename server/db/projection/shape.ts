import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** How the rows of a table are named and told. */
export interface TableShape {
  table: string;
  /** Columns of its primary key. */
  key: readonly string[];
  /** Columns that are told, in the order of their names. */
  columns: readonly string[];
}

type Cell = string | number | null | Uint8Array;
interface Column {
  name: string;
  pk: number;
}

/** Reads the shape of a table; undefined where there is none. @param without columns that are not told */
export function shapeOf(
  db: Database,
  table: string,
  without: readonly string[] = [],
): TableShape | undefined {
  const all = db.prepare<[string], Column>('SELECT name, pk FROM pragma_table_info(?)').all(table);
  const key = all.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk);
  if (key.length === 0) return undefined;
  const told = all.map(({ name }) => name).filter((name) => !without.includes(name));
  return { table, key: key.map(({ name }) => name), columns: told.sort() };
}

/** The name of a row: its key as a JSON array; bytes are written in hex. */
export const keyText = (key: readonly unknown[]): string => rowText(key);

/** SHA-256 over the cells of a row as a JSON array, base64 without padding. */
export const rowDigest = (cells: readonly unknown[]): string =>
  hash('sha256', rowText(cells), 'base64').slice(0, 43);

/** Cells as a JSON array; most rows hold no bytes and are written as they are. */
const rowText = (cells: readonly unknown[]): string =>
  JSON.stringify(cells.some((cell) => cell instanceof Uint8Array) ? cells.map(plain) : cells);

/** Bytes are told apart from a text that looks like them. */
const plain = (cell: unknown): Cell | { hex: string } =>
  cell instanceof Uint8Array ? { hex: Buffer.from(cell).toString('hex') } : (cell as Cell);

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const columnList = (names: readonly string[]): string => names.map(quoted).join(', ');
