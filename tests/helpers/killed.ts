import { spawn } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { MAIN } from './cli.ts';

/** Runs the built command line, and kills it at once when its time has come. @returns whether it was killed, and by when */
export async function killedWhen(
  workspace: string,
  args: readonly string[],
  isTime: (ms: number) => boolean,
): Promise<{ isKilled: boolean; ms: number }> {
  const from = performance.now();
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, WINNOW_WORKSPACE: workspace },
    stdio: 'ignore',
  });
  const ended = new Promise<void>((resolve, reject) =>
    child.on('error', reject).on('close', () => resolve()),
  );
  while (child.exitCode === null && child.signalCode === null) {
    if (isTime(performance.now() - from)) child.kill('SIGKILL');
    await setTimeout(1);
  }
  await ended;
  return { isKilled: child.signalCode === 'SIGKILL', ms: performance.now() - from };
}
