import { nodeFault } from './node-version.mjs';

/** A set-up that can not go on: one line that says what, where and what to do, and an exit code of CONTRACT. */
export class SetupError extends Error {
  constructor(message, exit = 1) {
    super(message);
    this.name = 'SetupError';
    this.exit = exit;
  }
}

/**
 * Runs the whole of a script: its number becomes the exit code, a SetupError becomes its one line.
 * An old Node ends here, with exit 2; whatever needs a newer one is imported inside `work`.
 * Never `process.exit()`: it would cut off output that still waits in a pipe.
 * @param {() => Promise<number>} work
 */
export function runScript(work) {
  const fault = nodeFault(process.versions.node);
  const start = fault === null ? work() : Promise.reject(new SetupError(fault, 2));
  start.then(
    (code) => {
      process.exitCode = code;
    },
    (error) => {
      const fault = error.syscall === undefined ? error : systemFault(error);
      if (!(fault instanceof SetupError)) throw error;
      process.stderr.write(`${fault.message}\n`);
      process.exitCode = fault.exit;
    },
  );
}

/** What the system refused (a full disk, a folder of somebody else), in one line. */
function systemFault({ code, syscall, path }) {
  const full = 'the disk is full; free some space, then repeat the command';
  const why = code === 'ENOSPC' ? full : `${code}; make it yours and writable, then repeat the command`;
  return new SetupError(`Could not ${syscall} ${path || 'a file of the set-up'}: ${why}.`);
}
