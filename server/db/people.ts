import type { Database } from 'better-sqlite3';
import { WinnowError } from '../../shared/error.ts';

/** The `people` table: who an opaque id of the log stands for. Only this file names it in SQL. */
export function peopleTable(db: Database) {
  const byName = db.prepare<[string], string>('SELECT id FROM people WHERE name = ?').pluck();
  const byId = db.prepare<[string], string | null>('SELECT name FROM people WHERE id = ?').pluck();
  const insert = db.prepare<[string, string]>('INSERT INTO people (id, name) VALUES (?, ?)');
  const erase = db.prepare<[string]>('UPDATE people SET name = NULL WHERE id = ?');
  return {
    /**
     * The opaque id of a person, made where the name is new; to be called in a write transaction.
     * @param randomHex of so many bytes: an id says nothing about the name
     * @throws WinnowError `bad-usage` for a name that is empty, very long or not plain text
     */
    idOf(name: string, randomHex: (bytes: number) => string): string {
      const plain = name.trim().normalize('NFC');
      if (plain === '' || plain.length > 100 || /\p{Cc}/u.test(plain) || !plain.isWellFormed())
        throw new WinnowError(
          'bad-usage',
          'A name of a person has 1 to 100 characters on one line, as in --by ann.',
        );
      const known = byName.get(plain);
      if (known !== undefined) return known;
      const id = `person-${randomHex(8)}`;
      insert.run(id, plain);
      return id;
    },
    /** The id of a name that is known already. */
    find: (name: string): string | undefined => byName.get(name.trim().normalize('NFC')),
    /** The name behind an id of the log; null where there is none, or it was erased. */
    nameOf: (id: string): string | null => byId.get(id) ?? null,
    /** Forgets a name; the id and every event that has it stay. */
    erase: (id: string): boolean => erase.run(id).changes === 1,
  };
}
