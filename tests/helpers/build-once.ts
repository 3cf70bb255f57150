import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Before the first test: dist/ as the sources are now, for the tests that run the command line as a user would. */
export function setup(): void {
  const root = join(import.meta.dirname, '../..');
  const { status } = spawnSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error('The sources could not be built; npm run build says why.');
}
