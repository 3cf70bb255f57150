import { runScript } from './lib/setup-error.mjs';

// `npm run check`: types, format, lint, unused code, house rules.
runScript(async () => {
  const { CHECK_PARTS, HOUSE_RULES, runChecks, SERVER_ALONE } = await import('./lib/check-parts.mjs');
  const { ROOT } = await import('./setup.mjs');
  const failed = await runChecks([...CHECK_PARTS, SERVER_ALONE, HOUSE_RULES], {
    root: ROOT,
    out: process.stdout,
  });
  if (failed.length > 0) process.stdout.write(`failed: ${failed.join(', ')}\n`);
  return failed.length === 0 ? 0 : 1;
});
