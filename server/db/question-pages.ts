import type { Database } from 'better-sqlite3';
import type { QuestionRow } from '../../shared/schemas/question-life.ts';
import { likeOf, phraseOf } from './search.ts';

/** Which questions; `after` and `upTo` are row numbers, the first excluded, the second included. */
export interface QuestionPage {
  source?: string;
  /** Id of an import. */
  imported?: string;
  after: number;
  upTo: number;
  limit: number;
}

interface Bounds {
  first: number | null;
  last: number | null;
}

export type NumberedQuestion = QuestionRow & { n: number };

const COLUMNS = 'n, id AS questionId, externalId, source, license, text';
const RANGE = 'n > @after AND n <= @upTo';
const OF_IMPORT = "(@imported = '' OR n IN (SELECT n FROM imported_questions WHERE importId = @imported))";
const END = 'ORDER BY n LIMIT @limit';

/** Pages of live questions by row number, over the views `live_questions`, `found_questions`, `imported_questions`
 * and `question_places`. */
export function questionPages(db: Database) {
  type Params = Record<string, string | number>;
  const any = db.prepare<Params, NumberedQuestion>(
    `SELECT ${COLUMNS} FROM live_questions WHERE ${RANGE} AND ${OF_IMPORT} ${END}`,
  );
  const bySource = db.prepare<Params, NumberedQuestion>(
    `SELECT ${COLUMNS} FROM live_questions WHERE source = @source AND ${RANGE} AND ${OF_IMPORT} ${END}`,
  );
  const like = db.prepare<Params, NumberedQuestion>(
    `SELECT ${COLUMNS} FROM live_questions WHERE ${RANGE} AND (@source = '' OR source = @source) AND ${OF_IMPORT} AND question LIKE @like ESCAPE '\\' ${END}`,
  );
  const match = db.prepare<Params, NumberedQuestion>(
    `SELECT ${COLUMNS} FROM found_questions WHERE terms MATCH @phrase AND ${RANGE} AND (@source = '' OR source = @source) AND ${OF_IMPORT} ${END}`,
  );
  const places = db.prepare<[], Bounds>('SELECT min(n) AS first, max(n) AS last FROM question_places');
  const placesOf = db.prepare<[string], Bounds>(
    'SELECT min(n) AS first, max(n) AS last FROM question_places WHERE source = ?',
  );

  const ofImport = db
    .prepare<[string], number>('SELECT n FROM imported_questions WHERE importId = ? ORDER BY n')
    .pluck();

  return {
    page: ({ source, imported = '', ...range }: QuestionPage): NumberedQuestion[] =>
      source === undefined ? any.all({ ...range, imported }) : bySource.all({ ...range, source, imported }),
    /** By looking at every text of the range. */
    scan: ({ source, imported = '', ...range }: QuestionPage, q: string): NumberedQuestion[] =>
      like.all({ ...range, imported, source: source ?? '', like: likeOf(q) }),
    /** By the search index; `q` has at least SHORTEST code points. */
    search: ({ source, imported = '', ...range }: QuestionPage, q: string): NumberedQuestion[] =>
      match.all({ ...range, imported, source: source ?? '', phrase: phraseOf(q) }),
    /** Row numbers of all questions that came with an import; none where there is no such import. */
    ofImport: (importId: string): number[] => ofImport.all(importId),
    /**
     * The rows between which all versions of a source (or of every source) stand, as a page takes them;
     * an import keeps a source together, so this spares most of a search. An empty range where there are none.
     */
    bounds(source?: string): { after: number; upTo: number } {
      const row = source === undefined ? places.get() : placesOf.get(source);
      return { after: (row?.first ?? 1) - 1, upTo: row?.last ?? 0 };
    },
  };
}
