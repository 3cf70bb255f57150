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

export const POOL_COLUMNS =
  'n, id, external_id, source, license, level, subject, answer, options, question, solution, meta, hex(record_sha256)';

/** A question without its texts: row number, id, external id, source, licence, level, and the hash of its record as above. */
export type HeadRow = readonly [
  n: number,
  id: string,
  externalId: string | null,
  source: string,
  license: string | null,
  level: string | null,
  record: string,
];

export const HEAD_COLUMNS = 'n, id, external_id, source, license, level, hex(record_sha256)';

/** What a question is said to be about: row number, subject, and whatever else the source says (a JSON object). */
export type TopicRow = readonly [n: number, subject: string | null, meta: string];

export const TOPIC_COLUMNS = 'n, subject, meta';

/** Row number, question, and options (a JSON array). */
export type PromptRow = readonly [n: number, question: string, options: string | null];

export const PROMPT_COLUMNS = 'n, question, options';

/** The same with the solution. */
export type WorkedRow = readonly [
  n: number,
  question: string,
  options: string | null,
  solution: string | null,
];

export const WORKED_COLUMNS = 'n, question, options, solution';

/** The view `pool`: the live versions of all questions. Only this file names it in SQL. */
export function poolView(db: Database) {
  // `+source` keeps SQLite on the row numbers: by the index of sources it would sort every page anew.
  const page = db
    .prepare<[string, number, number], PoolRow>(
      `SELECT ${POOL_COLUMNS}
       FROM pool WHERE +source IN (SELECT value FROM json_each(?)) AND n > ? ORDER BY n LIMIT ?`,
    )
    .raw();
  const heads = db
    .prepare<[string], HeadRow>(
      `SELECT ${HEAD_COLUMNS} FROM pool WHERE +source IN (SELECT value FROM json_each(?)) ORDER BY n`,
    )
    .raw();
  const records = db.prepare<[], string>('SELECT id || hex(record_sha256) FROM pool ORDER BY id').pluck();
  const sample = db
    .prepare<[string], [string, string | null]>(
      'SELECT question, options FROM pool WHERE instr(?, substr(id, 1, 1)) > 0',
    )
    .raw();
  const topics = db
    .prepare<[string], TopicRow>(
      `SELECT ${TOPIC_COLUMNS} FROM pool WHERE +source IN (SELECT value FROM json_each(?)) ORDER BY n`,
    )
    .raw();
  const prompts = db
    .prepare<[string], PromptRow>(
      `SELECT ${PROMPT_COLUMNS} FROM pool WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n`,
    )
    .raw();
  const worked = db
    .prepare<[string], WorkedRow>(
      `SELECT ${WORKED_COLUMNS} FROM pool WHERE n IN (SELECT value FROM json_each(?)) ORDER BY n`,
    )
    .raw();
  const newest = db.prepare<[], number | null>('SELECT max(n) FROM pool').pluck();
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
    /** The questions of some sources without their texts, in the order of arrival. */
    heads: (sources: readonly string[]): IterableIterator<HeadRow> => heads.iterate(JSON.stringify(sources)),
    /** Id and record hash of every live question, in the order of ids. */
    records: (): IterableIterator<string> => records.iterate(),
    /**
     * Texts of the live questions whose ids begin with one of some hex digits, so that it is the same ones in
     * whatever order they came: the question, and its options as a JSON array.
     */
    sample: (digits: string): IterableIterator<[string, string | null]> => sample.iterate(digits),
    /** What the questions of some sources are said to be about, in the order of arrival. */
    topics: (sources: readonly string[]): IterableIterator<TopicRow> =>
      topics.iterate(JSON.stringify(sources)),
    /** The prompts of some questions, by row number. */
    prompts: (rows: readonly number[]): IterableIterator<PromptRow> => prompts.iterate(JSON.stringify(rows)),
    /** The same with their solutions. */
    worked: (rows: readonly number[]): IterableIterator<WorkedRow> => worked.iterate(JSON.stringify(rows)),
    /** The row number of the one that came last; 0 where there is none. */
    newest: (): number => newest.get() ?? 0,
    /** How many live questions have exactly this text; a look at the whole pool. */
    countText: (question: string): number => sameText.get(question) ?? 0,
  };
}
