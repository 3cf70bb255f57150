import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isForAnotherNode } from './installed.mjs';
import { SetupError } from './setup-error.mjs';

/**
 * Runs a command of the built program in this process, so that signals, standard streams and the
 * exit code need nobody in between.
 * @param {string} root of the checkout
 * @param {string[]} args the command and its flags
 * @returns {Promise<number>} the exit code
 * @throws {SetupError} exit 2 when there is nothing built, or it was installed for another Node
 */
export async function runProgram(root, args) {
  const built = existsSync(join(root, 'dist', '.setup', 'server.stamp'));
  if (!built || !existsSync(join(root, 'node_modules'))) {
    throw new SetupError('Winnow is not built yet: run "npm start", or "npm ci && npm run build".', 2);
  }
  if (isForAnotherNode(root)) {
    throw new SetupError(
      `Winnow was installed for another Node than ${process.version}: run "npm start".`,
      2,
    );
  }
  const { main } = await import(pathToFileURL(join(root, 'dist', 'server', 'main.js')).href);
  return main(args);
}
