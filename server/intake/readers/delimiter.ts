import { readRow } from './row.ts';

/** In the order in which they win where two fit equally well. */
const DELIMITERS = ['\t', ',', ';', '|'];

/** The rows that are tried. */
const ROWS = 20;

/**
 * Finds what stands between the fields of a table: the delimiter by which the first rows have the same
 * number of fields, two at least; among several, the one with the most fields. `head` may end anywhere.
 * @returns null where the first row has one field by each of them
 */
export function findDelimiter(head: Buffer): string | null {
  let best: { delimiter: string; even: number; fields: number } | null = null;
  for (const delimiter of DELIMITERS) {
    const counts = fieldCounts(head, delimiter.charCodeAt(0));
    const fields = counts[0] ?? 0;
    if (fields < 2) continue;
    const even = counts.filter((count) => count === fields).length / counts.length;
    if (best === null || even > best.even || (even === best.even && fields > best.fields)) {
      best = { delimiter, even, fields };
    }
  }
  return best?.delimiter ?? null;
}

/** Fields of each of the first rows; a fault counts as a row of none and ends the look. */
function fieldCounts(head: Buffer, delimiter: number): number[] {
  const counts: number[] = [];
  let i = 0;
  while (counts.length < ROWS && i < head.length) {
    const row = readRow(head, i, delimiter, false);
    if (row === 'more' && counts.length > 0) break;
    const last = row === 'more' ? readRow(head, i, delimiter, true) : row;
    if (last === 'more' || !('cells' in last)) return [...counts, 0];
    counts.push(last.cells.length);
    i = last.next;
  }
  return counts;
}
