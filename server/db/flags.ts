import type { Database } from 'better-sqlite3';
import type { FlagCode, FlagPhase, FlagSubjectType } from '../../shared/vocabulary/flags.ts';
import type { Evidence } from '../comply/evidence.ts';

/** Whether a flag still stands, by the events after it. */
export type FlagState = 'open' | 'resolved' | 'waived';

/** A flag as it was raised. */
export interface NewFlag {
  id: string;
  code: FlagCode;
  vocabVersion: number;
  subject: { type: FlagSubjectType; id: string };
  phase: FlagPhase;
  rule: { id: string; version: number };
  evidence: Evidence;
  termsRefs: readonly string[];
  /** Place of its event in the log, and its own place in that event. */
  event: number;
  place: number;
}

/** A flag as commands show it. */
export interface ShownFlag {
  flagId: string;
  code: FlagCode;
  subject: { type: FlagSubjectType; id: string };
  phase: FlagPhase;
  evidence: Evidence;
  termsRefs: readonly string[];
  state: FlagState;
}

export interface FlagTotals {
  code: FlagCode;
  open: number;
  waived: number;
  resolved: number;
}

export interface FlagStanding {
  id: string;
  code: FlagCode;
  state: FlagState;
}

/** All given conditions hold at once. */
export interface FlagFilter {
  code?: FlagCode;
  /** Id of a source, question, trace or release. */
  subject?: string;
  /** Row number of a run: flags of the traces that were collected for it, of the sources and questions that it ranks, and of its releases. */
  run?: number;
}

interface Row {
  id: string;
  code: FlagCode;
  subject_type: FlagSubjectType;
  subject: string;
  phase: FlagPhase;
  evidence: string;
  terms_refs: string;
  state: FlagState;
}

const SHOWN = 'id, code, subject_type, subject, phase, evidence, terms_refs, state';

/** The `flags` table and the views `run_flags`, `selection_flags` and `flag_raisers`. Only this file names them in SQL. */
export function flagTable(db: Database) {
  const insert = db.prepare(
    `INSERT INTO flags (id, code, vocab_version, subject_type, subject, phase, rule, rule_version, evidence, terms_refs, event, place)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const byId = db.prepare<[string], Row>(`SELECT ${SHOWN} FROM flags WHERE id = ?`);
  const has = db.prepare<[string], number>('SELECT 1 FROM flags WHERE id = ?').pluck();
  const counts = db.prepare<[string], { code: FlagCode; count: number }>(
    'SELECT code, count(*) AS count FROM run_flags WHERE collection = ? GROUP BY code ORDER BY code',
  );
  const open = db.prepare<[FlagSubjectType, string], { code: FlagCode; count: number }>(
    `SELECT code, count(DISTINCT subject) AS count FROM flags
     WHERE subject_type = ? AND state = 'open' AND subject IN (SELECT value FROM json_each(?)) GROUP BY code ORDER BY code`,
  );
  const standing = db.prepare<[string], FlagStanding>(
    'SELECT id, code, state FROM flags WHERE id IN (SELECT value FROM json_each(?))',
  );
  const ofSubjects = db.prepare<[FlagSubjectType, string], FlagStanding & { subject: string; rule: string }>(
    'SELECT id, code, state, subject, rule FROM flags WHERE subject_type = ? AND subject IN (SELECT value FROM json_each(?)) ORDER BY n',
  );
  const setState = db.prepare<[FlagState, string]>('UPDATE flags SET state = ? WHERE id = ?');
  const raisers = db.prepare<[string], { id: string; actor: string }>(
    'SELECT id, actor FROM flag_raisers WHERE id IN (SELECT value FROM json_each(?))',
  );
  const resultCounts = db.prepare<[string], { code: FlagCode; count: number }>(
    'SELECT code, count(*) AS count FROM result_flags WHERE collection = ? GROUP BY code ORDER BY code',
  );
  const totals = db.prepare<[], FlagTotals>(
    `SELECT code, sum(state = 'open') AS open, sum(state = 'waived') AS waived, sum(state = 'resolved') AS resolved
     FROM flags GROUP BY code ORDER BY code`,
  );
  return {
    /** How many flags of each code there are, by their state; codes without any are left out. */
    totals: (): FlagTotals[] => totals.all(),
    /** @throws SqliteError for an id that is there already */
    insert: (flag: NewFlag): void =>
      void insert.run(
        flag.id,
        flag.code,
        flag.vocabVersion,
        flag.subject.type,
        flag.subject.id,
        flag.phase,
        flag.rule.id,
        flag.rule.version,
        JSON.stringify(flag.evidence),
        JSON.stringify(flag.termsRefs),
        flag.event,
        flag.place,
      ),
    byId(id: string): ShownFlag | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    has: (id: string): boolean => has.get(id) !== undefined,
    /** In the order in which they were raised, one in memory at a time. */
    *each(filter: FlagFilter = {}): IterableIterator<ShownFlag> {
      const { run, code, subject } = filter;
      const where = [
        ...(run === undefined ? [] : ['run = @run']),
        ...(code === undefined ? [] : ['code = @code']),
        ...(subject === undefined ? [] : ['subject = @subject']),
      ];
      const condition = where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`;
      const own = `SELECT n, ${SHOWN} FROM run_flags ${condition}`;
      const others = `SELECT n, ${SHOWN} FROM selection_flags ${condition}`;
      const from = run === undefined ? `FROM flags ${condition}` : `FROM (${own} UNION ${others})`;
      const rows = db.prepare<[FlagFilter], Row>(`SELECT ${SHOWN} ${from} ORDER BY n`);
      for (const row of rows.iterate(filter)) yield fromRow(row);
    },
    /** How flags stand; those that were never raised are left out. */
    standing: (ids: readonly string[]): FlagStanding[] => standing.all(JSON.stringify(ids)),
    /** All flags about some subjects of a kind, in the order in which they were raised. */
    ofSubjects: (type: FlagSubjectType, subjects: readonly string[]) =>
      ofSubjects.all(type, JSON.stringify(subjects)),
    /** Follows an event that says so; to be called in its transaction. */
    setState: (id: string, state: FlagState): void => void setState.run(state, id),
    /** Opaque ids of those whose acts raised flags. */
    raisers: (ids: readonly string[]): Map<string, string> =>
      new Map(raisers.all(JSON.stringify(ids)).map(({ id, actor }) => [id, actor])),
    /** How many of the subjects carry an open flag, by code. */
    openOf: (type: FlagSubjectType, subjects: readonly string[]): Partial<Record<FlagCode, number>> =>
      Object.fromEntries(open.all(type, JSON.stringify(subjects)).map(({ code, count }) => [code, count])),
    /** How many flags of each code the traces of a collection carry. */
    countsOf: (collection: string): Partial<Record<FlagCode, number>> =>
      Object.fromEntries(counts.all(collection).map(({ code, count }) => [code, count])),
    /** The same of whatever the items of a collection have become last: attempts, grades, labels. */
    countsOfResults: (collection: string): Partial<Record<FlagCode, number>> =>
      Object.fromEntries(resultCounts.all(collection).map(({ code, count }) => [code, count])),
  };
}

const fromRow = (row: Row): ShownFlag => ({
  flagId: row.id,
  code: row.code,
  subject: { type: row.subject_type, id: row.subject },
  phase: row.phase,
  evidence: JSON.parse(row.evidence) as Evidence,
  termsRefs: JSON.parse(row.terms_refs) as string[],
  state: row.state,
});
