import type { Database, Statement } from 'better-sqlite3';
import type { DecisionRow } from '../../shared/schemas/question-life.ts';
import { likeOf, phraseOf } from './search.ts';

/** Which decisions of a run. All given conditions hold at once. */
export interface DecisionConditions {
  run: number;
  stage?: string;
  /** Any of these stages. */
  stages?: readonly string[];
  reason?: string;
  kept?: boolean;
  source?: string;
  domain?: string;
  /** Shortest and longest. Unit: tokens. */
  length?: readonly [number, number];
  /** Least and greatest; the greatest is not meant, save 1. */
  difficulty?: readonly [number, number];
  /** Only these, by their row numbers. */
  questions?: readonly number[];
  /** Found by looking at every text. */
  contains?: string;
  /** Found by the search index. */
  phrase?: string;
}

/** `after` and `upTo` are row numbers of questions, or ranks where `by` is rank; the first is excluded. */
export interface DecisionRange {
  by: 'question' | 'rank';
  after: number;
  upTo: number;
  limit: number;
}

/** What is known of a question of a run, as a tuple, since a map reads them by the ten thousand. */
export type DecisionColumns = readonly [
  question: number,
  id: string,
  source: string,
  stage: string,
  reason: string | null,
  domain: string,
  length: number,
  difficulty: number | null,
];

export type PlacedDecision = DecisionRow & { question: number };

interface Row {
  question: number;
  id: string;
  externalId: string | null;
  source: string;
  license: string | null;
  text: string;
  stage: string;
  reason: string | null;
  rank: number | null;
  domain: string;
  domainFrom: string;
  length: number;
  lengthFrom: string;
  difficulty: number | null;
  difficultyFrom: string;
}

const COLUMNS =
  'question, id, externalId, source, license, text, stage, reason, rank, domain, domainFrom, length, lengthFrom, difficulty, difficultyFrom';

type Params = Record<string, string | number>;

/** Pages and counts of the decisions of a run, over the views `decision_rows` and `found_decisions`. */
export function decisionPages(db: Database) {
  const prepared = new Map<string, Statement<[Params]>>();
  const statement = (sql: string): Statement<[Params]> => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare<[Params]>(sql);
    prepared.set(sql, made); // one for each combination of conditions, so their number is small
    return made;
  };

  const columns = db
    .prepare<[number], DecisionColumns>(
      'SELECT question, id, source, stage, reason, domain, length, difficulty FROM decision_rows WHERE run = ? ORDER BY question',
    )
    .raw();

  return {
    /** All questions of a run, in the order of arrival. */
    columns: (run: number): DecisionColumns[] => columns.all(run),
    page(conditions: DecisionConditions, range: DecisionRange): PlacedDecision[] {
      const { from, where, params } = sqlOf(conditions);
      const sql = `SELECT ${COLUMNS} ${from} WHERE ${where} AND ${range.by} > @after AND ${range.by} <= @upTo ORDER BY ${range.by} LIMIT @limit`;
      const { after, upTo, limit } = range;
      return (statement(sql).all({ ...params, after, upTo, limit }) as Row[]).map(fromRow);
    },
    /** Those with these row numbers, in their order. */
    some(run: number, questions: readonly number[]): PlacedDecision[] {
      const sql = `SELECT ${COLUMNS} FROM decision_rows WHERE run = @run AND question IN (SELECT value FROM json_each(@questions))`;
      const rows = statement(sql).all({ run, questions: JSON.stringify(questions) }) as Row[];
      const known = new Map(rows.map((row) => [row.question, fromRow(row)]));
      return questions.flatMap((n) => known.get(n) ?? []);
    },
    /** Row numbers of the questions of a run in whose texts something stands, by looking at each of a range. */
    containing(run: number, text: string, after: number, upTo: number): number[] {
      const sql =
        "SELECT question FROM decision_rows WHERE run = @run AND question > @after AND question <= @upTo AND wholeText LIKE @contains ESCAPE '\\'";
      const rows = statement(sql).all({ run, after, upTo, contains: likeOf(text) }) as { question: number }[];
      return rows.map(({ question }) => question);
    },
    count(conditions: DecisionConditions, after: number, upTo: number): number {
      const { from, where, params } = sqlOf(conditions);
      const sql = `SELECT count(*) AS count ${from} WHERE ${where} AND question > @after AND question <= @upTo`;
      return (statement(sql).get({ ...params, after, upTo }) as { count: number }).count;
    },
  };
}

function sqlOf(conditions: DecisionConditions): { from: string; where: string; params: Params } {
  const { run, kept, stages, contains, phrase } = conditions;
  const where = ['run = @run'];
  const params: Params = { run };
  for (const column of ['stage', 'reason', 'source', 'domain'] as const) {
    const value = conditions[column];
    if (value === undefined) continue;
    where.push(`${column} = @${column}`);
    params[column] = value;
  }
  if (kept !== undefined) where.push(kept ? 'reason IS NULL' : 'reason IS NOT NULL');
  if (stages !== undefined) {
    where.push('stage IN (SELECT value FROM json_each(@stages))');
    params.stages = JSON.stringify(stages);
  }
  if (conditions.length !== undefined) {
    where.push('length BETWEEN @shortest AND @longest');
    [params.shortest, params.longest] = conditions.length;
  }
  if (conditions.difficulty !== undefined) {
    where.push('difficulty >= @easiest AND (difficulty < @hardest OR @hardest >= 1)');
    [params.easiest, params.hardest] = conditions.difficulty;
  }
  if (conditions.questions !== undefined) {
    where.push('question IN (SELECT value FROM json_each(@questions))');
    params.questions = JSON.stringify(conditions.questions);
  }
  if (contains !== undefined) {
    where.push("wholeText LIKE @contains ESCAPE '\\'");
    params.contains = likeOf(contains);
  }
  if (phrase === undefined) return { from: 'FROM decision_rows', where: where.join(' AND '), params };
  where.unshift('terms MATCH @phrase');
  return {
    from: 'FROM found_decisions',
    where: where.join(' AND '),
    params: { ...params, phrase: phraseOf(phrase) },
  };
}

const fromRow = (row: Row): PlacedDecision => ({
  question: row.question,
  questionId: row.id,
  externalId: row.externalId,
  source: row.source,
  license: row.license,
  text: row.text,
  kept: row.reason === null,
  stage: row.stage as DecisionRow['stage'],
  reason: row.reason as DecisionRow['reason'],
  rank: row.rank,
  signals: {
    domain: row.domain,
    domainFrom: row.domainFrom as DecisionRow['signals']['domainFrom'],
    length: row.length,
    lengthFrom: row.lengthFrom as DecisionRow['signals']['lengthFrom'],
    difficulty: row.difficulty,
    difficultyFrom: row.difficultyFrom as DecisionRow['signals']['difficultyFrom'],
  },
});
