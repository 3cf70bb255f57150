import type { Database } from 'better-sqlite3';

export type MarkKind = 'pin' | 'exclude' | 'tag';

/** What a person decided about one question. */
export interface Mark {
  question: string;
  mark: MarkKind;
  /** Of a tag; empty for the others. */
  name: string;
  /** Stages that a pin overrules. */
  despite: string[];
  by: string;
  why: string;
  at: string;
}

type Row = Omit<Mark, 'despite'> & { despite: string };

/** The table `marks`: the last word on each question. Only this file names it in SQL. */
export function markTable(db: Database) {
  const put = db.prepare<[string, string, string, string, string, string, string, string]>(
    'INSERT OR REPLACE INTO marks (question, mark, name, despite, said_by, why, said_at, salt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[string, string, string]>(
    'DELETE FROM marks WHERE question = ? AND mark = ? AND name = ?',
  );
  const select = 'SELECT question, mark, name, despite, said_by AS "by", why, said_at AS "at" FROM marks';
  const all = db.prepare<[], Row>(`${select} ORDER BY question, mark, name`);
  const of = db.prepare<[string], Row>(`${select} WHERE question = ? ORDER BY mark, name`);
  return {
    /**
     * The last word counts; a pin and an exclusion take each other's place.
     * @param salt of the hash that the log has of the reason, in hex
     */
    put({ question, mark, name, despite, by, why, at, salt }: Mark & { salt: string }): void {
      if (mark !== 'tag') remove.run(question, mark === 'pin' ? 'exclude' : 'pin', '');
      put.run(question, mark, name, JSON.stringify(despite), by, why, at, salt);
    },
    /** @returns false where there is no such mark */
    remove: (question: string, mark: MarkKind, name = ''): boolean =>
      remove.run(question, mark, name).changes === 1,
    /** By question, mark and name. */
    all: (): Mark[] => all.all().map(fromRow),
    of: (question: string): Mark[] => of.all(question).map(fromRow),
  };
}

const fromRow = ({ despite, ...mark }: Row): Mark => ({
  ...mark,
  despite: JSON.parse(despite) as string[],
});
