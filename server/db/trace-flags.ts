import type { Database } from 'better-sqlite3';
import type { FlagCode, FlagPhase } from '../../shared/vocabulary/flags.ts';

/** Traces that came out alike and carry the same open flags. */
export interface FlagPattern {
  outcome: string;
  /** In the order of their names, none twice. */
  codes: FlagCode[];
  traces: number;
}

export interface FlagOfTrace {
  code: FlagCode;
  phase: FlagPhase;
  state: string;
  /** JSON. */
  evidence: string;
  termsRefs: string;
}

/** How far one has counted: row of the last trace, number of the last flag, and how many flags were closed then. */
interface Counted {
  at: number;
  last: number;
  closed: number;
  patterns: Map<string, FlagPattern>;
}

/**
 * Flags of traces, over the views `trace_codes`, `trace_flags`, `raised_flags` and `flag_marks`.
 * What was counted of a collection is kept: only traces that came since are looked at, unless an older one got
 * another flag or a flag was closed.
 */
export function traceFlags(db: Database) {
  const patterns = db.prepare<[string, number, number], { outcome: string; codes: string; traces: number }>(
    `SELECT outcome, codes, count(*) AS traces FROM (
       SELECT outcome, group_concat(code) AS codes FROM trace_codes
       WHERE collection = ? AND at > ? AND at <= ? AND state = 'open' GROUP BY id
     ) GROUP BY outcome, codes ORDER BY outcome, codes`,
  );
  const marks = db.prepare<[], { last: number; closed: number }>('SELECT last, closed FROM flag_marks');
  const late = db
    .prepare<[number, string, number], number>(
      'SELECT 1 FROM raised_flags WHERE n > ? AND collection = ? AND at <= ? LIMIT 1',
    )
    .pluck();
  const codes = db.prepare<[string], { trace: string; code: FlagCode }>(
    'SELECT DISTINCT trace, code FROM trace_flags WHERE trace IN (SELECT value FROM json_each(?)) ORDER BY trace, code',
  );
  const flags = db.prepare<[string], FlagOfTrace>(
    'SELECT code, phase, state, evidence, termsRefs FROM trace_flags WHERE trace = ? ORDER BY n',
  );
  const known = new Map<string, Counted>();

  const count = (collection: string, upTo: number): FlagPattern[] => {
    const now = marks.get() ?? { last: 0, closed: 0 };
    const before = known.get(collection);
    const isSame = before?.last === now.last && before.closed === now.closed;
    const isLate = before !== undefined && late.get(before.last, collection, before.at) !== undefined;
    const base = before === undefined || before.closed !== now.closed || isLate ? NOTHING() : before;
    if (!isSame || before?.at !== upTo) {
      for (const row of patterns.all(collection, base.at, upTo)) merge(base.patterns, row);
      known.set(collection, { ...now, at: upTo, patterns: base.patterns });
    }
    return [...base.patterns.values()];
  };

  return {
    /**
     * Traces of a collection by outcome and open flags; those without a flag are left out.
     * @param upTo the last row of the collection
     */
    patterns: count,
    /** Codes by the id of the trace, whatever became of the flags since. */
    ofTraces(ids: readonly string[]): Map<string, FlagCode[]> {
      const found = new Map<string, FlagCode[]>();
      for (const { trace, code } of codes.iterate(JSON.stringify(ids)))
        found.set(trace, [...(found.get(trace) ?? []), code]);
      return found;
    },
    /** In the order in which they were raised. */
    ofTrace: (id: string): FlagOfTrace[] => flags.all(id),
  };
}

const NOTHING = () => ({ at: 0, patterns: new Map<string, FlagPattern>() });

function merge(
  patterns: Map<string, FlagPattern>,
  { outcome, codes, traces }: { outcome: string; codes: string; traces: number },
): void {
  const named = [...new Set(codes.split(','))].sort() as FlagCode[];
  const key = `${outcome} ${named.join(',')}`;
  const known = patterns.get(key);
  patterns.set(key, { outcome, codes: named, traces: traces + (known?.traces ?? 0) });
}
