import { fileURLToPath } from 'node:url';
import { runScript } from './lib/setup-error.mjs';

// `npm run -s winnow -- COMMAND ...`: the command line over what is built.
runScript(async () => {
  const { runProgram } = await import('./lib/program.mjs');
  return runProgram(fileURLToPath(new URL('..', import.meta.url)), process.argv.slice(2));
});
