import { spawn } from 'node:child_process';
import type { CarryOut } from '../jobs/commands/effects.ts';

/** How long a command that was asked to stop may take before it is killed. Unit: milliseconds. */
const PATIENCE_MS = 20_000;
/** The most of its reply that is taken: below the longest text that there can be. Unit: characters. */
const LONGEST_REPLY = 400_000_000;

/** Under this name a command is told in whose name it works. */
export const ACTOR_VARIABLE = 'WINNOW_ACTOR';

/** Who works: whoever the workbench named, else the person at this terminal. */
export const actorFrom = (named: string | undefined): string =>
  named !== undefined && /^[a-z0-9-]{1,64}$/.test(named) ? named : 'local';

/**
 * Carries out command lines in processes of their own.
 * @param program what starts ours: executable and first arguments
 * @param dir the workspace
 */
export function inChildren(
  [file = '', ...first]: readonly string[],
  dir: string,
  env: NodeJS.ProcessEnv,
): CarryOut {
  return (args, { actor, signal, say }) =>
    new Promise((done) => {
      const child = spawn(file, [...first, '--workspace', dir, '--json', ...args], {
        env: { ...env, [ACTOR_VARIABLE]: actor },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let out = '';
      let lastLine = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        if (out.length < LONGEST_REPLY) out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        for (const line of text.split('\n')) {
          if (line.trim() === '') continue;
          lastLine = line.slice(0, 2000);
          say(lastLine);
        }
      });
      let last: NodeJS.Timeout | undefined;
      const stop = (): void => {
        child.kill('SIGTERM');
        last = setTimeout(() => void child.kill('SIGKILL'), PATIENCE_MS);
      };
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop, { once: true });
      const end = (exit: number | null): void => {
        clearTimeout(last);
        signal.removeEventListener('abort', stop);
        done({ exit, out, lastLine });
      };
      child.on('error', (cause) => {
        lastLine = cause.message;
        end(null);
      });
      child.on('close', end);
    });
}
