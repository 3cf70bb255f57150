import type { Database } from 'better-sqlite3';

/** Somebody's wish that something be taken down. */
export interface Takedown {
  id: string;
  kind: 'source' | 'question' | 'text';
  /** What was named. */
  named: string;
  why: string;
  /** 32 bytes in hex; the event holds the hashes of salt and each free text. */
  salt: string;
  actor: string;
  takenAt: string;
  /** Null while it stands. */
  liftedAt: string | null;
  /** Place of its event in the log. */
  event: number;
  /** How many sources and questions it is about. */
  subjects: number;
}

export interface TakedownSubject {
  type: 'source' | 'question';
  subject: string;
}

const SELECT = `SELECT id, kind, named, why, salt, actor, taken_at AS takenAt, lifted_at AS liftedAt, event,
  (SELECT count(*) FROM takedown_subjects WHERE takedown = t.n) AS subjects FROM takedowns AS t`;

/** The tables `takedowns` and `takedown_subjects`. Only this file names them in SQL. */
export function takedownTable(db: Database) {
  const insert = db.prepare(
    `INSERT INTO takedowns (id, kind, named, why, salt, actor, taken_at, event)
     VALUES (@id, @kind, @named, @why, @salt, @actor, @takenAt, @event)`,
  );
  const insertSubject = db.prepare<[string, string, string]>(
    'INSERT INTO takedown_subjects (takedown, type, subject) SELECT n, ?, ? FROM takedowns WHERE id = ?',
  );
  const all = db.prepare<[], Takedown>(`${SELECT} ORDER BY n`);
  const byId = db.prepare<[string], Takedown>(`${SELECT} WHERE id = ?`);
  const lift = db.prepare<[string, string]>('UPDATE takedowns SET lifted_at = ? WHERE id = ?');
  const subjectsOf = db.prepare<[string], TakedownSubject>(
    'SELECT s.type, s.subject FROM takedown_subjects AS s JOIN takedowns AS t ON t.n = s.takedown WHERE t.id = ? ORDER BY s.type, s.subject',
  );
  const standing = db.prepare<[], TakedownSubject>(
    'SELECT DISTINCT s.type, s.subject FROM takedown_subjects AS s JOIN takedowns AS t ON t.n = s.takedown WHERE t.lifted_at IS NULL',
  );
  return {
    insert(takedown: Omit<Takedown, 'liftedAt' | 'subjects'>, subjects: readonly TakedownSubject[]): void {
      insert.run(takedown);
      for (const { type, subject } of subjects) insertSubject.run(type, subject, takedown.id);
    },
    /** Oldest first. */
    all: (): Takedown[] => all.all(),
    byId: (id: string): Takedown | undefined => byId.get(id),
    lift: (id: string, at: string): void => void lift.run(at, id),
    subjectsOf: (id: string): TakedownSubject[] => subjectsOf.all(id),
    /** Whether a question of a source may be in no release, by the takedowns that stand now. */
    reader(): (question: string, source: string) => boolean {
      const taken = new Set(standing.all().map(({ type, subject }) => `${type} ${subject}`));
      return taken.size === 0
        ? () => false
        : (question, source) => taken.has(`question ${question}`) || taken.has(`source ${source}`);
    },
  };
}
