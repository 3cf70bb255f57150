import type { Database } from 'better-sqlite3';

/** How a call ended. `lost`: the process died before its end; `not-sent`: written down, and then not made. */
export type CallOutcome =
  | 'answered'
  | 'blocked'
  | 'unusable'
  | 'transient'
  | 'rate-limited'
  | 'quota-exhausted'
  | 'bad-request'
  | 'fatal'
  | 'aborted'
  | 'not-sent'
  | 'lost';

export interface NewCall {
  collection: string;
  ask: number;
  round: number;
  /** 1-based in its round. */
  try: number;
  startedAt: string;
  reservedTokens: number;
  /** Millionths of a dollar; so is all money here. */
  reservedMicroUsd: number;
}

/** What is known of a call when it has ended. */
export interface CallEnd {
  endedAt: string;
  outcome: CallOutcome;
  reason: string | null;
  status: number | null;
  message: string | null;
  /** Name of the raw reply among the blobs. */
  blob: Uint8Array | null;
  responseId: string | null;
  modelVersion: string | null;
  finishReason: string | null;
  promptTokens: number | null;
  cachedTokens: number | null;
  thoughtTokens: number | null;
  answerTokens: number | null;
  /** By the usage that came back; null where none did, or where there is no price. */
  costMicroUsd: number | null;
  /** What counts against a ceiling: the cost, or what was reserved where a call may have been billed unseen. */
  chargedMicroUsd: number;
  priceRow: string | null;
  latencyMs: number | null;
  /** JSON: endpoint, API version, SDK, mode, hash of the body. */
  sent: string | null;
}

export type StoredCall = NewCall & { n: number } & { [K in keyof CallEnd]: CallEnd[K] | null };

/** What is known of a call that ended without a reply, once that came by another way. */
export type CallCorrection = Pick<
  CallEnd,
  | 'chargedMicroUsd'
  | 'costMicroUsd'
  | 'message'
  | 'promptTokens'
  | 'cachedTokens'
  | 'thoughtTokens'
  | 'answerTokens'
  | 'responseId'
  | 'modelVersion'
  | 'blob'
>;

/** A call that has not ended. */
export type OpenCall = Pick<StoredCall, 'n' | 'try' | 'reservedMicroUsd'>;

/** What the calls of a collection come to. */
export interface CallTotals {
  calls: number;
  lost: number;
  /** Calls beyond the first of their item and round. */
  retried: number;
  costMicroUsd: number;
  chargedMicroUsd: number;
  promptTokens: number;
  thoughtTokens: number;
  answerTokens: number;
}

const ENDED =
  'ended_at, outcome, reason, status, message, blob, response_id, model_version, finish_reason, prompt_tokens, cached_tokens, thought_tokens, answer_tokens, cost_micro_usd, charged_micro_usd, price_row, latency_ms, sent';
const BEGUN = 'collection, ask, round, try, started_at, reserved_tokens, reserved_micro_usd';

const camel = (column: string): string =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
const SELECT = `n, ${BEGUN}, ${ENDED}`
  .split(', ')
  .map((column) => `${column} AS ${camel(column)}`)
  .join(', ');

/** The `calls` table: every call, written before it leaves and closed once. Only this file names it in SQL. */
export function callTable(db: Database) {
  const open = db.prepare(`INSERT INTO calls (${BEGUN}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const close = db.prepare(
    `UPDATE calls SET ${ENDED.split(', ')
      .map((column) => `${column} = @${camel(column)}`)
      .join(', ')} WHERE n = @n AND ended_at IS NULL`,
  );
  const correct = db.prepare<[CallCorrection & { n: number }]>(
    `UPDATE calls SET charged_micro_usd = @chargedMicroUsd, cost_micro_usd = @costMicroUsd, message = @message,
       prompt_tokens = @promptTokens, cached_tokens = @cachedTokens, thought_tokens = @thoughtTokens,
       answer_tokens = @answerTokens, response_id = @responseId, model_version = @modelVersion, blob = @blob
     WHERE n = @n AND ended_at IS NOT NULL AND cost_micro_usd IS NULL`,
  );
  const lose = db.prepare<[string, string, string]>(
    "UPDATE calls SET ended_at = ?, outcome = 'lost', charged_micro_usd = reserved_micro_usd WHERE collection = ? AND ended_at IS NULL AND ask NOT IN (SELECT value FROM json_each(?))",
  );
  const notSent = db.prepare<[string, string, string]>(
    "UPDATE calls SET ended_at = ?, outcome = 'not-sent', charged_micro_usd = 0 WHERE collection = ? AND ended_at IS NULL AND n NOT IN (SELECT value FROM json_each(?))",
  );
  const openOf = db.prepare<[number], OpenCall>(
    'SELECT n, try, reserved_micro_usd AS reservedMicroUsd FROM calls WHERE ask = ? AND ended_at IS NULL ORDER BY n DESC LIMIT 1',
  );
  const tries = db
    .prepare<[number, number], number>('SELECT coalesce(max(try), 0) FROM calls WHERE ask = ? AND round = ?')
    .pluck();
  const of = db.prepare<[string], StoredCall>(`SELECT ${SELECT} FROM calls WHERE collection = ? ORDER BY n`);
  const byNumber = db.prepare<[number], StoredCall>(`SELECT ${SELECT} FROM calls WHERE n = ?`);
  const totals = db.prepare<[string], CallTotals>(
    `SELECT count(*) AS calls, coalesce(sum(outcome = 'lost'), 0) AS lost, coalesce(sum(try > 1), 0) AS retried,
      coalesce(sum(cost_micro_usd), 0) AS costMicroUsd, coalesce(sum(charged_micro_usd), 0) AS chargedMicroUsd,
      coalesce(sum(prompt_tokens), 0) AS promptTokens, coalesce(sum(thought_tokens), 0) AS thoughtTokens,
      coalesce(sum(answer_tokens), 0) AS answerTokens FROM calls WHERE collection = ?`,
  );
  const brought = db
    .prepare<[number, Uint8Array], number>('SELECT 1 FROM calls WHERE ask = ? AND blob = ? LIMIT 1')
    .pluck();
  const answerers = db.prepare<[string], { model: string; replies: number }>(
    'SELECT model_version AS model, count(*) AS replies FROM calls WHERE collection = ? AND model_version IS NOT NULL GROUP BY model_version ORDER BY model_version',
  );
  const outputs = db
    .prepare<[string, number], number>(
      'SELECT coalesce(thought_tokens, 0) + answer_tokens FROM calls WHERE collection = ? AND answer_tokens IS NOT NULL ORDER BY n DESC LIMIT ?',
    )
    .pluck();

  return {
    /** @returns the number of the call */
    open: (c: NewCall): number =>
      Number(
        open.run(c.collection, c.ask, c.round, c.try, c.startedAt, c.reservedTokens, c.reservedMicroUsd)
          .lastInsertRowid,
      ),
    close: (n: number, end: CallEnd): void => void close.run({ ...end, n }),
    /**
     * What turned out later about a call that was closed without a reply: its money counts as it is now known.
     * @returns whether it was such a call
     */
    correct: (n: number, now: CallCorrection): boolean => correct.run({ ...now, n }).changes === 1,
    /**
     * Closes what a process that died has left open.
     * @param but asks whose call is under way elsewhere, as in a batch. @returns how many may have been paid for nothing
     */
    lose: (collection: string, endedAt: string, but: readonly number[] = []): number =>
      lose.run(endedAt, collection, JSON.stringify(but)).changes,
    /** Closes what a process that died had written down and not sent. @param but calls that had left */
    notSent: (collection: string, endedAt: string, but: readonly number[]): number =>
      notSent.run(endedAt, collection, JSON.stringify(but)).changes,
    /** The call of an item that has not ended. */
    openOf: (ask: number): OpenCall | undefined => openOf.get(ask),
    /** The last try of an item in a round; 0 where there was none. */
    tries: (ask: number, round: number): number => tries.get(ask, round) ?? 0,
    /** Whether a call of an item has brought these very bytes. */
    hasBrought: (ask: number, blob: Uint8Array): boolean => brought.get(ask, blob) !== undefined,
    of: (collection: string): IterableIterator<StoredCall> => of.iterate(collection),
    byNumber: (n: number): StoredCall | undefined => byNumber.get(n),
    totals: (collection: string): CallTotals =>
      totals.get(collection) ?? {
        calls: 0,
        lost: 0,
        retried: 0,
        costMicroUsd: 0,
        chargedMicroUsd: 0,
        promptTokens: 0,
        thoughtTokens: 0,
        answerTokens: 0,
      },
    /** Which models have answered, by their own word. */
    answerers: (collection: string): { model: string; replies: number }[] => answerers.all(collection),
    /** Output tokens of the newest replies that said how many they were. */
    outputs: (collection: string, newest: number): number[] => outputs.all(collection, newest),
  };
}
