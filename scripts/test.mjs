import { runScript } from './lib/setup-error.mjs';

// `npm test [-- FILE...]`: set up what is missing, every check, every test; with arguments only Vitest, with these.
runScript(async () => {
  const { CHECK_PARTS, runChecks } = await import('./lib/check-parts.mjs');
  const { runVitest } = await import('./lib/run-vitest.mjs');
  const { ensureReady, ROOT } = await import('./setup.mjs');
  const out = process.stdout;
  await ensureReady();
  const args = process.argv.slice(2);
  const parts = args.length === 0 ? CHECK_PARTS : [];
  const held = []; // on a terminal Vitest redraws its last lines, over whatever another writes there
  const checksOut = out.isTTY ? { write: (text) => held.push(text) } : out;
  // Tests wait for servers, browsers and disks, so checks of a lower rank fill what they leave of the cores.
  const [failedParts, tests] = await Promise.all([
    runChecks(parts, { root: ROOT, out: checksOut, lanes: 1, nice: 5 }),
    runVitest({ root: ROOT, args }),
  ]);
  out.write(held.join(''));
  for (const { name, reason } of tests.skipped) out.write(`skipped: ${name}: ${reason}\n`);
  const failed = failedParts.length + tests.failed;
  const passed = parts.length - failedParts.length + tests.passed;
  out.write(`${passed} passed, ${failed} failed, ${tests.skipped.length} skipped\n`);
  return failed === 0 ? 0 : 1;
});
