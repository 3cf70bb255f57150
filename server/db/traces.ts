import type { Database } from 'better-sqlite3';

export type TraceKind = 'raw' | 'summary' | 'reference';

/** What a teacher answered: thinking and answer, or why it can not be used. */
export interface Trace {
  id: string;
  collection: string;
  question: string;
  kind: TraceKind;
  /** `usable`, or the reason why not. */
  outcome: string;
  thinking: string | null;
  answer: string | null;
  /** Tokens of the thinking by the Qwen2.5 tokenizer. */
  tokens: number | null;
  createdAt: string;
}

export interface OutcomeCount {
  outcome: string;
  count: number;
  tokens: number;
}

const COLUMNS = 'id, collection, question, kind, outcome, thinking, answer, tokens, created_at';

/** The `traces` table: evidence, stored once and never changed. Only this file names it in SQL. */
export function traceTable(db: Database) {
  const insert = db.prepare(`INSERT OR IGNORE INTO traces (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const select = COLUMNS.replace('created_at', 'created_at AS createdAt');
  const of = db.prepare<[string, string], Trace>(
    `SELECT ${select} FROM traces WHERE collection IN (SELECT value FROM json_each(?)) AND question = ? ORDER BY created_at, id`,
  );
  const asked = db.prepare<[string], { question: string; outcome: string }>(
    'SELECT question, outcome FROM traces WHERE collection = ?',
  );
  const byId = db.prepare<[string], Trace>(`SELECT ${select} FROM traces WHERE id = ?`);
  const outcomeCounts = db.prepare<[string], OutcomeCount>(
    'SELECT outcome, count(*) AS count, coalesce(sum(tokens), 0) AS tokens FROM traces WHERE collection = ? GROUP BY outcome ORDER BY outcome',
  );
  const answers = db
    .prepare<[string], string>("SELECT answer FROM traces WHERE collection = ? AND outcome = 'usable'")
    .pluck();
  const lengths = db.prepare<[], { question: string; tokens: number }>(
    "SELECT question, max(tokens) AS tokens FROM traces WHERE outcome = 'usable' AND kind <> 'reference' AND tokens IS NOT NULL GROUP BY question",
  );

  return {
    insert: (t: Trace): boolean =>
      insert.run(
        t.id,
        t.collection,
        t.question,
        t.kind,
        t.outcome,
        t.thinking,
        t.answer,
        t.tokens,
        t.createdAt,
      ).changes === 1,
    /** Traces of a question in the named collections (all of them are few; an index serves each), oldest first. */
    of: (question: string, collections: readonly string[]): Trace[] =>
      of.all(JSON.stringify(collections), question),
    byId: (id: string): Trace | undefined => byId.get(id),
    /** How many rows of a collection came out how, by outcome, with the tokens of their thinking. */
    outcomeCounts: (collection: string): OutcomeCount[] => outcomeCounts.all(collection),
    /** The answers of the usable traces of a collection. */
    answers: (collection: string): IterableIterator<string> => answers.iterate(collection),
    /** Question to outcome, of one collection. */
    outcomes: (collection: string): Map<string, string> =>
      new Map(asked.all(collection).map((row) => [row.question, row.outcome])),
    /** Tokens of the longest usable trace that a model wrote, by question; a reference solution is no trace of thinking. */
    lengths: (): Map<string, number> => new Map(lengths.all().map((row) => [row.question, row.tokens])),
  };
}
