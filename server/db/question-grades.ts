import type { Database } from 'better-sqlite3';

/** What somebody said of an attempt or a trace of a question. */
export interface QuestionGrade {
  trace: string | null;
  attempt: number | null;
  origin: 'model' | 'human';
  grader: string;
  prompt: string | null;
  promptSha256: string | null;
  verdict: string;
  says: string | null;
  createdAt: string;
}

/** Grades by question, over the view `audit_grades`. */
export function questionGrades(db: Database) {
  const of = db.prepare<[string], QuestionGrade>(
    `SELECT trace, attempt, origin, grader, prompt, prompt_sha256 AS promptSha256, verdict, says, created_at AS createdAt
     FROM audit_grades WHERE question = ? ORDER BY n`,
  );
  return { of: (question: string): QuestionGrade[] => of.all(question) };
}
