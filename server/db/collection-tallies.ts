import type { Database } from 'better-sqlite3';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import type { TraceKind } from './traces.ts';

export interface TraceCount {
  outcome: string;
  verdict: Verdict | null;
  kind: TraceKind | null;
  count: number;
  /** Of their thinking. */
  tokens: number;
}

export interface CallCount {
  /** Null for those under way. */
  outcome: string | null;
  count: number;
  reservedMicroUsd: number;
}

/**
 * Counts over one collection, from the views `trace_counts`, `call_counts`, `wanted_questions` and
 * `held_questions`; none of them reads a text.
 */
export function collectionTallies(db: Database) {
  const traces = db.prepare<[string], TraceCount>(
    `SELECT outcome, verdict, kind, count(*) AS count, coalesce(sum(tokens), 0) AS tokens FROM trace_counts
      WHERE collection = ? GROUP BY outcome, verdict, kind ORDER BY outcome, verdict, kind`,
  );
  const usable = db.prepare<[], number>("SELECT count(*) FROM trace_counts WHERE outcome = 'usable'").pluck();
  const calls = db.prepare<[string], Omit<CallCount, 'reservedMicroUsd'>>(
    'SELECT outcome, count(*) AS count FROM call_counts WHERE collection = ? GROUP BY outcome ORDER BY outcome',
  );
  const reserved = db
    .prepare<[string], number>(
      'SELECT coalesce(sum(reservedMicroUsd), 0) FROM call_counts WHERE collection = ? AND outcome IS NULL',
    )
    .pluck();
  const latency = db
    .prepare<[string, number], number>(
      "SELECT latencyMs FROM call_counts WHERE collection = ? AND outcome = 'answered' AND latencyMs IS NOT NULL ORDER BY latencyMs LIMIT 1 OFFSET ?",
    )
    .pluck();
  const timed = db
    .prepare<[string], number>(
      "SELECT count(*) FROM call_counts WHERE collection = ? AND outcome = 'answered' AND latencyMs IS NOT NULL",
    )
    .pluck();
  const priceRow = db
    .prepare<[string], string>(
      'SELECT priceRow FROM call_counts WHERE collection = ? AND priceRow IS NOT NULL ORDER BY n DESC LIMIT 1',
    )
    .pluck();
  const missing = db
    .prepare<[number, string], number>(
      'SELECT count(*) FROM wanted_questions AS w WHERE w.run = ? AND NOT EXISTS (SELECT 1 FROM held_questions AS h WHERE h.collection = ? AND h.question = w.question)',
    )
    .pluck();

  const whole = new Set<string>(); // neither a run nor what is held ever shrinks, so these stay as they are

  return {
    traces: (collection: string): TraceCount[] => traces.all(collection),
    /** Usable traces of the whole workspace. */
    usable: (): number => usable.get() ?? 0,
    calls: (collection: string): CallCount[] =>
      calls.all(collection).map((row) => ({
        ...row,
        reservedMicroUsd: row.outcome === null ? (reserved.get(collection) ?? 0) : 0,
      })),
    /** Lower quantiles of the time that answered calls took, in milliseconds; null where there was none. */
    latencies(collection: string, shares: readonly number[]): number[] | null {
      const count = timed.get(collection) ?? 0;
      if (count === 0) return null;
      return shares.map((share) => latency.get(collection, Math.ceil(share * count) - 1) ?? 0);
    },
    /** The row of the price list that was used last. */
    priceRow: (collection: string): string | null => priceRow.get(collection) ?? null,
    /** Selected questions of a run that a collection does not hold. */
    missing(run: number, collection: string): number {
      if (whole.has(collection)) return 0;
      const left = missing.get(run, collection) ?? 0;
      if (left === 0) whole.add(collection);
      return left;
    },
  };
}
