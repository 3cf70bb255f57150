import type { Database } from 'better-sqlite3';

/** What a limiter is for. `project` is a fingerprint, never a key. */
export interface MeterName {
  provider: string;
  project: string;
  model: string;
}

/** The `meters` table: states of limiters, so that quotas are kept over a restart. Only this file names it in SQL. */
export function meterTable(db: Database) {
  const save = db.prepare<[string, string, string, string, string]>(
    'INSERT OR REPLACE INTO meters (provider, project, model, state, saved_at) VALUES (?, ?, ?, ?, ?)',
  );
  const get = db
    .prepare<[string, string, string], string>(
      'SELECT state FROM meters WHERE provider = ? AND project = ? AND model = ?',
    )
    .pluck();
  return {
    /** @param state plain JSON */
    save: ({ provider, project, model }: MeterName, state: unknown, savedAt: string): void =>
      void save.run(provider, project, model, JSON.stringify(state), savedAt),
    /** The state that was saved last, as JSON text. */
    get: ({ provider, project, model }: MeterName): string | undefined => get.get(provider, project, model),
  };
}
