// Run by backup.test.ts: a backup or a restore that stops for good in its middle, so that it can be killed there.
import { writeSync } from 'node:fs';
import { restoreBackup } from '../../server/db/backup/restore.ts';
import { writeBackup } from '../../server/db/backup/write.ts';
import { openWorkspace } from '../../server/db/workspace.ts';

const [what = '', dir = '', file = ''] = process.argv.slice(2);

/** Tells the test and never comes back. */
function hang(): void {
  writeSync(1, 'here\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

const effects = {
  now: () => new Date('2026-11-24T00:00:00.000Z'),
  randomHex: (bytes: number) => '0'.repeat(2 * bytes),
  pid: process.pid,
};
const { signal } = new AbortController();

if (what === 'restore')
  restoreBackup({ file, dir, vkey: undefined, held: null, effects, signal, progress: hang });
else {
  const workspace = openWorkspace(dir, effects);
  const now = () => {
    hang(); // the database is copied, and the archive begins
    return effects.now();
  };
  const options = { out: file, withKey: false, vkey: null, version: 'winnow 0', pid: process.pid, signal };
  await writeBackup({ ...workspace, now }, { ...options, progress: () => undefined });
}
