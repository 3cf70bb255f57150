import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { seededRandom } from '../../server/algorithms/random.ts';
import { finding } from '../../server/comply/flag.ts';
import { checkLog } from '../../server/db/check-log.ts';
import { signHead } from '../../server/db/log-head.ts';
import { PROJECTED, WORKING } from '../../server/db/projection/tables.ts';
import { about, raiseFlags } from '../../server/db/raise-flags.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { collected, release } from '../release/fixture.ts';
import { testKey } from '../release/test-key.ts';

const faultOf = (workspace: Workspace, held: string | null = null) =>
  checkLog(workspace, [testKey(workspace.log).verifier], held).fault;

/** A workspace in which something of nearly everything was done, and its head signed. */
async function worked(dir = temporaryFolder()): Promise<Workspace> {
  const workspace = temporaryWorkspace(dir);
  const run = await collected(workspace);
  workspace.write('test', () => {
    const [trace] = workspace.traces.all(workspace.decisions.ranked(run.n, 1, 1)[0]?.questionId ?? '');
    const subject = { type: 'trace', id: trace?.id ?? '' } as const;
    raiseFlags(workspace, about(subject, [finding('response', 'THOUGHT_SUMMARY_ONLY', { parts: 1 })]), {
      actor: workspace.people.idOf('ann', workspace.randomHex),
      subject: trace?.id ?? '',
    });
    workspace.blobs.put(Buffer.from('a reply of a model'), 'application/json');
  });
  await release(workspace, { run, out: join(temporaryFolder(), 'set') });
  workspace.write('test', () => workspace.facts.put('after', '1')); // which tells of the head before it
  signHead(workspace, testKey(workspace.log));
  return workspace;
}

/** As somebody who holds the file can: past every guard. */
function unguarded({ db }: Workspace): void {
  db.pragma('foreign_keys = OFF');
  db.pragma('ignore_check_constraints = ON');
  const guards = db
    .prepare<[], string>("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    .pluck()
    .all();
  for (const name of guards) db.exec(`DROP TRIGGER "${name}"`);
}

/** Does something to the database, looks, and undoes it. */
function tried<T>(db: Database, act: () => unknown, look: () => T): T | 'refused' {
  db.exec('BEGIN');
  try {
    act();
    return look();
  } catch (cause) {
    if (!String(cause).includes('constraint') && !String(cause).includes('datatype')) throw cause;
    return 'refused'; // two rows would have one key: nothing was changed
  } finally {
    db.exec('ROLLBACK');
  }
}

interface Cell {
  table: string;
  where: string;
  key: unknown[];
  column: string;
  value: unknown;
}

/** Tables that prove nothing: of these a change is none. */
const NOT_HELD = ['question_search', 'question_search_state', 'meters'];

function* rowsOf(db: Database, table: string): Generator<Cell[]> {
  const columns = db
    .prepare<[string], { name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?)')
    .all(table);
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => name);
  const told = columns.filter(({ name }) => !(PROJECTED[table]?.without ?? []).includes(name));
  for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${table}"`).all())
    yield told.map(({ name }) => ({
      table,
      where: keys.map((key) => `"${key}" = ?`).join(' AND '),
      key: keys.map((key) => row[key]),
      column: name,
      value: row[name],
    }));
}

/** Another value of the same kind. */
function other(value: unknown): unknown {
  if (value === null) return 1;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return `${value}x`;
  const bytes = Buffer.from(value as Buffer);
  if (bytes.length === 0) return Buffer.from([1]);
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  return bytes;
}

describe('behind the back of the log', () => {
  test('no cell of a small database is edited and no row taken away without ledger verify seeing it', async () => {
    const workspace = await worked();
    const { db } = workspace;
    expect(faultOf(workspace)).toBe(null);
    unguarded(workspace);
    const random = seededRandom('cells');
    const unseen: string[] = [];
    let looks = 0;
    const look = (what: string, act: () => unknown): void => {
      looks += 1;
      if (tried(db, act, () => faultOf(workspace)) === null) unseen.push(what);
    };
    for (const table of [...Object.keys(PROJECTED), ...Object.keys(WORKING)]) {
      if (NOT_HELD.includes(table)) continue;
      let [first, turn] = [true, 0];
      for (const cells of rowsOf(db, table)) {
        const chosen = first ? cells : turn++ % 2 === 0 ? [cells[random.int(cells.length)]] : [];
        for (const cell of chosen) {
          if (cell === undefined) continue;
          const { where, key, column, value } = cell;
          look(`${table}.${column} of ${String(key)}`, () =>
            db.prepare(`UPDATE "${table}" SET "${column}" = ? WHERE ${where}`).run(other(value), ...key),
          );
        }
        const [{ where, key } = { where: '', key: [] }] = cells;
        if (first || chosen.length === 0)
          look(`a row of ${table}: ${String(key)}`, () =>
            db.prepare(`DELETE FROM "${table}" WHERE ${where}`).run(...key),
          );
        first = false;
      }
    }
    // Of the newest head no event has told yet.
    const newest = workspace.checkpoints.latest()?.size;
    const untold = [`checkpoints.signed_at of ${newest}`, `a row of checkpoints: ${newest}`];
    expect(unseen.filter((what) => !untold.includes(what))).toEqual([]);
    expect(looks).toBeGreaterThan(150);
  });

  test('two actors are not swapped', async () => {
    const workspace = await worked();
    unguarded(workspace);
    workspace.db.exec(
      'UPDATE events SET body = CAST(replace(CAST(body AS TEXT), \'"actor":"tester"\', \'"actor":"nobody"\') AS BLOB) WHERE seq = 3',
    );
    expect(faultOf(workspace)).toMatch(/^event 3: its leaf is not the hash/);
  });

  test('an old copy that is put back holds by itself, and not against a head that was kept elsewhere', async () => {
    const dir = temporaryFolder();
    const workspace = await worked(dir);
    workspace.db.pragma('wal_checkpoint(TRUNCATE)');
    const copy = join(temporaryFolder(), 'copy.db');
    copyFileSync(workspace.file, copy);
    workspace.write('test', () => workspace.facts.put('later', '1'));
    const kept = signHead(workspace, testKey(workspace.log)).note;
    workspace.close();
    const folder = temporaryFolder();
    copyFileSync(copy, join(folder, 'winnow.db'));
    const old = temporaryWorkspace(folder);
    expect([faultOf(old), faultOf(old, kept)]).toEqual([
      null,
      expect.stringMatching(/the end was cut off, or an old copy put back/),
    ]);
  });
});
