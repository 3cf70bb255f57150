import type { Database } from 'better-sqlite3';

export type CommandKind = 'run' | 'release' | 'import' | 'map' | 'benchmark' | 'backup';

/** A command that somebody ordered in the workbench. */
export interface CommandJob {
  id: string;
  kind: CommandKind;
  title: string;
  /** The command line without its global options. */
  args: readonly string[];
  /** Opaque id of who ordered it. */
  actor: string;
  createdAt: string;
  /** `waiting`: nobody has brought it to its end. */
  state: 'waiting' | 'done' | 'failed' | 'cancelled';
  message: string | null;
  /** What it replied. */
  result: unknown;
  endedAt: string | null;
}

export type CommandEnd = Pick<CommandJob, 'state' | 'message' | 'result' | 'endedAt'>;

interface Row extends Omit<CommandJob, 'args' | 'result'> {
  args: string;
  result: string | null;
}

const COLUMNS =
  'id, kind, title, args, actor, created_at AS createdAt, state, message, result, ended_at AS endedAt';

/** The `command_jobs` table. Only this file names it in SQL. */
export function commandJobTable(db: Database) {
  const insert = db.prepare<[Omit<Row, 'state' | 'message' | 'result' | 'endedAt'>]>(
    'INSERT INTO command_jobs (id, kind, title, args, actor, created_at) VALUES (@id, @kind, @title, @args, @actor, @createdAt)',
  );
  const end = db.prepare<[Pick<Row, 'id' | 'state' | 'message' | 'result' | 'endedAt'>]>(
    'UPDATE command_jobs SET state = @state, message = @message, result = @result, ended_at = @endedAt WHERE id = @id',
  );
  const byId = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM command_jobs WHERE id = ?`);
  const newest = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM command_jobs ORDER BY n DESC LIMIT ?`);
  return {
    insert: ({
      id,
      kind,
      title,
      args,
      actor,
      createdAt,
    }: Pick<CommandJob, 'id' | 'kind' | 'title' | 'args' | 'actor' | 'createdAt'>): void =>
      void insert.run({ id, kind, title, args: JSON.stringify(args), actor, createdAt }),
    end: (id: string, { state, message, result, endedAt }: CommandEnd): void =>
      void end.run({
        id,
        state,
        message,
        result: result === null ? null : JSON.stringify(result),
        endedAt,
      }),
    byId(id: string): CommandJob | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : fromRow(row);
    },
    newest: (limit: number): CommandJob[] => newest.all(limit).map(fromRow),
  };
}

const fromRow = ({ args, result, ...row }: Row): CommandJob => ({
  ...row,
  args: JSON.parse(args) as string[],
  result: result === null ? null : (JSON.parse(result) as unknown),
});
