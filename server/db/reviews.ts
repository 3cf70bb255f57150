import type { Database } from 'better-sqlite3';
import type { Aspect } from '../../shared/vocabulary/queues.ts';
import type { ReviewDecision } from '../../shared/vocabulary/reviews.ts';

/** A judgement of one person on one text. */
export interface Review {
  id: string;
  /** Our id of the question. */
  question: string;
  /** Of the text that was seen, hex (`reviewedText`). */
  textSha256: string;
  /** Opaque id of the person. */
  reviewer: string;
  decision: ReviewDecision;
  why: string | null;
  /** 32 bytes in hex; the event holds the hash of salt and why. */
  salt: string;
  /** When it was given, RFC 3339. */
  at: string;
  /** Place of its event in the log. */
  event: number;
  /** What of the text it is about. */
  aspect: Aspect;
  /** The queue in which it was given, and the version of its guidelines. */
  queue: string | null;
  guidelines: number | null;
  /** How long it took. */
  seconds: number | null;
  /** What the form of the queue asked: a JSON object. */
  fields: string | null;
  /** 1 for the verdict of an adjudicator. */
  final: 0 | 1;
  /** What the same person had said of the same before. */
  replaces: string | null;
  /** Place of the event by which it was taken back. */
  withdrawn: number | null;
}

/** A judgement with its place in the table. */
export type NumberedReview = Review & { n: number };

const COLUMNS =
  'id, question, text_sha256 AS textSha256, reviewer, decision, why, salt, at, event, aspect, queue, guidelines, seconds, fields, final, replaces, withdrawn';

/** The `reviews` table: judgements, stored once; only that one was taken back is noted. Only this file names it in SQL. */
export function reviewTable(db: Database) {
  const insert = db.prepare<[Omit<Review, 'withdrawn'>]>(
    `INSERT INTO reviews (id, question, text_sha256, reviewer, decision, why, salt, at, event, aspect, queue, guidelines,
       seconds, fields, final, replaces)
     VALUES (@id, @question, @textSha256, @reviewer, @decision, @why, @salt, @at, @event, @aspect, @queue, @guidelines,
       @seconds, @fields, @final, @replaces)`,
  );
  const has = db.prepare<[string], number>('SELECT 1 FROM reviews WHERE id = ?').pluck();
  const byId = db.prepare<[string], Review>(`SELECT ${COLUMNS} FROM reviews WHERE id = ?`);
  const all = db.prepare<[], Review>(`SELECT ${COLUMNS} FROM reviews ORDER BY n`);
  const of = db.prepare<[string], Review>(`SELECT ${COLUMNS} FROM reviews WHERE question = ? ORDER BY n`);
  const ofQueue = db.prepare<[string], Review>(`SELECT ${COLUMNS} FROM reviews WHERE queue = ? ORDER BY n`);
  const ofAspect = db.prepare<[string], Review>(`SELECT ${COLUMNS} FROM reviews WHERE aspect = ? ORDER BY n`);
  const stampOf = db
    .prepare<[string], string>(
      "SELECT count(*) || ' ' || coalesce(max(withdrawn), 0) FROM reviews WHERE aspect = ?",
    )
    .pluck();
  const withdraw = db.prepare<[number, string]>('UPDATE reviews SET withdrawn = ? WHERE id = ?');
  const count = db.prepare<[], number>('SELECT count(*) FROM reviews WHERE withdrawn IS NULL').pluck();
  const page = db.prepare<[{ [name: string]: string | number | null }], NumberedReview>(
    `SELECT n, ${COLUMNS} FROM reviews
     WHERE n < @before AND (@reviewer IS NULL OR reviewer = @reviewer)
       AND (@question IS NULL OR question = @question) AND (@queue IS NULL OR queue = @queue)
     ORDER BY n DESC LIMIT @limit`,
  );
  return {
    /** @throws SqliteError for an id that is there already */
    insert: (review: Omit<Review, 'withdrawn'>): void => void insert.run(review),
    has: (id: string): boolean => has.get(id) !== undefined,
    byId: (id: string): Review | undefined => byId.get(id),
    /** In the order in which they came, those that were taken back too. */
    each: (): IterableIterator<Review> => all.iterate(),
    of: (question: string): Review[] => of.all(question),
    ofQueue: (queue: string): Review[] => ofQueue.all(queue),
    ofAspect: (aspect: Aspect): Review[] => ofAspect.all(aspect),
    /** Changes whenever one of that aspect comes or is taken back. */
    stampOf: (aspect: Aspect): string => stampOf.get(aspect) ?? '',
    /** Notes that one was taken back. @param event place of the event that says so */
    withdraw: (id: string, event: number): void => void withdraw.run(event, id),
    /** Those that stand. */
    count: (): number => count.get() ?? 0,
    /** Newest first, of all that is named. */
    page: (
      limit: number,
      before: number,
      some: { reviewer?: string | undefined; question?: string | undefined; queue?: string | undefined } = {},
    ): NumberedReview[] =>
      page.all({
        ...{ limit, before },
        reviewer: some.reviewer ?? null,
        question: some.question ?? null,
        queue: some.queue ?? null,
      }),
  };
}

/**
 * The last word of each person that stands, of judgements on one text in any order: by when it was given, then as it
 * came. Each aspect has words of its own, and so has an adjudicator.
 */
export function lastWords(reviews: readonly Review[]): Review[] {
  const last = new Map<string, Review>();
  for (const review of reviews) {
    if (review.withdrawn !== null) continue;
    const whose = `${review.reviewer} ${review.aspect} ${review.final}`;
    const known = last.get(whose);
    if (known === undefined || known.at <= review.at) last.set(whose, review);
  }
  return [...last.values()];
}

/** Opaque ids of people, by what their last words make of a text. */
export interface ReleaseWords {
  accepted: string[];
  rejected: string[];
  /** Those who would rather not say. */
  skipped: string[];
}

/**
 * Who would have a text released and who would not, of judgements on it. A rejection in any aspect but difficulty is
 * one; only what was said of the release as a whole accepts, and only there a skip is told. Where people differ, both
 * sides are named. The last verdict of an adjudicator stands over what others said in its own aspect, and says nothing
 * of another one.
 */
export function releaseWords(reviews: readonly Review[]): ReleaseWords {
  const words = settledWords(lastWords(reviews));
  const rejected = new Set(words.filter(isRejection).map(whoOf));
  const saying = (word: Review['decision']) => [
    ...new Set(words.filter(({ decision, aspect }) => decision === word && aspect === 'release').map(whoOf)),
  ];
  return {
    accepted: saying('accept').filter((who) => !rejected.has(who)),
    rejected: [...rejected],
    skipped: saying('skip').filter((who) => !rejected.has(who)),
  };
}

/** Without what an adjudicator settled otherwise, or what nobody needs to say any more since they did. */
function settledWords(words: readonly Review[]): Review[] {
  const finals = new Map<Aspect, Review>();
  for (const one of words) {
    const known = finals.get(one.aspect);
    if (one.final === 1 && (known === undefined || known.at <= one.at)) finals.set(one.aspect, one);
  }
  return words.filter((one) => {
    const final = finals.get(one.aspect);
    return final === undefined || final === one || (one.final === 0 && agreesToAccept(one, final));
  });
}

/** Who accepted what an adjudicator then accepted stays among those who did. */
const agreesToAccept = (one: Review, final: Review): boolean =>
  one.decision === 'accept' && final.decision === 'accept';
const isRejection = ({ decision, aspect }: Review): boolean =>
  decision === 'reject' && aspect !== 'difficulty';
const whoOf = ({ reviewer }: { reviewer: string }): string => reviewer;
