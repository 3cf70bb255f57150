import type { Database } from 'better-sqlite3';

/**
 * A live question as a run reads it, as a tuple, since a run reads them by the ten thousand: row number, id,
 * external id, source, licence, level, subject, answer, options (a JSON array), question, solution, meta, and
 * the SHA-256 (hex, upper case) over everything the record says.
 */
export type PoolRow = readonly [
  n: number,
  id: string,
  externalId: string | null,
  source: string,
  license: string | null,
  level: string | null,
  subject: string | null,
  answer: string | null,
  options: string | null,
  question: string,
  solution: string | null,
  meta: string,
  record: string,
];

/** A live question as the fit of domains reads it. */
export type TopicRow = readonly [n: number, id: string, source: string, subject: string | null, meta: string];

/** The view `pool`: the live versions of all questions. Only this file names it in SQL. */
export function poolView(db: Database) {
  // `+source` keeps SQLite on the row numbers: by the index of sources it would sort every page anew.
  const page = db
    .prepare<[string, number, number], PoolRow>(
      `SELECT n, id, external_id, source, license, level, subject, answer, options, question, solution, meta,
         hex(record_sha256)
       FROM pool WHERE +source IN (SELECT value FROM json_each(?)) AND n > ? ORDER BY n LIMIT ?`,
    )
    .raw();
  const sample = db
    .prepare<[string], [string, string | null]>(
      'SELECT question, options FROM pool WHERE instr(?, substr(id, 1, 1)) > 0',
    )
    .raw();
  const topics = db.prepare<[], TopicRow>('SELECT n, id, source, subject, meta FROM pool').raw();
  const prompts = db
    .prepare<[string], [number, string, string | null]>(
      'SELECT n, question, options FROM pool WHERE n IN (SELECT value FROM json_each(?))',
    )
    .raw();
  const sameText = db.prepare<[string], number>('SELECT count(*) FROM pool WHERE question = ?').pluck();

  return {
    /** The questions of some sources in the order of arrival, in pages, so that memory does not grow with the pool. */
    *pages(sources: readonly string[], pageSize = 2048): Generator<PoolRow[]> {
      const names = JSON.stringify(sources);
      for (let after = 0; ; ) {
        const rows = page.all(names, after, pageSize);
        if (rows.length === 0) return;
        yield rows;
        after = rows.at(-1)?.[0] ?? after;
      }
    },
    /**
     * Texts of the live questions whose ids begin with one of some hex digits, so that it is the same ones in
     * whatever order they came: the question, and its options as a JSON array.
     */
    sample: (digits: string): IterableIterator<[string, string | null]> => sample.iterate(digits),
    /** What each live question is said to be about, without its texts. */
    topics: (): IterableIterator<TopicRow> => topics.iterate(),
    /** Question and options (a JSON array) of some rows, by row number. */
    prompts: (rows: readonly number[]): IterableIterator<[number, string, string | null]> =>
      prompts.iterate(JSON.stringify(rows)),
    /** How many live questions have exactly this text; a look at the whole pool. */
    countText: (question: string): number => sameText.get(question) ?? 0,
  };
}
