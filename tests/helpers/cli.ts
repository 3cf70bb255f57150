import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** The built command line: `build-once.ts` sees to it that it is that of the sources. */
export const MAIN = join(root, 'dist/server/main.js');

/** Runs the command line in a process of its own, as a user would. @param before words that start the process elsewhere */
export function winnow(
  workspace: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  before: readonly string[] = [],
): Promise<Ended> {
  const [file = '', ...words] = [...before, process.execPath, MAIN, ...args];
  const child = spawn(file, words, {
    cwd: root,
    env: { ...process.env, WINNOW_WORKSPACE: workspace, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended: Ended = { code: null, out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    ended.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    ended.err += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ ...ended, code }));
  });
}
