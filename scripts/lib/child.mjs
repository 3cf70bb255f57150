import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from './setup-error.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program with all its output in a file (a file and not a pipe, so that a child whose parent
 * was killed ends its work instead of dying of a broken pipe in the middle of it).
 * A signal is handed on to the child; the promise then rejects with exit code 4 of CONTRACT.
 * @param {{ command: string, args: string[], cwd: string, env?: object, logFile: string, onStart?: (pid: number) => void }} task
 * @returns {Promise<{ code: number, output: string }>} code 127 when there is no such program
 */
export function runLogged({ command, args, cwd, env, logFile, onStart }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const log = openSync(logFile, 'w');
  return new Promise((resolve, reject) => {
    let stoppedBy = '';
    const shell = process.platform === 'win32' && command.endsWith('.cmd');
    const child = spawn(command, args, { cwd, env, shell, stdio: ['ignore', log, log] });
    const forward = (signal) => {
      stoppedBy = signal;
      child.kill(signal);
    };
    const settle = (finish) => {
      for (const signal of SIGNALS) process.removeListener(signal, forward);
      closeSync(log);
      finish();
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    child.once('error', (error) => settle(() => resolve({ code: 127, output: String(error) })));
    child.once('close', (code) =>
      settle(() => {
        const stopped = `Stopped by ${stoppedBy}; the same command goes on where it stopped.`;
        if (stoppedBy !== '') reject(new SetupError(stopped, 4));
        else resolve({ code: code === null ? 1 : code, output: readFileSync(logFile, 'utf8') });
      }),
    );
    if (child.pid !== undefined && onStart !== undefined) onStart(child.pid);
  });
}
