// Run by faults.test.ts: a release that stops for good at a moment it is told, so that it can be killed there.
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { loadTraining } from '../../server/cli/training-assets.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import { openWorkspace } from '../../server/db/workspace.ts';
import { buildRelease } from '../../server/release/build.ts';
import { releaseFiles } from '../../server/release/files.ts';
import { testKey } from './test-key.ts';

const [dir = '', out = '', moment = ''] = process.argv.slice(2);

const DATA = join(import.meta.dirname, '../../data');

const workspace = openWorkspace(dir, {
  now: () => new Date('2026-11-24T00:00:00.000Z'),
  randomHex: (bytes) => '0'.repeat(2 * bytes),
  pid: process.pid,
});
const run = workspace.runs.latest();
if (run === undefined) throw new Error('the workspace has no run');
const files = releaseFiles(process.pid, workspace.randomHex);

/** Tells the test and never comes back. */
function hang(): void {
  writeSync(1, 'here\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

await buildRelease(
  workspace,
  { run, out, actor: 'tester' },
  {
    countTokens: (text) => text.split(/\s+/).filter((word) => word !== '').length,
    tokenizer: { name: 'words', sha256: 'e'.repeat(64) },
    version: '0.0.0',
    shipped: loadShipped(DATA),
    training: loadTraining({ data: DATA }),
    signingKey: testKey(workspace.log),
    verifier: readFileSync(join(DATA, 'release/verify.mjs'), 'utf8'),
    files: {
      ...files,
      create(folder, path) {
        if (moment === 'write' && path === 'manifest.json') hang();
        return files.create(folder, path);
      },
      settle: () => hang(),
    },
    progress: () => undefined,
    signal: new AbortController().signal,
    clock: () => 0,
  },
);
