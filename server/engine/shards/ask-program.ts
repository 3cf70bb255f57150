import { spawn } from 'node:child_process';

/** What a program that was asked something said. */
export interface Said {
  /** Null where it was killed; 127 where there is no such program. */
  code: number | null;
  out: string;
  err: string;
}

/** Asks programs of a cluster. */
export type AskProgram = (name: string, args: readonly string[], input?: string) => Promise<Said>;

/** Without what would hide tasks of ours from `squeue`. */
const withoutFilters = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('SQUEUE_')));

/** How long an answer may take. Unit: milliseconds. */
const PATIENCE = 60_000;

/** Starts programs by their names. */
export const askPrograms =
  (env: NodeJS.ProcessEnv): AskProgram =>
  (name, args, input = '') =>
    new Promise((resolve) => {
      const child = spawn(name, args, {
        env: withoutFilters(env),
        stdio: ['pipe', 'pipe', 'pipe'],
        timeout: PATIENCE,
      });
      const said: Said = { code: null, out: '', err: '' };
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said.out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        said.err += text;
      });
      child.on('error', (cause: NodeJS.ErrnoException) =>
        resolve({
          code: 127,
          out: '',
          err: cause.code === 'ENOENT' ? `there is no ${name} here` : cause.message,
        }),
      );
      child.on('close', (code) => resolve({ ...said, code }));
      child.stdin.on('error', () => undefined); // it ended without reading: its exit code says why
      child.stdin.end(input);
    });
