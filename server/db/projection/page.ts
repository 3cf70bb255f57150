import { hash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import type { TableShape } from './shape.ts';

/** A row that was changed: its key and the digest of what it is now; null where it was taken away. */
export interface MarkedRow {
  key: string;
  digest: string | null;
}

/** Rows of one table that one event speaks of. */
export interface RowPage {
  table: string;
  columns: readonly string[];
  rows: MarkedRow[];
}

/** What an event calls a page among its blobs. The table is named, so that a reader knows what is in it. */
export const PAGE_TYPE = 'text/x-winnow-rows; table=';

/** The page as bytes: a head that names table and columns, then a line a row, key and digest. */
export function pageBytes(
  { table, columns }: Pick<TableShape, 'table' | 'columns'>,
  rows: readonly MarkedRow[],
): Buffer {
  const lines = rows.map(({ key, digest }) => `${key} ${digest ?? '-'}\n`);
  return Buffer.from(`${JSON.stringify({ table, columns })}\n${lines.join('')}`, 'utf8');
}

/** Names a page in its event. */
export const pageBlob = (table: string, bytes: Uint8Array) => ({
  sha256: hash('sha256', bytes, 'hex'),
  size: bytes.length,
  media_type: `${PAGE_TYPE}${table}`,
});

/** @throws WinnowError `failed` for bytes that are no page: they were never written by Winnow */
export function readPage(bytes: Uint8Array): RowPage {
  const [head = '', ...lines] = Buffer.from(bytes).toString('utf8').split('\n');
  try {
    const { table, columns } = JSON.parse(head) as RowPage;
    const rows = lines.slice(0, -1).map((line) => {
      const at = line.lastIndexOf(' ');
      const digest = line.slice(at + 1);
      return { key: line.slice(0, at), digest: digest === '-' ? null : digest };
    });
    return { table, columns, rows };
  } catch {
    throw new WinnowError('failed', 'A page of the log can not be read.');
  }
}
