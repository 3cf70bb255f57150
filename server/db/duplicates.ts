import type { Database } from 'better-sqlite3';

/** Two questions that are one, by row numbers. */
export interface EdgeRow {
  a: number;
  b: number;
  /** 0 to 1. */
  similarity: number;
  rule: string;
}

/** A question that repeats another, by row numbers. */
export interface MemberRow {
  question: number;
  kept: number;
  similarity: number;
  rule: string;
}

/** A question that repeats another, by ids. */
export interface GroupRow {
  id: string;
  keptId: string;
  similarity: number;
  rule: string;
}

/**
 * The tables `duplicate_edges` and `duplicate_members` and their view: what the duplicates stage of a run found
 * where it looks for near duplicates, never updated. Only this file names them in SQL.
 */
export function duplicateTables(db: Database) {
  const insertEdge = db.prepare(
    'INSERT INTO duplicate_edges (run, a, b, similarity, rule) VALUES (?, ?, ?, ?, ?)',
  );
  const insertMember = db.prepare(
    'INSERT INTO duplicate_members (run, question, kept, similarity, rule) VALUES (?, ?, ?, ?, ?)',
  );
  const edges = db.prepare<[number], EdgeRow>(
    'SELECT a, b, similarity, rule FROM duplicate_edges WHERE run = ? ORDER BY a, b',
  );
  const groups = db.prepare<[number], GroupRow>(
    'SELECT id, keptId, similarity, rule FROM duplicate_groups WHERE run = ? ORDER BY kept, question',
  );
  const group = db.prepare<[number, number, number, number, number], GroupRow>(
    `SELECT id, keptId, similarity, rule FROM duplicate_groups
     WHERE run = ? AND (kept = ? OR kept = (SELECT kept FROM duplicate_members WHERE run = ? AND question = ?) OR question = ?)
     ORDER BY question`,
  );
  return {
    insertEdge: (run: number, { a, b, similarity, rule }: EdgeRow): void =>
      void insertEdge.run(run, Math.min(a, b), Math.max(a, b), similarity, rule),
    insertMember: (run: number, { question, kept, similarity, rule }: MemberRow): void =>
      void insertMember.run(run, question, kept, similarity, rule),
    /** Every pair of a run, by row numbers. */
    edges: (run: number): EdgeRow[] => edges.all(run),
    /** Whoever repeats another in a run, group by group. */
    groups: (run: number): GroupRow[] => groups.all(run),
    /** The group that a question is in, whether it stays or not; empty where it repeats nobody. */
    groupOf: (run: number, question: number): GroupRow[] => group.all(run, question, run, question, question),
  };
}
