import type { Database } from 'better-sqlite3';
import type { Decision } from '../../shared/schemas/decision.ts';

/** A decision as it is stored: by row numbers, with the margin of each stage that was reached. */
export interface DecisionRow {
  /** Row number of the question. */
  question: number;
  stage: string;
  reason: string | null;
  rank: number | null;
  domain: string;
  domainFrom: string;
  length: number;
  lengthFrom: string;
  difficulty: number | null;
  difficultyFrom: string;
  /** JSON array: how far from turning at each stage reached, in the order of the recipe; null (or absent) where there is no measure. */
  margins: string;
  /** JSON object; null where there is none beyond the row itself, as for whoever reached the draw. */
  evidence: string | null;
}

/** Where a question fell, or came to stand. */
export interface DecisionPlace {
  /** Of the question. */
  id: string;
  stage: string;
  reason: string | null;
  rank: number | null;
}

type Joined = DecisionRow & { id: string; externalId: string | null; source: string };

const COLUMNS =
  'run, question, stage, reason, rank, domain, domain_from, length, length_from, difficulty, difficulty_from, margins, evidence';
const JOINED =
  'SELECT question, stage, reason, rank, domain, domainFrom, length, lengthFrom, difficulty, difficultyFrom, margins, evidence, id, externalId, source FROM decided';

/** The `decisions` table: one row per (run, question), never updated. Only this file names it in SQL. */
export function decisionTable(db: Database) {
  const insert = db.prepare(
    `INSERT INTO decisions (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const ofRun = db.prepare<[number, string | null, string | null, string | null, string | null], Joined>(
    `${JOINED} WHERE run = ? AND (? IS NULL OR stage = ?) AND (? IS NULL OR reason = ?) ORDER BY question`,
  );
  const ofQuestion = db.prepare<[number, number], Joined>(`${JOINED} WHERE run = ? AND question = ?`);
  const ranked = db.prepare<[number, number, number], Joined>(
    `${JOINED} WHERE run = ? AND rank BETWEEN ? AND ? ORDER BY rank`,
  );

  const places = db.prepare<[number], DecisionPlace>(
    'SELECT id, stage, reason, rank FROM decided WHERE run = ? ORDER BY question',
  );
  const selection = db
    .prepare<[number, number], string>(
      'SELECT id FROM decided WHERE run = ? AND rank BETWEEN 1 AND ? ORDER BY rank',
    )
    .pluck();

  return {
    insert(run: number, d: DecisionRow): void {
      insert.run(
        run,
        d.question,
        d.stage,
        d.reason,
        d.rank,
        d.domain,
        d.domainFrom,
        d.length,
        d.lengthFrom,
        d.difficulty,
        d.difficultyFrom,
        d.margins,
        d.evidence,
      );
    },
    /** Decisions of one run in the order of the pool, of one stage or reason where asked. */
    *ofRun(run: number, filter: { stage?: string; reason?: string } = {}): Generator<StoredDecision> {
      const stage = filter.stage ?? null;
      const reason = filter.reason ?? null;
      for (const row of ofRun.iterate(run, stage, stage, reason, reason)) yield fromRow(row);
    },
    ofQuestion(run: number, question: number): StoredDecision | undefined {
      const row = ofQuestion.get(run, question);
      return row && fromRow(row);
    },
    /** Where every question of a run came to stand, in the order of the pool. */
    places: (run: number): DecisionPlace[] => places.all(run),
    /** Ids of the first n by rank. */
    selection: (run: number, n: number): string[] => selection.all(run, n),
    /** Ranked questions of a run, ranks `from` to `to` included. */
    ranked: (run: number, from: number, to: number): StoredDecision[] =>
      ranked.all(run, from, to).map(fromRow),
  };
}

export interface StoredDecision extends Decision {
  /** Row number of the question. */
  n: number;
  margins: (number | null)[];
}

/** The evidence of a draw is in the row's own columns. */
function evidenceOf(row: Joined): Decision['evidence'] {
  const said = row.evidence === null ? {} : (JSON.parse(row.evidence) as Decision['evidence']);
  if (row.stage !== 'diversity' || row.reason === null) return said;
  return { domain: row.domain, length: row.length, rank: row.rank, ...said };
}

const fromRow = (row: Joined): StoredDecision => ({
  n: row.question,
  questionId: row.id,
  externalId: row.externalId,
  source: row.source,
  kept: row.reason === null,
  stage: row.stage as Decision['stage'],
  reason: row.reason as Decision['reason'],
  evidence: evidenceOf(row),
  rank: row.rank,
  signals: {
    domain: row.domain,
    domainFrom: row.domainFrom as Decision['signals']['domainFrom'],
    length: row.length,
    lengthFrom: row.lengthFrom as Decision['signals']['lengthFrom'],
    difficulty: row.difficulty,
    difficultyFrom: row.difficultyFrom as Decision['signals']['difficultyFrom'],
  },
  margins: JSON.parse(row.margins) as (number | null)[],
});
