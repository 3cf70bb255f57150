import type { Cursor } from './cursor.ts';
import type { Node } from './syntax.ts';

const KINDS = new Set(['matrix', 'pmatrix', 'bmatrix', 'Bmatrix', 'smallmatrix', 'array']);
const MOST_ENTRIES = 100;

/** What stands between `\begin{pmatrix}` and its end, the `begin` passed already; all rows of one length. */
export function matrix(cursor: Cursor): Node {
  const kind = nameOf(cursor);
  if (!KINDS.has(kind)) return cursor.fail();
  if (kind === 'array') columns(cursor);
  const rows: Node[][] = [[]];
  while (!cursor.failed && !cursor.isCommand('end')) {
    if (cursor.take('&')) rows.at(-1)?.push(cursor.sum());
    else if (cursor.take('\\\\')) {
      if (!cursor.isCommand('end')) rows.push([cursor.sum()]);
    } else if (rows.length === 1 && rows[0]?.length === 0) rows[0].push(cursor.sum());
    else cursor.fail();
    if (rows.length * (rows[0]?.length ?? 0) > MOST_ENTRIES) cursor.fail();
  }
  cursor.skip();
  if (nameOf(cursor) !== kind || rows.some((row) => row.length !== rows[0]?.length || row.length === 0))
    return cursor.fail();
  return { type: 'matrix', rows };
}

/** The name in braces behind `begin` or `end`. */
function nameOf(cursor: Cursor): string {
  cursor.expect('{');
  let name = '';
  for (let token = cursor.peek(); token?.kind === 'word'; token = cursor.peek()) {
    name += token.text;
    cursor.skip();
  }
  cursor.expect('}');
  return name;
}

/** Passes over how the columns of an array are aligned: `{rr|c}`. */
function columns(cursor: Cursor): void {
  if (!cursor.take('{')) return;
  for (let token = cursor.peek(); token !== undefined && token.text !== '}'; token = cursor.peek())
    cursor.skip();
  cursor.expect('}');
}
