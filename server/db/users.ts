import type { Database } from 'better-sqlite3';
import type { Role } from '../../shared/vocabulary/roles.ts';

export interface User {
  /** Opaque id of the person. */
  id: string;
  role: Role;
  disabled: boolean;
  createdAt: string;
}

type Row = Omit<User, 'disabled'> & { disabled: number };
const COLUMNS = 'id, role, disabled, created_at AS createdAt';

/** The `users` table: who may work here, and as what. Only this file names it in SQL. */
export function userTable(db: Database) {
  const insert = db.prepare<[string, Role, string, number]>(
    'INSERT INTO users (id, role, created_at, event) VALUES (?, ?, ?, ?)',
  );
  const change = db.prepare<[Role, number, number, string]>(
    'UPDATE users SET role = ?, disabled = ?, event = ? WHERE id = ?',
  );
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM users WHERE id = ?`);
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM users ORDER BY created_at, id`);
  const active = db.prepare<[], number>('SELECT count(*) FROM users WHERE disabled = 0').pluck();
  return {
    /** @throws SqliteError for one that is there already */
    insert: (id: string, role: Role, at: string, event: number): void => void insert.run(id, role, at, event),
    change: ({ id, role, disabled }: Pick<User, 'id' | 'role' | 'disabled'>, event: number): void =>
      void change.run(role, disabled ? 1 : 0, event, id),
    byId(id: string): User | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    /** Oldest first. */
    all: (): User[] => all.all().map(fromRow),
    /** How many are not disabled. */
    active: (): number => active.get() ?? 0,
  };
}

const fromRow = (row: Row): User => ({ ...row, disabled: row.disabled === 1 });
