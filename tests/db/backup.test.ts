import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RestoreOptions, restoreBackup } from '../../server/db/backup/restore.ts';
import { BLOCK, isInside, readTarHeader, tarHeader } from '../../server/db/backup/tar.ts';
import { type BackupOptions, writeBackup } from '../../server/db/backup/write.ts';
import { checkLog } from '../../server/db/check-log.ts';
import { openSigningKey } from '../../server/db/key-file.ts';
import { signHead } from '../../server/db/log-head.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { vkeyText } from '../../server/ledger/keys.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const effects = {
  now: () => new Date('2026-11-24T00:00:00.000Z'),
  randomHex: (bytes: number) => 'c'.repeat(2 * bytes),
  pid: process.pid,
};
const { signal } = new AbortController();
const keyOf = ({ dir, log }: Workspace) => openSigningKey(dir, log, undefined, 'x');

/** A workspace with questions, a signed head and a file of its own. */
function lived(): Workspace {
  const workspace = temporaryWorkspace();
  addQuestions(
    workspace,
    Array.from({ length: 40 }, (_, i) => newQuestion({ question: `How many are ${i} and ${i}?` })),
  );
  workspace.write('test', () =>
    workspace.events.append({ type: 'test.done', actor: 'local', subject: 's', idem: 'one', data: {} }),
  );
  signHead(workspace, keyOf(workspace));
  mkdirSync(join(workspace.dir, 'imports'));
  writeFileSync(join(workspace.dir, 'imports/imp-1.rejected.jsonl'), '{"line":1}\n');
  for (const name of ['cache', 'leases']) mkdirSync(join(workspace.dir, name));
  writeFileSync(join(workspace.dir, 'cache/abc'), 'made anew');
  return workspace;
}

const backup = (workspace: Workspace, out: string, some: Partial<BackupOptions> = {}) =>
  writeBackup(workspace, {
    ...{
      out,
      withKey: false,
      vkey: vkeyText(keyOf(workspace).verifier),
      version: 'winnow 0',
      pid: process.pid,
    },
    ...{ signal, progress: () => undefined },
    ...some,
  });
const restore = (file: string, dir: string, some: Partial<RestoreOptions> = {}) =>
  restoreBackup({
    file,
    dir,
    vkey: undefined,
    held: null,
    effects,
    signal,
    progress: () => undefined,
    ...some,
  });

/** What a workspace holds, to be compared. */
const contentOf = ({ db, log, events }: Workspace) => ({
  log,
  bodies: events.all().map(({ body }) => Buffer.from(body).toString('utf8')),
  questions: db.prepare('SELECT * FROM questions').all(),
});

describe('a backup', () => {
  test('comes back as the workspace that it was made of, without the key unless that was asked for', async () => {
    const workspace = lived();
    const place = temporaryFolder();
    const file = join(place, 'b.tar');
    expect(await backup(workspace, file)).toEqual({
      ...{ file, bytes: statSync(file).size, files: 2, log: workspace.log, events: 1, key: 'left-out' },
    });
    expect([readdirSync(place), statSync(file).mode & 0o777]).toEqual([['b.tar'], 0o600]);
    const dir = join(place, 'back');
    expect(restore(file, dir)).toEqual({
      ...{ workspace: dir, log: workspace.log, events: 1, checkpoints: 1, rows: expect.any(Number) },
      ...{ createdAt: '2026-11-24T00:00:00.000Z', files: 2, key: 'left-out' },
    });
    const back = temporaryWorkspace(dir);
    expect(contentOf(back)).toEqual(contentOf(workspace));
    expect(readFileSync(join(dir, 'imports/imp-1.rejected.jsonl'), 'utf8')).toBe('{"line":1}\n');
    expect(readdirSync(dir).filter((name) => !name.startsWith('winnow.db'))).toEqual(['imports']);
    expect(readdirSync(place).sort()).toEqual(['b.tar', 'back']);
    // Without the key nothing is signed by another one, which would make the heads look forged.
    expect(() =>
      openSigningKey(dir, back.log, undefined, 'x', back.checkpoints.latest() === undefined),
    ).toThrow('put ledger.key back into the workspace (chmod 600), or name the key in WINNOW_LEDGER_KEY');

    const whole = join(place, 'whole.tar');
    expect(await backup(workspace, whole, { withKey: true })).toMatchObject({ key: 'included', files: 3 });
    const again = join(place, 'again');
    restore(whole, again);
    expect(statSync(join(again, 'ledger.key')).mode & 0o777).toBe(0o600);
    expect(openSigningKey(again, workspace.log, undefined, 'x', false)).toMatchObject({
      verifier: keyOf(workspace).verifier,
    });
  });

  test('is of one moment while another process goes on writing, and both go on', async () => {
    const workspace = lived();
    const other = temporaryWorkspace(workspace.dir);
    let n = 0;
    const more = () =>
      other.write('other', () => {
        other.events.append({ type: 'other.done', actor: 'local', subject: 's', idem: `n ${++n}`, data: {} });
        addQuestions(other, [newQuestion({ question: `And ${n}?` })]);
      });
    const file = join(temporaryFolder(), 'b.tar');
    const report = await backup(workspace, file, { progress: more });
    expect(n).toBeGreaterThan(0);
    expect(report.events).toBe(1);
    const dir = join(temporaryFolder(), 'back');
    restore(file, dir);
    expect(temporaryWorkspace(dir).events.count()).toBe(1);
    expect(workspace.events.count()).toBe(1 + 2 * n); // an event of its own, and one for the rows behind it
    expect(checkLog(workspace, [keyOf(workspace).verifier], null).fault).toBe(null);
  });

  test('never takes the place of anything, and lies outside the workspace', async () => {
    const workspace = lived();
    const file = join(temporaryFolder(), 'b.tar');
    writeFileSync(file, 'mine');
    await expect(backup(workspace, file)).rejects.toMatchObject({ code: 'conflict' });
    expect([readFileSync(file, 'utf8'), readdirSync(dirname(file))]).toEqual(['mine', ['b.tar']]);
    for (const out of [join(workspace.dir, 'b.tar'), join(workspace.dir, 'none/b.tar')])
      await expect(backup(workspace, out)).rejects.toMatchObject({ code: 'bad-usage' });
    const late = join(dirname(file), 'late.tar');
    const progress = () => writeFileSync(late, 'mine');
    await expect(backup(workspace, late, { progress })).rejects.toMatchObject({ code: 'conflict' });
    expect(readFileSync(late, 'utf8')).toBe('mine');
    const gone = join(dirname(file), 'gone.tar');
    await expect(backup(workspace, gone, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'stopped',
    });
    expect(readdirSync(dirname(file)).sort()).toEqual(['b.tar', 'late.tar']);
  });

  test('that was killed leaves no file, and the next one works', async () => {
    const workspace = lived();
    const file = join(temporaryFolder(), 'b.tar');
    await killedAt('backup', workspace.dir, file);
    expect(existsSync(file)).toBe(false);
    expect(readdirSync(dirname(file))).not.toEqual([]);
    await backup(workspace, file);
    expect(readdirSync(dirname(file))).toEqual(['b.tar']);
  });
});

describe('a restore', () => {
  test('never takes the place of a workspace, or of anything else', async () => {
    const workspace = lived();
    const file = join(temporaryFolder(), 'b.tar');
    await backup(workspace, file);
    const before = contentOf(workspace);
    expect(() => restore(file, workspace.dir)).toThrow('holds something already');
    expect(() => restore(file, file)).toThrow('is a file');
    expect(contentOf(workspace)).toEqual(before);
    const empty = temporaryFolder();
    restore(file, empty);
    expect(() => restore(file, empty)).toThrow('holds something already');
  });

  test('refuses a backup of which any byte was changed, cut or added', async () => {
    const workspace = lived();
    const file = join(temporaryFolder(), 'b.tar');
    await backup(workspace, file);
    const whole = readFileSync(file);
    const place = temporaryFolder();
    const refused = (bytes: Uint8Array): string => {
      writeFileSync(join(place, 'bad.tar'), bytes);
      try {
        restore(join(place, 'bad.tar'), join(place, 'back'));
        return 'taken';
      } catch (cause) {
        return (cause as { code: string }).code;
      }
    };
    const list = whole.lastIndexOf('"winnow-backup"');
    const odd = [100, 257, 700, 40_000, list, list + 30, whole.length - 1];
    for (let at = 3; at < whole.length; at += Math.floor(whole.length / 25)) odd.push(at);
    for (const at of odd) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      expect([at, refused(bytes)]).toEqual([at, 'bad-input']);
    }
    for (const bytes of [whole.subarray(0, whole.length - BLOCK), whole.subarray(0, 5000), Buffer.alloc(0)])
      expect(refused(bytes)).toBe('bad-input');
    expect(refused(Buffer.concat([whole, Buffer.alloc(BLOCK)]))).toBe('bad-input');
    expect(readdirSync(place)).toEqual(['bad.tar']);
  });

  test('refuses an older copy where a later head was kept, and a key that did not sign', async () => {
    const workspace = lived();
    const file = join(temporaryFolder(), 'b.tar');
    await backup(workspace, file);
    workspace.write('test', () =>
      workspace.events.append({ type: 'test.done', actor: 'local', subject: 's', idem: 'two', data: {} }),
    );
    const { note } = signHead(workspace, keyOf(workspace));
    const place = temporaryFolder();
    expect(() => restore(file, join(place, 'back'), { held: note })).toThrow(
      'the end was cut off, or an old copy put back',
    );
    const other = openSigningKey(temporaryFolder(), workspace.log, undefined, 'x').verifier;
    expect(() => restore(file, join(place, 'back'), { vkey: vkeyText(other) })).toThrow(
      'its log was changed',
    );
    expect(readdirSync(place)).toEqual([]);
  });

  test('that was killed leaves no workspace, and the next one works', async () => {
    const workspace = lived();
    const file = join(temporaryFolder(), 'b.tar');
    await backup(workspace, file);
    const dir = join(temporaryFolder(), 'back');
    await killedAt('restore', dir, file);
    expect(existsSync(dir)).toBe(false);
    restore(file, dir);
    expect(readdirSync(dirname(dir))).toEqual(['back']);
    expect(contentOf(temporaryWorkspace(dir))).toEqual(contentOf(workspace));
  });
});

test('headers of an archive come back as they were written, and paths stay inside', () => {
  const name = fc.string({ minLength: 1, maxLength: 40 }).filter((text) => isInside(text));
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 4 }), fc.maxSafeNat(), (names, size) => {
      const entry = { path: names.join('/'), size };
      expect(readTarHeader(tarHeader(entry, 0))).toEqual(entry);
    }),
    { numRuns: 200 },
  );
  for (const path of ['../x', '/x', 'a/../b', 'a//b', '', '.', 'a\\b', 'a\nb', '.hidden', 'a/'])
    expect([path, isInside(path)]).toEqual([path, false]);
  expect(readTarHeader(new Uint8Array(BLOCK))).toBe(null);
});

/** Kills a process with -9 at a moment of its work. */
async function killedAt(...argv: readonly string[]): Promise<void> {
  const script = fileURLToPath(new URL('./killed-backup.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...argv], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', (code) => reject(new Error(`it ended with ${code} before it was killed`)));
  });
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));
}
