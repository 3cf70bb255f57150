import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { MAIN } from './cli.ts';

/** The command that a person types, in a process of its own; it ends with the test. */
export async function serveCommand(
  dir: string,
  env: NodeJS.ProcessEnv = {},
): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--json'], {
    env: { ...process.env, WINNOW_WORKSPACE: dir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) {
    said += line;
    try {
      return { url: (JSON.parse(said) as { url: string }).url, child };
    } catch {
      // The reply goes on.
    }
  }
  throw new Error('The server did not start.');
}
