import type { Database } from 'better-sqlite3';
import type { ReviewDecision } from '../../shared/vocabulary/reviews.ts';

/** How a queue that asks more people where it is not sure stood when it was looked at last. */
export interface OverlapState {
  /** Judgements that there were then, and how many came since. */
  judgements: number;
  pending: number;
  /** Share of the verdicts that is expected to hold, and the lower end of its interval; null without any verdict. */
  share: number | null;
  low: number | null;
  met: 0 | 1;
  /** Share of words that are mistaken, with its interval of 95 %. */
  error: number | null;
  errorLow: number | null;
  errorHigh: number | null;
}

/** A word that stands on an item of a queue. */
export interface QueueWord {
  question: string;
  reviewer: string;
  decision: ReviewDecision;
  fields: string | null;
}

const COLUMNS = 'judgements, pending, share, low, met, error, error_low AS errorLow, error_high AS errorHigh';

/** The `queue_overlap` table, and the view `queue_words`. Only this file names them in SQL. */
export function queueOverlapTable(db: Database) {
  const note = db.prepare<[string]>(
    'INSERT INTO queue_overlap (queue, pending) VALUES (?, 1) ON CONFLICT DO UPDATE SET pending = pending + 1',
  );
  const of = db.prepare<[string], OverlapState>(`SELECT ${COLUMNS} FROM queue_overlap WHERE queue = ?`);
  const put = db.prepare<[OverlapState & { queue: string }]>(
    `INSERT OR REPLACE INTO queue_overlap (queue, judgements, pending, share, low, met, error, error_low, error_high)
     VALUES (@queue, @judgements, @pending, @share, @low, @met, @error, @errorLow, @errorHigh)`,
  );
  const words = db.prepare<[string], QueueWord>(
    'SELECT question, reviewer, decision, fields FROM queue_words WHERE queue = ? ORDER BY question, at, n',
  );
  return {
    /** Notes that what stands on an item has changed. */
    note: (queue: string): void => void note.run(queue),
    of: (queue: string): OverlapState | undefined => of.get(queue),
    put: (queue: string, state: OverlapState): void => void put.run({ ...state, queue }),
    /** By item, then as they were given: of each person the last one counts. */
    words: (queue: string): IterableIterator<QueueWord> => words.iterate(queue),
  };
}
