import { chmodSync, closeSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { register } from '../../server/cli/doctor.ts';
import type { Finding } from '../../server/db/doctor/finding.ts';
import { openSigningKey } from '../../server/db/key-file.ts';
import { signHead } from '../../server/db/log-head.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { smallPages } from '../http/server.ts';
import { typed } from './in-process.ts';

/** A workspace with a signed head and one event behind it. */
function lived(): Workspace {
  const workspace = temporaryWorkspace();
  const append = (idem: string) =>
    workspace.write('test', () =>
      workspace.events.append({ type: 'test.done', actor: 'local', subject: 's', idem, data: {} }),
    );
  append('one');
  signHead(workspace, openSigningKey(workspace.dir, workspace.log, undefined, 'x'));
  append('two');
  return workspace;
}

/** What the doctor finds, by name; where something fails the command does, too. */
async function examined(workspace: Workspace, at = '2026-11-30T00:00:00.000Z', dir = workspace.dir) {
  const assets = {
    data: join(import.meta.dirname, '../../data'),
    pages: smallPages(),
    tokenizer: import.meta.filename,
  };
  const some = {
    now: () => new Date(at),
    workspaceDir: () => dir,
    assets: { ...assets, worker: { file: '', execArgv: [] }, version: '0.0.0' },
  };
  const read = (report: unknown) => (report as { findings: Finding[] }).findings;
  const findings = await typed(workspace, register, ['doctor', '--json'], undefined, some).then(
    ({ out }) => read(JSON.parse(out)),
    (cause: { code: string; details: unknown }) => {
      expect(cause.code).toBe('failed');
      return read(cause.details);
    },
  );
  return Object.fromEntries(
    findings.map(({ name, state, says, mend }) => [name, `${state}: ${says} -> ${mend}`]),
  );
}

test('a workspace that is in order', async () => {
  const workspace = lived();
  expect(await examined(workspace)).toEqual({
    node: `ok: Node ${process.versions.node} -> null`,
    build: 'ok: pages and tokenizer table are there; no browser of its own is needed -> null',
    terms: expect.stringMatching(/^ok: \d+ entries in force were looked at within 30 days -> null$/),
    prices: expect.stringMatching(/^ok: read \d+ days ago, on 2026-/),
    disk: expect.stringMatching(/^(ok|warn): [\d,]+ MB are free/),
    database: 'ok: SQLite finds it whole -> null',
    migrations: expect.stringMatching(/^ok: all \d+ are applied -> null$/),
    ledger: `ok: 2 events of ${workspace.log}, signed up to 1 (the next command signs the other 1) -> null`,
    key: expect.stringMatching(/^ok: winnow\//),
    writers: 'ok: nobody is writing, and nothing is locked -> null',
    leases: 'ok: none is held -> null',
  });
  expect(workspace.events.count()).toBe(2);
});

test('who works in it is named, and nobody who was killed', async () => {
  const workspace = lived();
  const lease = workspace.lease('collection', 'traces collect');
  const found = await examined(workspace);
  expect(found.leases).toBe('ok: held: collection by traces collect (process 1) -> null');
  lease.release();
  writeFileSync(join(workspace.dir, 'writer.txt'), 'somebody who was killed');
  const after = await examined(workspace);
  expect([after.leases, after.writers]).toEqual([
    'ok: none is held -> null',
    'ok: nobody is writing, and nothing is locked -> null',
  ]);
});

test('what is wrong is named, with what to do', async () => {
  const open = lived();
  chmodSync(join(open.dir, 'ledger.key'), 0o644);
  expect((await examined(open)).key).toMatch(
    /^fail: Others can read the signing key ledger\.key.* -> chmod 600/,
  );

  const lost = lived();
  rmSync(join(lost.dir, 'ledger.key'));
  expect((await examined(lost)).key).toMatch(
    /^fail: the key that signs for the log is missing -> put ledger\.key back/,
  );

  const other = lived();
  rmSync(join(other.dir, 'ledger.key'));
  openSigningKey(other.dir, other.log, undefined, 'y');
  expect((await examined(other)).key).toMatch(
    /^fail: the head that was signed last is not signed by the key at hand/,
  );

  const shortened = lived();
  shortened.db.exec('DROP TRIGGER events_stay; DELETE FROM events');
  expect((await examined(shortened)).ledger).toBe(
    'fail: the log of 0 events does not fit the head that was signed last -> winnow ledger verify says where it differs',
  );

  const newer = lived();
  newer.db.exec("INSERT INTO migrations VALUES ('9999_later.sql', 'ab')");
  expect((await examined(newer)).migrations).toMatch(/^fail: it has 9999_later\.sql/);

  const broken = lived();
  broken.db.pragma('wal_checkpoint(TRUNCATE)');
  const fd = openSync(broken.file, 'r+');
  writeSync(fd, Buffer.alloc(4096, 7), 0, 4096, 4096);
  closeSync(fd);
  expect((await examined(broken)).database).toMatch(
    /^fail: .* -> winnow restore makes a workspace of the last backup$/,
  );
});

test('old terms and prices are told, and a folder without a workspace is left as it is', async () => {
  const workspace = lived();
  const later = await examined(workspace, '2027-11-30T00:00:00.000Z');
  expect([later.terms, later.prices]).toEqual([
    expect.stringMatching(
      /^warn: \d+ of \d+ entries in force were last looked at over 30 days ago, such as /,
    ),
    expect.stringMatching(/^warn: read \d+ days ago/),
  ]);
  const dir = join(temporaryFolder(), 'none');
  expect((await examined(workspace, undefined, dir)).workspace).toBe(
    `warn: there is none in ${dir} -> winnow start makes one; --workspace DIR names another`,
  );
});
