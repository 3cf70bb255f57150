import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { openWorkspace } from '../../server/db/workspace.ts';
import { winnow } from '../helpers/cli.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

/** A workspace with a few events in its log. */
function workspaceWith(events: number): string {
  const dir = temporaryFolder();
  const workspace = openWorkspace(dir, {
    now: () => new Date(),
    randomHex: (n) => 'ab'.repeat(n),
    pid: process.pid,
  });
  workspace.write('test', () => {
    for (let i = 0; i < events; i++)
      workspace.events.append({
        type: 'test.done',
        actor: 'local',
        subject: 's',
        idem: `t${i}`,
        data: { i },
      });
  });
  workspace.close();
  return dir;
}

describe('winnow ledger', () => {
  test('signs, checks against what was kept, and names the first broken event', async () => {
    const dir = workspaceWith(9);
    const kept = join(temporaryFolder(), 'checkpoint');
    const signed = await winnow(dir, ['ledger', 'checkpoint']);
    expect([signed.code, signed.err]).toEqual([
      0,
      expect.stringMatching(/^verifier key: winnow\/\w+\+[0-9a-f]{8}\+/),
    ]);
    writeFileSync(kept, signed.out);
    const good = await winnow(dir, ['ledger', 'verify', '--checkpoint', kept]);
    expect([good.code, good.out.split('\n')[0]]).toEqual([
      0,
      expect.stringMatching(/^9 events of winnow\/\w+ hold, and 2 checkpoints fit them$/),
    ]);
    forge(
      dir,
      'UPDATE events SET body = CAST(replace(CAST(body AS TEXT), \'"i":4\', \'"i":5\') AS BLOB) WHERE seq = 4',
    );
    const bad = await winnow(dir, ['ledger', 'verify', '--json']);
    expect(bad.code).toBe(1);
    expect(JSON.parse(bad.out)).toMatchObject({
      error: {
        code: 'failed',
        message: expect.stringMatching(/was changed: event 4: its leaf is not the hash/),
      },
    });
  });

  test('shows a log whose end was cut off to whoever kept a checkpoint', async () => {
    const dir = workspaceWith(9);
    const kept = join(temporaryFolder(), 'checkpoint');
    writeFileSync(kept, (await winnow(dir, ['ledger', 'checkpoint'])).out);
    forge(
      dir,
      'DELETE FROM events WHERE seq > 4; DELETE FROM event_subjects WHERE seq > 4; DELETE FROM checkpoints; DELETE FROM log_nodes;',
    );
    expect((await winnow(dir, ['ledger', 'verify'])).code).toBe(0);
    const told = await winnow(dir, ['ledger', 'verify', '--checkpoint', kept]);
    expect([told.code, told.err]).toEqual([1, expect.stringMatching(/covers 9 events and the log has 5/)]);
  });

  test('export writes the bytes of every event, and nothing over a file that is there', async () => {
    const dir = workspaceWith(3);
    const out = join(temporaryFolder(), 'log.jsonl');
    expect((await winnow(dir, ['ledger', 'export', '--out', out])).code).toBe(0);
    const lines = readFileSync(out, 'utf8').split('\n');
    expect(lines.map((line) => (line === '' ? null : (JSON.parse(line) as { seq: number }).seq))).toEqual([
      0,
      1,
      2,
      null,
    ]);
    const again = await winnow(dir, ['ledger', 'export', '--out', out]);
    expect([again.code, again.err]).toEqual([
      2,
      expect.stringMatching(/it is there already; name another file/),
    ]);
    expect(existsSync(out)).toBe(true);
  });
});

/** As somebody who holds the file can: past the guards. */
function forge(dir: string, sql: string): void {
  const db = new BetterSqlite3(join(dir, 'winnow.db'));
  const guards = ['events_keep', 'events_stay', 'checkpoints_keep', 'checkpoints_stay'];
  db.exec(
    `${guards.map((name) => `DROP TRIGGER IF EXISTS ${name};`).join(' ')} PRAGMA foreign_keys = OFF; ${sql}`,
  );
  db.close();
}
