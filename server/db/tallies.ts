import type { Database } from 'better-sqlite3';

/** How many decisions of a run share a value, and how many of those are selected. */
export interface Tally<V> {
  value: V;
  pool: number;
  selected: number;
}

/** Counts over the decisions of one run, over the views `decision_tallies` and `difficulty_tallies`; a run never changes, nor do they. */
export function tallies(db: Database) {
  const by = <V>(column: string) =>
    db.prepare<[number], Tally<V>>(
      `SELECT ${column} AS value, count(*) AS pool, sum(reason IS NULL) AS selected FROM decision_tallies WHERE run = ? GROUP BY ${column} ORDER BY ${column}`,
    );
  const domains = by<string>('domain');
  const sources = by<string>('source');
  const licences = by<string | null>('license');
  const lengths = by<number>('length');
  const tenths = db.prepare<[number], Tally<number | null>>(
    'SELECT tenth AS value, count(*) AS pool, sum(reason IS NULL) AS selected FROM difficulty_tallies WHERE run = ? GROUP BY tenth ORDER BY tenth',
  );
  return {
    domains: (run: number): Tally<string>[] => domains.all(run),
    sources: (run: number): Tally<string>[] => sources.all(run),
    /** Null where the source declares none. */
    licences: (run: number): Tally<string | null>[] => licences.all(run),
    /** Shortest first. Unit: tokens. */
    lengths: (run: number): Tally<number>[] => lengths.all(run),
    /** By tenths of the difficulty; null where it is not known. */
    tenths: (run: number): Tally<number | null>[] => tenths.all(run),
  };
}
