import type { Database } from 'better-sqlite3';
import type { Aspect } from '../../shared/vocabulary/queues.ts';
import type { ReviewDecision } from '../../shared/vocabulary/reviews.ts';

/** A text in a queue, and how far its judging is. */
export interface QueueItem {
  queue: string;
  question: string;
  textSha256: string;
  aspect: Aspect;
  /** Id of the trace that is shown; null where the question alone is judged. */
  trace: string | null;
  rank: number | null;
  /** The smallest comes first. */
  priority: number;
  /** How many people are to judge it. */
  people: number;
  /** The verdict that is known already, of a gold question: everybody judges it, and it counts for nothing else. */
  gold: Exclude<ReviewDecision, 'skip'> | null;
  /** 1: what the queue is taken from holds it no more. */
  gone: 0 | 1;
  /** People who said accept or reject. */
  judged: number;
  split: 0 | 1;
  settled: 0 | 1;
}

export type NewItem = Omit<QueueItem, 'gone' | 'judged' | 'split' | 'settled'>;
interface Text {
  question: string;
  textSha256: string;
  aspect: Aspect;
}

const COLUMNS =
  'queue, question, text_sha256 AS textSha256, aspect, trace, rank, priority, people, gold, gone, judged, split, settled';

/** How far a queue is: items and judgements, without gold questions. */
export interface Tally {
  items: number;
  /** Items that are to be judged. */
  wanted: number;
  /** Items that are judged by as many people as asked. */
  done: number;
  judgements: number;
  /** Judgements that are asked for. */
  asked: number;
  split: number;
  gold: number;
}

/** The `queue_items` table. Only this file names it in SQL; `hand-outs.ts` reads it by its view. */
export function queueItemTable(db: Database) {
  const put = db.prepare<[NewItem]>(
    `INSERT INTO queue_items (queue, question, text_sha256, aspect, trace, rank, priority, people, gold)
     VALUES (@queue, @question, @textSha256, @aspect, @trace, @rank, @priority, @people, @gold)
     ON CONFLICT DO UPDATE SET text_sha256 = excluded.text_sha256, trace = excluded.trace, rank = excluded.rank,
       priority = excluded.priority, people = excluded.people, gold = excluded.gold, gone = 0
     WHERE gone = 1 OR text_sha256 <> excluded.text_sha256 OR trace IS NOT excluded.trace OR rank IS NOT excluded.rank
       OR priority <> excluded.priority OR people <> excluded.people OR gold IS NOT excluded.gold`,
  );
  const leave = db.prepare<[string, string]>(
    'UPDATE queue_items SET gone = 1 WHERE queue = ? AND question = ? AND gone = 0',
  );
  const leaveAll = db.prepare<[string]>('UPDATE queue_items SET gone = 1 WHERE question = ? AND gone = 0');
  const count = db.prepare<
    [{ queue: string; question: string; judged: number; split: number; settled: number }]
  >(
    'UPDATE queue_items SET judged = @judged, split = @split, settled = @settled WHERE queue = @queue AND question = @question',
  );
  const setPeople = db.prepare<[number, string, string]>(
    'UPDATE queue_items SET people = ? WHERE queue = ? AND question = ?',
  );
  const get = db.prepare<[string, string], QueueItem>(
    `SELECT ${COLUMNS} FROM queue_items WHERE queue = ? AND question = ?`,
  );
  const ofText = db.prepare<[Text], QueueItem>(
    `SELECT ${COLUMNS} FROM queue_items WHERE question = @question AND text_sha256 = @textSha256 AND aspect = @aspect`,
  );
  const of = db.prepare<[string], QueueItem>(
    `SELECT ${COLUMNS} FROM queue_items WHERE queue = ? ORDER BY priority, question`,
  );
  const ofQuestion = db.prepare<[string], QueueItem>(
    `SELECT ${COLUMNS} FROM queue_items WHERE question = ? AND gone = 0 ORDER BY queue`,
  );
  const split = db.prepare<[string], QueueItem>(
    `SELECT ${COLUMNS} FROM queue_items WHERE queue = ? AND split = 1 AND settled = 0 AND judged >= people ORDER BY question`,
  );
  const tally = db.prepare<
    [string],
    { items: number; done: number; judgements: number; asked: number; split: number; gold: number }
  >(
    `SELECT count(*) FILTER (WHERE gold IS NULL) AS items,
       count(*) FILTER (WHERE gold IS NULL AND judged >= people) AS done,
       coalesce(sum(min(judged, people)) FILTER (WHERE gold IS NULL), 0) AS judgements,
       coalesce(sum(people) FILTER (WHERE gold IS NULL), 0) AS asked,
       count(*) FILTER (WHERE split = 1 AND settled = 0 AND judged >= people) AS split,
       count(*) FILTER (WHERE gold IS NOT NULL) AS gold
     FROM queue_items WHERE queue = ? AND gone = 0`,
  );
  const askedOfFirst = db
    .prepare<[string, number], number>(
      `SELECT coalesce(sum(people), 0) FROM (SELECT people FROM queue_items
         WHERE queue = ? AND gone = 0 AND gold IS NULL ORDER BY judged >= people DESC, priority, question LIMIT ?)`,
    )
    .pluck();
  return {
    /** Adds an item, or brings it up to date. @returns whether anything changed: then it has to be counted anew */
    put: (item: NewItem): boolean => put.run(item).changes === 1,
    /** @returns whether it was there */
    leave: (queue: string, question: string): boolean => leave.run(queue, question).changes === 1,
    /** Takes a question out of every queue. */
    leaveAll: (question: string): void => void leaveAll.run(question),
    count: (
      { queue, question }: { queue: string; question: string },
      { judged, split: isSplit, settled }: { judged: number; split: boolean; settled: boolean },
    ): void => void count.run({ queue, question, judged, split: isSplit ? 1 : 0, settled: settled ? 1 : 0 }),
    /** How many people are to judge an item. */
    setPeople: (queue: string, question: string, people: number): void =>
      void setPeople.run(people, queue, question),
    get: (queue: string, question: string): QueueItem | undefined => get.get(queue, question),
    /** In whichever queue a text is. */
    ofText: ({ question, textSha256, aspect }: Text): QueueItem[] =>
      ofText.all({ question, textSha256, aspect }),
    /** In whichever queue a question is, under any aspect. */
    ofQuestion: (question: string): QueueItem[] => ofQuestion.all(question),
    /** In the order of the queue, those that are gone too. */
    of: (queue: string): QueueItem[] => of.all(queue),
    /** Judged by as many people as asked, who differ, and not settled yet. */
    disagreements: (queue: string): QueueItem[] => split.all(queue),
    /**
     * How far a queue is.
     * @param target items that are to be judged; null: all. What is asked for is told of as many: those that are done,
     * then the next in its order.
     */
    tally(queue: string, target: number | null = null): Tally {
      const all = tally.get(queue) ?? { items: 0, done: 0, judgements: 0, asked: 0, split: 0, gold: 0 };
      if (target === null || target >= all.items) return { ...all, wanted: all.items };
      const asked = askedOfFirst.get(queue, target) ?? 0;
      return { ...all, wanted: target, asked, judgements: Math.min(all.judgements, asked) };
    },
  };
}
