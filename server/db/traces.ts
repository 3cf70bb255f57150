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

/** A trace whose answer the answer checker could not judge. */
export interface UnverifiedTrace {
  id: string;
  /** Number of its row. */
  at: number;
  question: string;
  outcome: string;
  kind: TraceKind | null;
  hasAnswer: boolean;
  tokens: number | null;
}

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
  const asked = db.prepare<[string], { id: string; question: string; outcome: string }>(
    'SELECT id, question, outcome FROM traces WHERE collection = ? ORDER BY round',
  );
  const unverified = db.prepare<[string], Omit<UnverifiedTrace, 'hasAnswer'> & { hasAnswer: 0 | 1 }>(
    "SELECT id, rowid AS at, question, outcome, kind, answer IS NOT NULL AS hasAnswer, tokens FROM traces INDEXED BY traces_unverified WHERE collection = ? AND verdict = 'unverifiable' ORDER BY rowid",
  );
  const last = db.prepare<[], number | null>('SELECT max(rowid) FROM traces').pluck();
  const byId = db.prepare<[string], Trace>(`SELECT ${select} FROM traces WHERE id = ?`);
  const outcomeCounts = db.prepare<[string], OutcomeCount>(
    'SELECT outcome, count(*) AS count, count(answer) AS answered, coalesce(sum(tokens), 0) AS tokens FROM traces WHERE collection = ? GROUP BY outcome ORDER BY outcome',
  );
  const answers = db
    .prepare<[string], string>("SELECT answer FROM traces WHERE collection = ? AND outcome = 'usable'")
    .pluck();
  const lengthsWhere = (which: string) =>
    db.prepare<[string, string], { question: string; tokens: number }>(
      `SELECT question, max(tokens) AS tokens FROM trace_lengths WHERE outcome = 'usable' AND tokens IS NOT NULL AND collection ${which} (SELECT collection FROM ranked_collections) AND collection NOT IN (SELECT value FROM json_each(?)) AND trace NOT IN (SELECT value FROM json_each(?)) GROUP BY question`,
    );
  const lengths = lengthsWhere('NOT IN');
  const rankedLengths = lengthsWhere('IN');
  const length = db
    .prepare<[string], number | null>('SELECT tokens FROM trace_lengths WHERE trace = ?')
    .pluck();
  const rankedCollections = db.prepare<[], string>('SELECT collection FROM ranked_collections').pluck();
  const mapOf = (rows: readonly { question: string; tokens: number }[]): Map<string, number> =>
    new Map(rows.map((row) => [row.question, row.tokens]));

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
    byId: (id: string): Trace | undefined => byId.get(id),
    /** How many rows of a collection came out how, by outcome, with the tokens of their thinking. */
    outcomeCounts: (collection: string): OutcomeCount[] => outcomeCounts.all(collection),
    /** The answers of the usable traces of a collection. */
    answers: (collection: string): IterableIterator<string> => answers.iterate(collection),
    /**
     * Question to outcome, of one collection: `usable` where any of its traces is, else the newest reason.
     * @param instead outcomes of single traces, by id, that stand in place of the stored ones
     */
    outcomes(collection: string, instead: ReadonlyMap<string, string> = new Map()): Map<string, string> {
      const outcomes = new Map<string, string>();
      for (const { id, question, outcome } of asked.iterate(collection))
        if (outcomes.get(question) !== 'usable') outcomes.set(question, instead.get(id) ?? outcome);
      return outcomes;
    },
    /** Number of the newest row of all; 0 where there is none. */
    last: (): number => last.get() ?? 0,
    /** Traces of a collection that the answer checker could not judge, by their rows; no text is read. */
    unverified: (collection: string): UnverifiedTrace[] =>
      unverified.all(collection).map((row) => ({ ...row, hasAnswer: row.hasAnswer === 1 })),
    /**
     * Tokens of the longest usable trace that a model wrote, by question; a reference solution is no trace of thinking,
     * and of a summary the tokens are those of the thoughts. Without collections that hold none but ranked questions.
     * @param except collections that count for nothing
     * @param but single traces that count for nothing, by id
     */
    lengths: (except: readonly string[], but: readonly string[] = []): Map<string, number> =>
      mapOf(lengths.all(JSON.stringify(except), JSON.stringify(but))),
    /** The same of those collections: traces that were asked for since a run had ranked their questions. */
    rankedLengths: (except: readonly string[], but: readonly string[] = []): Map<string, number> =>
      mapOf(rankedLengths.all(JSON.stringify(except), JSON.stringify(but))),
    /** Tokens of one trace that a model wrote, counted alike, whatever its outcome; null where that is not known. */
    length: (trace: string): number | null => length.get(trace) ?? null,
    /** Collections that hold traces of nobody but those whom their run had ranked. */
    rankedCollections: (): string[] => rankedCollections.all(),
  };
}
