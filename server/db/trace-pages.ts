import type { Database, Statement } from 'better-sqlite3';
import type { Verdict } from '../../shared/vocabulary/signals.ts';
import { likeOf } from './search.ts';
import type { TraceKind } from './traces.ts';

/** Which traces of a collection. All given conditions hold at once. */
export interface TraceConditions {
  collection: string;
  /** Any of these outcomes, or none of them. */
  outcomes?: { among: readonly string[] } | { not: readonly string[] };
  verdict?: string;
  /** Rows whose stored outcome and verdict do not stand any more, and those of them that are to be found. */
  moved?: { all: readonly number[]; found: readonly number[] };
  defect?: string;
  /** Found by looking at the text of every question. */
  contains?: string;
}

/** `after` and `upTo` are row numbers, the first excluded. */
export interface TraceRange {
  after: number;
  upTo: number;
  limit: number;
}

interface Placed {
  at: number;
  questionId: string;
  externalId: string | null;
  source: string;
  text: string;
  rank: number | null;
  sample: number;
  round: number;
}

export interface PlacedTrace extends Placed {
  id: string;
  kind: TraceKind | null;
  outcome: string;
  verdict: Verdict | null;
  tokens: number | null;
}

/** An item that is settled and brought no trace. */
export interface PlacedAsk extends Placed {
  collection: string;
  state: 'blocked' | 'unusable' | 'failed';
  reason: string | null;
}

const PLACED = 'at, questionId, externalId, source, text, rank, sample, round';
type Params = Record<string, string | number>;

/**
 * Pages of the traces of a collection in the order in which they came, over the views `trace_places`,
 * `trace_texts`, `trace_findings`, `trace_rows`, `traceless_asks` and `superseded_traces`: of an item that was
 * asked again its last round counts. Places are found in indexes first, so that
 * the thoughts of rows that are not shown are never read.
 */
export function tracePages(db: Database) {
  const prepared = new Map<string, Statement<[Params]>>();
  const statement = (sql: string): Statement<[Params]> => {
    const known = prepared.get(sql) ?? db.prepare<[Params]>(sql);
    prepared.set(sql, known); // one for each combination of conditions, so their number is small
    return known;
  };
  const rows = db.prepare<[string], PlacedTrace>(
    `SELECT ${PLACED}, id, kind, outcome, verdict, tokens FROM trace_rows WHERE at IN (SELECT value FROM json_each(?)) ORDER BY at`,
  );
  const rank = db.prepare<[string], number>('SELECT rank FROM trace_rows WHERE id = ?').pluck();
  const last = db
    .prepare<[string], number>('SELECT coalesce(max(at), 0) FROM trace_places WHERE collection = ?')
    .pluck();
  const findings = db.prepare<[string], { defect: string; traces: number }>(
    'SELECT defect, count(DISTINCT at) AS traces FROM trace_findings WHERE collection = ? GROUP BY defect ORDER BY traces DESC, defect',
  );
  const asks = db.prepare<[Params], PlacedAsk>(
    `SELECT ${PLACED}, collection, state, reason FROM traceless_asks WHERE collection = @collection
      AND (@state = '' OR state = @state) AND (@reason = '' OR reason = @reason)
      AND (@like = '' OR wholeText LIKE @like ESCAPE '\\') AND at > @after ORDER BY at LIMIT @limit`,
  );
  const ask = db.prepare<[number], PlacedAsk>(
    `SELECT ${PLACED}, collection, state, reason FROM traceless_asks WHERE at = ?`,
  );

  return {
    page(conditions: TraceConditions, range: TraceRange): PlacedTrace[] {
      const { from, where, params } = sqlOf(conditions);
      const places = statement(
        `SELECT at ${from} WHERE ${where} AND at > @after AND at <= @upTo ORDER BY at LIMIT @limit`,
      ).all({ ...params, ...range }) as { at: number }[];
      return places.length === 0 ? [] : rows.all(JSON.stringify(places.map(({ at }) => at)));
    },
    /** The last row of a collection; 0 where it holds none. */
    last: (collection: string): number => last.get(collection) ?? 0,
    /** Rank of the question of a trace in the run of its collection. */
    rank: (trace: string): number | null => rank.get(trace) ?? null,
    /** Defect to how many traces show it. */
    findings: (collection: string): Record<string, number> =>
      Object.fromEntries(findings.all(collection).map(({ defect, traces }) => [defect, traces])),
    /** Settled items without a trace, by number; an empty `state`, `reason` or `contains` takes any. */
    asks: (
      asked: { collection: string; state: string; reason: string; contains: string },
      range: Pick<TraceRange, 'after' | 'limit'>,
    ): PlacedAsk[] => {
      const { contains, ...equal } = asked;
      return asks.all({ ...equal, like: contains === '' ? '' : likeOf(contains), ...range });
    },
    ask: (n: number): PlacedAsk | undefined => ask.get(n),
  };
}

/** Conditions on what a trace came out as; with `moved`, on what it stands as. */
function judgedSql({ outcomes, verdict, moved }: TraceConditions, params: Params): string[] {
  const where: string[] = [];
  if (outcomes !== undefined) {
    const isAmong = 'among' in outcomes;
    where.push(`outcome ${isAmong ? '' : 'NOT '}IN (SELECT value FROM json_each(@outcomes))`);
    params.outcomes = JSON.stringify(isAmong ? outcomes.among : outcomes.not);
  }
  if (verdict !== undefined) {
    where.push('verdict = @verdict');
    params.verdict = verdict;
  }
  if (moved === undefined || where.length === 0) return where;
  params.moved = JSON.stringify(moved.all);
  params.found = JSON.stringify(moved.found);
  const stored = [...where, 'at NOT IN (SELECT value FROM json_each(@moved))'].join(' AND ');
  return [`(${stored} OR at IN (SELECT value FROM json_each(@found)))`];
}

function sqlOf(conditions: TraceConditions) {
  const { collection, defect, contains } = conditions;
  const params: Params = { collection };
  const where = [
    'collection = @collection',
    'at NOT IN (SELECT at FROM superseded_traces WHERE collection = @collection)',
    ...judgedSql(conditions, params),
  ];
  if (defect !== undefined) {
    where.push('at IN (SELECT at FROM trace_findings WHERE collection = @collection AND defect = @defect)');
    params.defect = defect;
  }
  if (contains !== undefined) {
    where.push("text LIKE @like ESCAPE '\\'");
    params.like = likeOf(contains);
  }
  return {
    from: contains === undefined ? 'FROM trace_places' : 'FROM trace_texts',
    where: where.join(' AND '),
    params,
  };
}
