import type { Database } from 'better-sqlite3';
import type { Verdict } from '../../shared/vocabulary/signals.ts';

/** What somebody says about an attempt (by its number) or a trace (by its id). */
export interface Grade {
  id: string;
  attempt: number | null;
  trace: string | null;
  origin: 'model' | 'human';
  /** The model as it was asked, or the opaque id of a person. */
  grader: string;
  /** In which order a model was shown the texts. */
  sample: number;
  /** Name and version of the prompt, and the hash of its file; null with a person. */
  prompt: string | null;
  promptSha256: string | null;
  verdict: Verdict;
  /** What the grader says for it, or why it could not be read. */
  says: string | null;
  collection: string | null;
  /** Number of the call that brought it; null with a person. */
  call: number | null;
  createdAt: string;
}

/** A grade as it is weighed. `subject` is `attempt 12` or `trace trace-0123`. */
export interface GradeVerdict {
  subject: string;
  origin: Grade['origin'];
  grader: string;
  prompt: string | null;
  sample: number;
  verdict: Verdict;
}

/** Names what a grade is about among attempts and traces. */
export const gradedSubject = ({ attempt, trace }: Pick<Grade, 'attempt' | 'trace'>): string =>
  attempt === null ? `trace ${trace}` : `attempt ${attempt}`;

/** The id of the trace that a name is about; null where it is about an attempt. */
export const gradedTrace = (subject: string): string | null =>
  subject.startsWith('trace ') ? subject.slice('trace '.length) : null;

/** The `grades` table: evidence, stored once and never changed. Only this file names it in SQL. */
export function gradeTable(db: Database) {
  const insert = db.prepare<[Grade]>(
    `INSERT OR IGNORE INTO grades (id, attempt, trace, origin, grader, sample, prompt, prompt_sha256, verdict, says,
       collection, call, created_at)
     VALUES (@id, @attempt, @trace, @origin, @grader, @sample, @prompt, @promptSha256, @verdict, @says, @collection,
       @call, @createdAt)`,
  );
  const all = db.prepare<[], GradeVerdict & Pick<Grade, 'attempt' | 'trace'>>(
    'SELECT attempt, trace, origin, grader, prompt, sample, verdict FROM grades ORDER BY n',
  );
  const counts = db.prepare<[string], { verdict: Verdict; count: number }>(
    'SELECT verdict, count(*) AS count FROM grades WHERE collection = ? GROUP BY verdict',
  );
  const count = db.prepare<[], number>('SELECT count(*) FROM grades').pluck();
  return {
    count: (): number => count.get() ?? 0,
    /** @returns false where it is there already */
    insert: (grade: Grade): boolean => insert.run(grade).changes === 1,
    /** In the order in which they came, one in memory at a time. */
    *verdicts(): Generator<GradeVerdict> {
      for (const { attempt, trace, ...grade } of all.iterate())
        yield { ...grade, subject: gradedSubject({ attempt, trace }) };
    },
    /** Verdicts of a collection. */
    counts: (collection: string): Record<Verdict, number> => ({
      correct: 0,
      wrong: 0,
      unverifiable: 0,
      ...Object.fromEntries(counts.all(collection).map(({ verdict, count }) => [verdict, count])),
    }),
  };
}
