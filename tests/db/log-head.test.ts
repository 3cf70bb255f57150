import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkLog } from '../../server/db/check-log.ts';
import { KEY_FILE, openSigningKey } from '../../server/db/key-file.ts';
import { signHead } from '../../server/db/log-head.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { parseSignedCheckpoint } from '../../server/ledger/checkpoint.ts';
import { verifyNote } from '../../server/ledger/note.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const append = (workspace: Workspace, count: number) =>
  workspace.write('test', () => {
    for (let i = 0; i < count; i++)
      workspace.events.append({
        type: 'test.done',
        actor: 'local',
        subject: 's',
        idem: `${workspace.randomHex(4)}`,
        data: { i },
      });
  });
const keyOf = (workspace: Workspace) => openSigningKey(workspace.dir, workspace.log, undefined, 'x');

/** A log of 12 events, signed at 5 and at 12. */
function signedLog() {
  const workspace = temporaryWorkspace();
  const key = keyOf(workspace);
  append(workspace, 5);
  const first = signHead(workspace, key);
  append(workspace, 7);
  const second = signHead(workspace, key);
  const check = (held: string | null = null) => checkLog(workspace, [key.verifier], held);
  /** As somebody who holds the file can: past the guards. */
  const forge = (sql: string) =>
    workspace.db.exec(
      `DROP TRIGGER IF EXISTS events_keep; DROP TRIGGER IF EXISTS events_stay; DROP TRIGGER IF EXISTS checkpoints_stay; DROP TRIGGER IF EXISTS checkpoints_keep; ${sql}`,
    );
  return { workspace, key, first, second, check, forge };
}

describe('openSigningKey', () => {
  it('makes a key that only its owner can read, once, and takes one from the environment over it', () => {
    const dir = temporaryFolder();
    const made = openSigningKey(dir, 'winnow/1', undefined, 'a');
    expect(openSigningKey(dir, 'winnow/1', undefined, 'b').verifier).toEqual(made.verifier);
    expect([statSync(join(dir, KEY_FILE)).mode & 0o777, readdirSync(dir)]).toEqual([0o600, [KEY_FILE]]);
    const pem = readFileSync(join(dir, KEY_FILE), 'utf8');
    expect(openSigningKey(temporaryFolder(), 'winnow/1', pem, 'c').verifier).toEqual(made.verifier);
  });

  it('refuses a key that others can read', () => {
    const dir = temporaryFolder();
    openSigningKey(dir, 'winnow/1', undefined, 'a');
    chmodSync(join(dir, KEY_FILE), 0o644);
    expect(() => openSigningKey(dir, 'winnow/1', undefined, 'a')).toThrow(/chmod 600/);
  });
});

describe('signHead', () => {
  it('signs origin, size and root, and one note for a size', () => {
    const { workspace, key, second } = signedLog();
    const parsed = parseSignedCheckpoint(second.note)!;
    expect(parsed.checkpoint).toEqual({
      origin: workspace.log,
      size: 12n,
      root: Buffer.from(workspace.events.root()),
    });
    expect(verifyNote(parsed.note, [key.verifier]).ok).toBe(true);
    expect(signHead(workspace, key)).toEqual(second);
    expect(workspace.checkpoints.all().map(({ size }) => size)).toEqual([5, 12]);
  });

  it('signs nothing once the log is not what was signed before', () => {
    const { workspace, key, forge } = signedLog();
    forge('DELETE FROM events WHERE seq = 11');
    expect(() => append(workspace, 1)).toThrow(/events were taken away/);
    workspace.db.exec('DELETE FROM log_nodes WHERE (level = 1 AND idx = 5) OR (level = 2 AND idx = 2)');
    append(workspace, 3);
    expect(() => signHead(workspace, key)).toThrow(/no longer begins with the 12 events/);
    expect(workspace.checkpoints.all().length).toBe(2);
  });
});

describe('checkLog', () => {
  it('finds nothing in a log that was left alone', () => {
    const { check, first, workspace } = signedLog();
    expect(check(first.note)).toEqual({
      log: workspace.log,
      events: 12,
      root: Buffer.from(workspace.events.root()).toString('hex'),
      checkpoints: 3,
      rows: 2, // the fact that names the log
      fault: null,
    });
  });

  it.each([
    [
      'an edited event',
      "UPDATE events SET body = CAST(replace(CAST(body AS TEXT), 'test.done', 'test.gone') AS BLOB) WHERE seq = 4",
      /^event 4: its leaf is not/,
    ],
    ['a deleted event', 'DELETE FROM events WHERE seq = 4', /^event 4: it stands at place 4/],
    ['an edited leaf', 'UPDATE events SET leaf = zeroblob(32) WHERE seq = 7', /^event 7: its leaf/],
    ['an edited key', "UPDATE events SET idem = 'other' WHERE seq = 2", /^event 2: its key/],
    [
      'the end cut off',
      'DELETE FROM events WHERE seq > 9; DELETE FROM log_nodes WHERE (level = 1 AND idx > 4) OR (level = 2 AND idx > 1)',
      /12 events and the log has 10/,
    ],
    [
      'an edited node of the tree',
      'UPDATE log_nodes SET hash = zeroblob(32) WHERE level = 1 AND idx = 1',
      /kept tree/,
    ],
    ['a node too many', 'INSERT INTO log_nodes VALUES (9, 9, zeroblob(32))', /kept tree/],
    [
      'an edited checkpoint',
      "UPDATE checkpoints SET note = replace(note, 'A', 'B') WHERE size = 5",
      /checkpoint of 5 events/,
    ],
  ])('names %s', (_what, sql, why) => {
    const { check, forge } = signedLog();
    forge(sql);
    expect(check().fault).toMatch(why);
  });

  it('is told by a checkpoint kept elsewhere that everything was rewritten', () => {
    const { key, check } = signedLog();
    const other = temporaryWorkspace();
    append(other, 12);
    const rewritten = signHead(other, key); // the same origin, size and key, other events
    expect(check(rewritten.note).fault).toMatch(/first 12 events are not the ones/);
  });

  it('trusts no checkpoint that a stranger signed, and takes a differing root for proof whoever signed it', () => {
    const { workspace, check, first } = signedLog();
    const stranger = openSigningKey(temporaryFolder(), workspace.log, undefined, 'y');
    expect(checkLog(workspace, [stranger.verifier], null).fault).toMatch(/no trusted key has signed it/);
    const line = first.note.split('\n');
    line[2] = Buffer.alloc(32, 7).toString('base64');
    expect(check(line.join('\n')).fault).toMatch(/first 5 events are not the ones/);
    expect(check('nonsense').fault).toMatch(/no signed checkpoint/);
  });
});
