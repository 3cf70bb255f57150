import { WinnowError } from '../../shared/error.ts';
import type { PoolSort } from '../../shared/vocabulary/pool.ts';

/** What a cursor counts: rows of questions, runs, places in a short list, bytes of a file, ranks, traces, asked items, judgements. */
export type CursorKind =
  | 'question'
  | 'run'
  | 'place'
  | 'byte'
  | 'rank'
  | 'trace'
  | 'ask'
  | 'review'
  | `by${PoolSort}${'up' | 'down'}`;

/** An opaque mark of where a page ended. */
export const cursorOf = (kind: CursorKind, at: number): string =>
  Buffer.from(`${kind}:${at}`).toString('base64url');

/**
 * @returns where the page before ended, or `start` for the first page
 * @throws WinnowError `bad-usage` for anything that this list did not hand out
 */
export function readCursor(kind: CursorKind, cursor: string | undefined, start: number): number {
  if (cursor === undefined) return start;
  const match = /^([a-z]+):([0-9]{1,15})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'));
  if (match?.[1] !== kind || cursorOf(kind, Number(match[2])) !== cursor)
    throw new WinnowError(
      'bad-usage',
      'The cursor is not one of this list; ask for the first page without a cursor.',
    );
  return Number(match[2]);
}

/** A page of a list that is short enough to be read whole. */
export function pageOfArray<T>(
  all: readonly T[],
  { limit, cursor }: { limit: number; cursor?: string },
): { items: T[]; nextCursor: string | null } {
  const from = readCursor('place', cursor, 0);
  const end = from + limit;
  return { items: all.slice(from, end), nextCursor: end < all.length ? cursorOf('place', end) : null };
}

/** A page of `limit` out of `limit + 1` rows that were read, so that the last page is known as such. */
export function pageOfRows<R, T>(
  rows: readonly R[],
  limit: number,
  item: (row: R) => T,
  mark: (row: R) => string,
): { items: T[]; nextCursor: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    nextCursor: rows.length > limit && last !== undefined ? mark(last) : null,
  };
}
