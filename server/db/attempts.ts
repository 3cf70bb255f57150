import type { Database } from 'better-sqlite3';
import type { Verdict } from '../../shared/vocabulary/signals.ts';

/** What a solver (or the teacher) made of a question. `verdict` is null where nobody graded it when it came. */
export interface Attempt {
  question: string;
  model: string;
  answer: string | null;
  text: string | null;
  tokens: number | null;
  verdict: Verdict | null;
}

/** Where an attempt came from that was collected here. */
export interface AttemptOrigin {
  collection: string;
  /** `answered`, or why the reply holds nothing. */
  outcome: string;
  /** Number of the call that brought it. */
  call: number;
}

/** An attempt as the stages need it, with its number. */
export type AttemptVerdict = Pick<Attempt, 'question' | 'model' | 'answer' | 'verdict' | 'tokens'> & {
  n: number;
};

/** The `attempts` table: evidence, stored once and never changed. Only this file names it in SQL. */
export function attemptTable(db: Database) {
  const insert = db.prepare(
    'INSERT OR IGNORE INTO attempts (question, model, sha256, answer, text, tokens, verdict, collection, outcome, call) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const verdicts = db.prepare<[], AttemptVerdict>(
    'SELECT n, question, model, answer, verdict, tokens FROM attempts ORDER BY n',
  );
  const of = db.prepare<[string], Attempt>(
    'SELECT question, model, answer, text, tokens, verdict FROM attempts WHERE question = ? ORDER BY n',
  );
  const numbered = db.prepare<[string], Attempt & { n: number }>(
    'SELECT n, question, model, answer, text, tokens, verdict FROM attempts WHERE question = ? ORDER BY n',
  );
  const byNumber = db.prepare<[number], Attempt & { n: number }>(
    'SELECT n, question, model, answer, text, tokens, verdict FROM attempts WHERE n = ?',
  );
  const ofCollection = db.prepare<[string], AttemptVerdict>(
    'SELECT n, question, model, answer, verdict, tokens FROM attempts WHERE collection = ? ORDER BY n',
  );

  return {
    /** @param sha256 of everything the attempt says; an attempt that is there already is left alone. @returns true where it is new */
    insert: (a: Attempt, sha256: Uint8Array, origin?: AttemptOrigin): boolean =>
      insert.run(
        a.question,
        a.model,
        sha256,
        a.answer,
        a.text,
        a.tokens,
        a.verdict,
        origin?.collection ?? null,
        origin?.outcome ?? null,
        origin?.call ?? null,
      ).changes === 1,
    /** Who said what of every question, in the order of arrival. */
    verdicts: (): IterableIterator<AttemptVerdict> => verdicts.iterate(),
    of: (question: string): Attempt[] => of.all(question),
    /** The same with their numbers. */
    numbered: (question: string): (Attempt & { n: number })[] => numbered.all(question),
    byNumber: (n: number): (Attempt & { n: number }) | undefined => byNumber.get(n),
    /** Those that a collection brought, one in memory at a time. */
    ofCollection: (collection: string): IterableIterator<AttemptVerdict> => ofCollection.iterate(collection),
  };
}
