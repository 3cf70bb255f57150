import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** What a whole process took, its start included. */
export interface Cost {
  wallSeconds: number;
  cpuSeconds: number;
  memoryMb: number;
}

/**
 * Runs a command of the built program in a fresh process.
 * @param under a command that begins the process, as `taskset -c 0`
 * @throws Error where it fails
 */
export function measureCommand(
  workspace: string,
  args: readonly string[],
  under: readonly string[] = [],
): Cost {
  const program = join(root, 'dist/server/main.js');
  const [command = process.execPath, ...rest] = [...under, process.execPath];
  const ended = spawnSync(
    command,
    [
      ...rest,
      join(import.meta.dirname, 'measured.mjs'),
      program,
      ...args,
      '--workspace',
      workspace,
      '--json',
      '--quiet',
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (ended.error !== undefined) throw ended.error;
  if (ended.status !== 0)
    throw new Error(`winnow ${args.join(' ')} ended with ${ended.status}: ${ended.stdout}${ended.stderr}`);
  return JSON.parse(ended.stderr.trimEnd().split('\n').at(-1) ?? '') as Cost;
}

/** The median of each figure over several runs: these machines are noisy. */
export function median(costs: readonly Cost[]): Cost {
  const middle = (key: keyof Cost): number => {
    const sorted = costs.map((cost) => cost[key]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  };
  return {
    wallSeconds: middle('wallSeconds'),
    cpuSeconds: middle('cpuSeconds'),
    memoryMb: middle('memoryMb'),
  };
}
