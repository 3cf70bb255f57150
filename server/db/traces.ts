import type { Database } from 'better-sqlite3';
import type { Verdict } from '../../shared/vocabulary/signals.ts';

export type TraceKind = 'raw' | 'summary' | 'reference';

/** What a teacher answered: thinking and answer, or why it can not be used. */
export interface Trace {
  id: string;
  collection: string;
  question: string;
  /** 0-based. */
  sample: number;
  /** 1, and more where a failure was asked again on request. */
  round: number;
  /** Null where no thinking came. */
  kind: TraceKind | null;
  /** `usable`, or the reason why not. */
  outcome: string;
  thinking: string | null;
  answer: string | null;
  /** Tokens of the thinking by the Qwen2.5 tokenizer. */
  tokens: number | null;
  /** Whether the answer agrees with the reference, and by which rule; null where nobody looked. */
  verdict: Verdict | null;
  verdictRule: string | null;
  /** JSON array: what the detectors found. */
  evidence: string | null;
  /** Number of the call that brought it; null where nobody was called. */
  call: number | null;
  createdAt: string;
}

type Late = 'sample' | 'round' | 'verdict' | 'verdictRule' | 'evidence' | 'call';
/** A trace to be stored: the first sample of the first round, unless it says otherwise. */
export type NewTrace = Omit<Trace, Late> & Partial<Pick<Trace, Late>>;

export interface OutcomeCount {
  outcome: string;
  count: number;
  /** Of those, the ones that hold an answer. */
  answered: number;
  tokens: number;
}

const COLUMNS =
  'id, collection, question, sample, round, kind, outcome, thinking, answer, tokens, verdict, verdict_rule, evidence, call, created_at';

/** The `traces` table: evidence, stored once and never changed. Only this file names it in SQL. */
export function traceTable(db: Database) {
  const insert = db.prepare(
    `INSERT OR IGNORE INTO traces (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = COLUMNS.replace('created_at', 'created_at AS createdAt').replace(
    'verdict_rule',
    'verdict_rule AS verdictRule',
  );
  const of = db.prepare<[string, string], Trace>(
    `SELECT ${select} FROM traces WHERE collection IN (SELECT value FROM json_each(?)) AND question = ? ORDER BY created_at, id`,
  );
  const ofQuestion = db.prepare<[string], Trace>(
    `SELECT ${select} FROM traces WHERE question = ? ORDER BY created_at, id`,
  );
  const asked = db.prepare<[string], { question: string; outcome: string }>(
    'SELECT question, outcome FROM traces WHERE collection = ? ORDER BY round',
  );
  const byId = db.prepare<[string], Trace>(`SELECT ${select} FROM traces WHERE id = ?`);
  const outcomeCounts = db.prepare<[string], OutcomeCount>(
    'SELECT outcome, count(*) AS count, count(answer) AS answered, coalesce(sum(tokens), 0) AS tokens FROM traces WHERE collection = ? GROUP BY outcome ORDER BY outcome',
  );
  const answers = db
    .prepare<[string], string>("SELECT answer FROM traces WHERE collection = ? AND outcome = 'usable'")
    .pluck();
  const lengths = db.prepare<[string], { question: string; tokens: number }>(
    "SELECT question, max(tokens) AS tokens FROM traces WHERE outcome = 'usable' AND kind <> 'reference' AND tokens IS NOT NULL AND collection NOT IN (SELECT value FROM json_each(?)) GROUP BY question",
  );

  return {
    /** @returns false where that sample and round is there already */
    insert: (t: NewTrace): boolean =>
      insert.run(
        t.id,
        t.collection,
        t.question,
        t.sample ?? 0,
        t.round ?? 1,
        t.kind,
        t.outcome,
        t.thinking,
        t.answer,
        t.tokens,
        t.verdict ?? null,
        t.verdictRule ?? null,
        t.evidence ?? null,
        t.call ?? null,
        t.createdAt,
      ).changes === 1,
    /** Traces of a question in the named collections (all of them are few; an index serves each), oldest first. */
    of: (question: string, collections: readonly string[]): Trace[] =>
      of.all(JSON.stringify(collections), question),
    /** Every trace of a question, oldest first. */
    all: (question: string): Trace[] => ofQuestion.all(question),
    byId: (id: string): Trace | undefined => byId.get(id),
    /** How many rows of a collection came out how, by outcome, with the tokens of their thinking. */
    outcomeCounts: (collection: string): OutcomeCount[] => outcomeCounts.all(collection),
    /** The answers of the usable traces of a collection. */
    answers: (collection: string): IterableIterator<string> => answers.iterate(collection),
    /** Question to outcome, of one collection: `usable` where any of its traces is, else the newest reason. */
    outcomes(collection: string): Map<string, string> {
      const outcomes = new Map<string, string>();
      for (const { question, outcome } of asked.iterate(collection))
        if (outcomes.get(question) !== 'usable') outcomes.set(question, outcome);
      return outcomes;
    },
    /**
     * Tokens of the longest usable trace that a model wrote, by question; a reference solution is no trace of thinking.
     * @param except collections that count for nothing
     */
    lengths: (except: readonly string[]): Map<string, number> =>
      new Map(lengths.all(JSON.stringify(except)).map((row) => [row.question, row.tokens])),
  };
}
