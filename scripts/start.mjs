import { runScript } from './lib/setup-error.mjs';

// `npm start [-- --once]`: set up what is missing, then the main job and the workbench.
runScript(async () => {
  const { ensureReady, ROOT } = await import('./setup.mjs');
  const { runProgram } = await import('./lib/program.mjs');
  await ensureReady();
  return runProgram(ROOT, ['start', ...process.argv.slice(2)]);
});
