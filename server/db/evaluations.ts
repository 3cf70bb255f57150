import type { Database } from 'better-sqlite3';
import type { Verdict } from '../../shared/vocabulary/signals.ts';

export interface StoredEvaluation {
  id: string;
  createdAt: string;
  release: string | null;
  /** As JSON. */
  settings: string;
  /** As JSON; null while items are open. */
  report: string | null;
}

/** Which call of which item. `point` is a place in the settings, `step` the how-many-th call; both from 0. */
export interface CallPlace {
  evaluation: string;
  benchmark: string;
  item: string;
  point: number;
  step: number;
}

/** A call that was answered. */
export interface AnsweredCall {
  text: string;
  finish: string | null;
  /** Tokens of the text. */
  tokens: number;
}

export interface StoredCall extends AnsweredCall {
  step: number;
  requestSha256: Buffer;
  state: 'asked' | 'answered' | 'failed';
  reason: string | null;
}

/** What became of an item at a point. */
export interface ItemResult {
  benchmark: string;
  item: string;
  point: number;
  /** `failed`: no reply came. */
  verdict: Verdict | 'failed';
  /** The rule of the answer checker that decided. */
  rule: string;
  answer: string | null;
  thinkingTokens: number;
  answerTokens: number;
  /** The thinking was ended at its budget. */
  forced: boolean;
  /** Times that an end of the thinking was suppressed. */
  waits: number;
}

type ResultRow = Omit<ItemResult, 'forced'> & { forced: number };

/** The tables `evaluations`, `evaluation_calls` and `evaluation_results`. Only this file names them in SQL. */
export function evaluationTables(db: Database) {
  const columns = 'id, created_at AS createdAt, release, settings, report';
  const insert = db.prepare<[string, string, string | null, string]>(
    'INSERT INTO evaluations (id, created_at, release, settings) VALUES (?, ?, ?, ?)',
  );
  const finish = db.prepare<[string, string]>('UPDATE evaluations SET report = ? WHERE id = ?');
  const byId = db.prepare<[string], StoredEvaluation>(`SELECT ${columns} FROM evaluations WHERE id = ?`);
  const all = db.prepare<[], StoredEvaluation>(`SELECT ${columns} FROM evaluations ORDER BY created_at, id`);
  const open = db.prepare(
    `INSERT INTO evaluation_calls (evaluation, benchmark, item, point, step, request_sha256, state)
     VALUES (@evaluation, @benchmark, @item, @point, @step, @requestSha256, 'asked')
     ON CONFLICT DO UPDATE SET request_sha256 = excluded.request_sha256, state = 'asked', reason = NULL`,
  );
  const close = db.prepare(
    `UPDATE evaluation_calls SET state = @state, text = @text, finish = @finish, tokens = @tokens, reason = @reason, raw = @raw
     WHERE evaluation = @evaluation AND benchmark = @benchmark AND item = @item AND point = @point AND step = @step`,
  );
  const calls = db.prepare<[string, string, string, number], StoredCall>(
    `SELECT step, request_sha256 AS requestSha256, state, coalesce(text, '') AS text, finish, coalesce(tokens, 0) AS tokens, reason
     FROM evaluation_calls WHERE evaluation = ? AND benchmark = ? AND item = ? AND point = ? ORDER BY step`,
  );
  const tokens = db
    .prepare<[string], number>('SELECT coalesce(sum(tokens), 0) FROM evaluation_calls WHERE evaluation = ?')
    .pluck();
  const putResult = db.prepare(
    `INSERT INTO evaluation_results (evaluation, benchmark, item, point, verdict, rule, answer, thinking_tokens, answer_tokens, forced, waits)
     VALUES (@evaluation, @benchmark, @item, @point, @verdict, @rule, @answer, @thinkingTokens, @answerTokens, @forced, @waits)
     ON CONFLICT DO UPDATE SET verdict = excluded.verdict, rule = excluded.rule, answer = excluded.answer,
       thinking_tokens = excluded.thinking_tokens, answer_tokens = excluded.answer_tokens, forced = excluded.forced, waits = excluded.waits`,
  );
  const results = db.prepare<[string], ResultRow>(
    `SELECT benchmark, item, point, verdict, rule, answer, thinking_tokens AS thinkingTokens, answer_tokens AS answerTokens, forced, waits
     FROM evaluation_results WHERE evaluation = ? ORDER BY point, benchmark, item`,
  );
  return {
    insert: ({ id, createdAt, release, settings }: Omit<StoredEvaluation, 'report'>): void =>
      void insert.run(id, createdAt, release, settings),
    finish: (id: string, report: string): void => void finish.run(report, id),
    byId: (id: string): StoredEvaluation | undefined => byId.get(id),
    all: (): StoredEvaluation[] => all.all(),
    /** Written before a call leaves. */
    openCall: (place: CallPlace, requestSha256: Uint8Array): void =>
      void open.run({ ...place, requestSha256 }),
    /** Closed with all that came. @param raw SHA-256 of the bytes of the reply */
    closeCall: (
      place: CallPlace,
      end: { answered: AnsweredCall | null; reason: string | null; raw: Uint8Array | null },
    ): void => {
      const { text = null, finish: why = null, tokens: n = null } = end.answered ?? {};
      const state = end.answered === null ? 'failed' : 'answered';
      close.run({ ...place, state, text, finish: why, tokens: n, reason: end.reason, raw: end.raw });
    },
    /** The calls of an item at a point, in their order. */
    calls: ({ evaluation, benchmark, item, point }: Omit<CallPlace, 'step'>): StoredCall[] =>
      calls.all(evaluation, benchmark, item, point),
    /** Tokens that all replies had. */
    tokens: (id: string): number => tokens.get(id) ?? 0,
    putResult: (evaluation: string, { forced, ...result }: ItemResult): void =>
      void putResult.run({ evaluation, ...result, forced: forced ? 1 : 0 }),
    results: (id: string): ItemResult[] =>
      results.all(id).map(({ forced, ...row }) => ({ ...row, forced: forced === 1 })),
  };
}
