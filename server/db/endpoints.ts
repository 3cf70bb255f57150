import type { Database } from 'better-sqlite3';

/** Somebody's word on which weights a server of one's own serves under a name. */
export interface StoredEndpoint {
  origin: string;
  model: string;
  weights: string;
  actor: string;
  declaredAt: string;
  /** Place of its event in the log. */
  event: number;
}

/** The `endpoints` table: one row each time, the last word counts. Only this file names it in SQL. */
export function endpointTable(db: Database) {
  const insert = db.prepare<[StoredEndpoint]>(
    'INSERT INTO endpoints (origin, model, weights, actor, declared_at, event) VALUES (@origin, @model, @weights, @actor, @declaredAt, @event)',
  );
  const all = db.prepare<[], StoredEndpoint>(
    'SELECT origin, model, weights, actor, declared_at AS declaredAt, event FROM endpoints ORDER BY n',
  );
  return {
    insert: (endpoint: StoredEndpoint): void => void insert.run(endpoint),
    /** Oldest first; what `askableModel` takes as declarations. */
    all: (): StoredEndpoint[] => all.all(),
  };
}
