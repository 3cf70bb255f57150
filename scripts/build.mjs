import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runScript, SetupError } from './lib/setup-error.mjs';

// `npm run build`: dist/ from the sources, only what changed; the packages are npm's business (`npm ci`).
runScript(async () => {
  const { buildOnly, ROOT } = await import('./setup.mjs');
  if (!existsSync(join(ROOT, 'node_modules', 'typescript'))) {
    throw new SetupError('The packages are not installed: run "npm ci", then "npm run build".', 2);
  }
  await buildOnly();
  return 0;
});
