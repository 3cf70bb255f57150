import type { Database } from 'better-sqlite3';
import type { Verdict } from '../../shared/vocabulary/signals.ts';

/** What a solver (or the teacher) made of a question. `verdict` is null where nobody graded it. */
export interface Attempt {
  question: string;
  model: string;
  answer: string | null;
  text: string | null;
  tokens: number | null;
  verdict: Verdict | null;
}

/** An attempt as the stages need it. */
export type AttemptVerdict = Pick<Attempt, 'question' | 'model' | 'answer' | 'verdict' | 'tokens'>;

/** The `attempts` table: evidence, stored once and never changed. Only this file names it in SQL. */
export function attemptTable(db: Database) {
  const insert = db.prepare<
    [string, string, Uint8Array, string | null, string | null, number | null, string | null]
  >(
    'INSERT OR IGNORE INTO attempts (question, model, sha256, answer, text, tokens, verdict) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const verdicts = db.prepare<[], AttemptVerdict>(
    'SELECT question, model, answer, verdict, tokens FROM attempts ORDER BY n',
  );
  const of = db.prepare<[string], Attempt>(
    'SELECT question, model, answer, text, tokens, verdict FROM attempts WHERE question = ? ORDER BY n',
  );

  return {
    /** @param sha256 of everything the attempt says; an attempt that is there already is left alone. @returns true where it is new */
    insert: (a: Attempt, sha256: Uint8Array): boolean =>
      insert.run(a.question, a.model, sha256, a.answer, a.text, a.tokens, a.verdict).changes === 1,
    /** Who said what of every question, in the order of arrival. */
    verdicts: (): IterableIterator<AttemptVerdict> => verdicts.iterate(),
    of: (question: string): Attempt[] => of.all(question),
  };
}
