import type { Database } from 'better-sqlite3';

export type CollectionState = 'open' | 'paused' | 'cancelled';

/** One asking of one teacher on behalf of one run. The same run, teacher and settings are the same collection. */
export interface Collection {
  id: string;
  run: number;
  teacher: string;
  /** Canonical JSON. */
  settings: string;
  createdAt: string;
  purpose: 'traces' | 'attempts' | 'grades' | 'labels';
  /** Who is asked; all null where nobody is, as with the source's own solutions. */
  provider: string | null;
  service: string | null;
  model: string | null;
  endpoint: string | null;
  state: CollectionState;
  /** JSON: what was attested, and the terms that were known, when it began. */
  attestation: string | null;
  terms: string | null;
}

type Needed = 'id' | 'run' | 'teacher' | 'settings' | 'createdAt';
export type NewCollection = Pick<Collection, Needed> & Partial<Omit<Collection, Needed>>;

const COLUMNS =
  'id, run, teacher, settings, created_at, purpose, provider, service, model, endpoint, state, attestation, terms';

/** The `collections` table. Only this file names it in SQL. */
export function collectionTable(db: Database) {
  const add = db.prepare(
    `INSERT OR IGNORE INTO collections (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const select = `SELECT ${COLUMNS.replace('created_at', 'created_at AS createdAt')} FROM collections`;
  const all = db.prepare<[], Collection>(`${select} ORDER BY created_at, id`);
  const byId = db.prepare<[string], Collection>(`${select} WHERE id = ?`);
  const setState = db.prepare<[CollectionState, string]>('UPDATE collections SET state = ? WHERE id = ?');
  const stateOf = db.prepare<[string], CollectionState>('SELECT state FROM collections WHERE id = ?').pluck();
  return {
    /** @returns false where it is there already */
    add: (c: NewCollection): boolean =>
      add.run(
        c.id,
        c.run,
        c.teacher,
        c.settings,
        c.createdAt,
        c.purpose ?? 'traces',
        c.provider ?? null,
        c.service ?? null,
        c.model ?? null,
        c.endpoint ?? null,
        c.state ?? 'open',
        c.attestation ?? null,
        c.terms ?? null,
      ).changes === 1,
    /** Oldest first. */
    all: (): Collection[] => all.all(),
    byId: (id: string): Collection | undefined => byId.get(id),
    stateOf: (id: string): CollectionState | undefined => stateOf.get(id),
    setState: (id: string, state: CollectionState): void => void setState.run(state, id),
  };
}
