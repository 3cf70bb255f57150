import type { Database } from 'better-sqlite3';
import type { FlagCode } from '../../shared/vocabulary/flags.ts';

export type WaiverState = 'active' | 'revoked' | 'expired';

/** A file that was brought as evidence; its bytes lie among the blobs. */
export interface WaiverEvidence {
  name: string;
  sha256: string;
  bytes: number;
}

export interface StoredWaiver {
  id: string;
  /** Row number of the run. */
  run: number;
  codes: FlagCode[];
  reason: string;
  purpose: string;
  why: string;
  evidence: WaiverEvidence[];
  statement: string;
  /** 32 bytes in hex; the event holds the hashes of salt and each free text. */
  salt: string;
  actor: string;
  validFrom: string;
  expiresAt: string;
  state: WaiverState;
  /** Place of its event in the log. */
  event: number;
  /** How many flags it covers. */
  flags: number;
}

/** A waiver over one flag. */
export interface CoveringWaiver {
  flag: string;
  id: string;
  reason: string;
  evidence: number;
}

type Row = Omit<StoredWaiver, 'codes' | 'evidence'> & { codes: string; evidence: string };

const SELECT = `SELECT id, run, codes, reason, purpose, why, evidence, statement, salt, actor, valid_from AS validFrom,
  expires_at AS expiresAt, state, event, (SELECT count(*) FROM waiver_flags WHERE waiver = w.n) AS flags FROM waivers AS w`;

/** The tables `waivers` and `waiver_flags`. Only this file names them in SQL. */
export function waiverTable(db: Database) {
  const insert = db.prepare(
    `INSERT INTO waivers (id, run, codes, reason, purpose, why, evidence, statement, salt, actor, valid_from, expires_at, event)
     VALUES (@id, @run, @codes, @reason, @purpose, @why, @evidence, @statement, @salt, @actor, @validFrom, @expiresAt, @event)`,
  );
  const cover = db.prepare<[string, string]>(
    'INSERT INTO waiver_flags (waiver, flag) SELECT n, ? FROM waivers WHERE id = ?',
  );
  const all = db.prepare<[], Row>(`${SELECT} ORDER BY n`);
  const byId = db.prepare<[string], Row>(`${SELECT} WHERE id = ?`);
  const setState = db.prepare<[WaiverState, string]>('UPDATE waivers SET state = ? WHERE id = ?');
  const flagsOf = db
    .prepare<[string], string>(
      'SELECT flag FROM waiver_flags AS f JOIN waivers AS w ON w.n = f.waiver WHERE w.id = ? ORDER BY flag',
    )
    .pluck();
  const covering = db.prepare<[{ run: number; flags: string; at: string }], CoveringWaiver>(
    `SELECT f.flag, w.id, w.reason, json_array_length(w.evidence) AS evidence
     FROM json_each(@flags) AS j CROSS JOIN waiver_flags AS f ON f.flag = j.value CROSS JOIN waivers AS w ON w.n = f.waiver
     WHERE w.run = @run AND w.state = 'active' AND w.valid_from <= @at AND w.expires_at > @at ORDER BY f.flag, w.n`,
  );
  const lapsed = db.prepare<[{ run: number; flags: string; at: string }], { flag: string; id: string }>(
    `SELECT f.flag, w.id
     FROM json_each(@flags) AS j CROSS JOIN waiver_flags AS f ON f.flag = j.value CROSS JOIN waivers AS w ON w.n = f.waiver
     WHERE w.run = @run AND (w.state = 'expired' OR (w.state = 'active' AND w.expires_at <= @at)) ORDER BY f.flag, w.n`,
  );
  const due = db.prepare<[string], Row>(`${SELECT} WHERE state = 'active' AND expires_at <= ? ORDER BY n`);
  const held = db
    .prepare<[string], string>(
      `SELECT DISTINCT f.flag FROM waiver_flags AS f JOIN waivers AS w ON w.n = f.waiver
       WHERE w.state = 'active' AND f.flag IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  return {
    insert(waiver: Omit<StoredWaiver, 'state' | 'flags'>, flags: readonly string[]): void {
      const { codes, evidence } = waiver;
      insert.run({ ...waiver, codes: JSON.stringify(codes), evidence: JSON.stringify(evidence) });
      for (const flag of flags) cover.run(flag, waiver.id);
    },
    /** Oldest first. */
    all: (): StoredWaiver[] => all.all().map(fromRow),
    byId(id: string): StoredWaiver | undefined {
      const row = byId.get(id);
      return row && fromRow(row);
    },
    setState: (id: string, state: WaiverState): void => void setState.run(state, id),
    /** Ids of the flags that a waiver covers. */
    flagsOf: (id: string): string[] => flagsOf.all(id),
    /** Waivers of a run that hold at a time, for each flag that they cover. @param at RFC 3339 */
    covering: (run: number, flags: readonly string[], at: string): CoveringWaiver[] =>
      covering.all({ run, flags: JSON.stringify(flags), at }),
    /** Waivers of a run that were out of date by then, for each flag that they covered. @param at RFC 3339 */
    lapsed: (run: number, flags: readonly string[], at: string): { flag: string; id: string }[] =>
      lapsed.all({ run, flags: JSON.stringify(flags), at }),
    /** Waivers whose end has come and that nobody has noted as expired. @param at RFC 3339 */
    due: (at: string): StoredWaiver[] => due.all(at).map(fromRow),
    /** Of these flags, the ones that an active waiver of whichever run covers. */
    held: (flags: readonly string[]): Set<string> => new Set(held.all(JSON.stringify(flags))),
  };
}

const fromRow = (row: Row): StoredWaiver => ({
  ...row,
  codes: JSON.parse(row.codes) as FlagCode[],
  evidence: JSON.parse(row.evidence) as WaiverEvidence[],
});
