import type { Database } from 'better-sqlite3';
import type { SealedEvent } from '../../ledger/event.ts';
import { subjectsIn } from '../../ledger/subjects.ts';
import type { ReadEvent } from '../../ledger/verify-log.ts';
import type { eventTable } from '../events.ts';
import { PAGE_TYPE, pageBlob, readPage } from './page.ts';
import { columnList, keyText, quoted, rowDigest, shapeOf } from './shape.ts';
import { PROJECTED, TOLD_LATER } from './tables.ts';

type Events = Pick<ReturnType<typeof eventTable>, 'pages' | 'subjects'>;

/** What the log says of a row last. */
interface Marked {
  digest: string;
  /** The columns that were told then, as a list in SQL. */
  columns: string;
}

/**
 * Gathers from the events what every row of the projected tables has to be, and holds the tables against it: no row
 * was changed, added or taken away behind the log's back, and the index of ids is that of the events.
 */
export function projectionCheck(db: Database, { pages, subjects }: Events) {
  const marks = new Map<string, Map<string, Marked>>();
  let pagesNamed = 0;
  let subjectsNamed = 0;
  let fault: string | null = null;
  const say = (what: string): void => {
    fault ??= what;
  };
  const takePage = (seq: number, table: string, sha256: string): void => {
    pagesNamed += 1;
    const bytes = pages.get(seq, table);
    if (bytes === undefined || pageBlob(table, bytes).sha256 !== sha256) {
      say(
        `event ${seq}: its page of the table ${table} ${bytes === undefined ? 'is missing' : 'was changed'}`,
      );
      return;
    }
    const page = readPage(bytes);
    const columns = columnList(page.columns);
    const rows = marks.get(table) ?? new Map<string, Marked>();
    marks.set(table, rows);
    for (const { key, digest } of page.rows) {
      if (digest === null) rows.delete(key);
      else rows.set(key, { digest, columns });
    }
  };
  return {
    /** Takes what one event says. */
    see({ seq, blobs, subject, data }: ReadEvent, _sealed: SealedEvent): void {
      for (const { media_type, sha256 } of blobs)
        if (media_type.startsWith(PAGE_TYPE)) takePage(seq, media_type.slice(PAGE_TYPE.length), sha256);
      const named = subjectsIn({ subject, data });
      subjectsNamed += named.length;
      if (named.some((one) => !subjects.has(one, seq))) say(`event ${seq}: the index of ids lacks it`);
    },
    /** The first thing that is wrong, after all events were seen; null where nothing is. */
    end(): { rows: number; fault: string | null } {
      let rows = 0;
      // Of a log that is older than its pages nothing can be said yet: the next event names every row.
      if (pagesNamed === 0 && pages.isEmpty()) return { rows, fault };
      if (pages.count() !== pagesNamed) say('there are pages of rows that no event names');
      if (subjects.count() !== subjectsNamed) say('the index of ids names events that do not speak of them');
      for (const table of [...Object.keys(PROJECTED), TOLD_LATER]) {
        if (fault !== null) break;
        const marked = marks.get(table) ?? new Map<string, Marked>();
        const checked = checkTable(db, table, marked);
        rows += checked.rows;
        fault = checked.fault;
      }
      return { rows, fault };
    },
  };
}

function checkTable(
  db: Database,
  table: string,
  marked: ReadonlyMap<string, Marked>,
): { rows: number; fault: string | null } {
  const shape = shapeOf(db, table);
  if (shape === undefined)
    return { rows: 0, fault: marked.size === 0 ? null : `the table ${table} is missing` };
  const { key } = shape;
  const lists = [...new Set([...marked.values()].map(({ columns }) => columns))];
  if (lists.length === 0) lists.push(columnList(key));
  const seen = new Set<string>();
  let total = 0;
  for (const columns of lists) {
    const rows = readRows(db, table, key, columns);
    if (rows === null)
      return { rows: total, fault: `the table ${table} lacks columns that the log tells of` };
    for (const cells of rows) {
      const name = keyText(cells.slice(0, key.length));
      const mark = marked.get(name);
      if (mark === undefined && table === TOLD_LATER) continue;
      if (mark === undefined)
        return { rows: total, fault: `table ${table}: the row ${name} was put there without an event` };
      if (mark.columns !== columns) continue;
      if (rowDigest(cells.slice(key.length)) !== mark.digest)
        return { rows: total, fault: `table ${table}: the row ${name} is not the one that the log tells of` };
      seen.add(name);
      total += 1;
    }
  }
  if (seen.size === marked.size) return { rows: total, fault: null };
  const gone = [...marked.keys()].find((name) => !seen.has(name));
  return { rows: total, fault: `table ${table}: the row ${gone} was taken away without an event` };
}

function readRows(db: Database, table: string, key: readonly string[], columns: string) {
  try {
    return db
      .prepare<[], unknown[]>(`SELECT ${columnList(key)}, ${columns} FROM ${quoted(table)}`)
      .raw()
      .iterate();
  } catch {
    return null;
  }
}
