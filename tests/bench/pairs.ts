import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What one process says of itself on its last line. */
export interface Cost {
  /** CPU of the work alone, over all threads. */
  stageSeconds: number;
  /** CPU of the whole process: its start and reading included. */
  cpuSeconds: number;
  /** The most memory that the process held. */
  memoryMb: number;
}

/** Two programs over the same input, one after the other, several times. */
export interface Pair {
  own: Cost;
  /** Null where the machine does not have it. */
  peer: Cost | null;
  /** CPU of the peer's work by that of ours, in the median, and between which values. */
  times: { median: number; least: number; most: number } | null;
  rounds: number;
}

/** The python that has the peers, and the folder of s1's repository; both by the environment. */
export const PYTHON = process.env.WINNOW_BENCH_PYTHON ?? 'python3';
export const S1 = process.env.WINNOW_BENCH_S1 ?? null;

export const hasModules = (...names: string[]): boolean =>
  spawnSync(PYTHON, ['-c', `import ${names.join(', ')}`]).status === 0;

export const hasS1 = (...modules: string[]): boolean =>
  S1 !== null && existsSync(join(S1, 'data', 'decontaminate_util.py')) && hasModules(...modules);

type Said<R> = Cost & { result: R };

/** Runs a cell over the built program. */
export const ownCell = <R>(name: string, ...args: string[]): Said<R> =>
  said(process.execPath, [join(import.meta.dirname, 'cells', `${name}.mjs`), ...args]);

export const peerCell = <R>(name: string, ...args: string[]): Said<R> =>
  said(PYTHON, [join(import.meta.dirname, 'peers', `${name}.py`), ...args]);

/** @throws Error where the process fails */
function said<R>(program: string, args: readonly string[]): Said<R> {
  const ended = spawnSync(program, args, {
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
    env: { ...process.env, PYTHONHASHSEED: '1', PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (ended.status !== 0)
    throw new Error(`${args[0]} ended with ${ended.status}: ${ended.stderr.slice(-2000)}`);
  return JSON.parse(ended.stdout.trimEnd().split('\n').at(-1) ?? '') as Said<R>;
}

/**
 * Measures both in turn, so that what else the machine does meets both alike; medians of each.
 * @returns the costs, and what each found in its last round
 */
export function measurePair<O, P>(
  rounds: number,
  own: () => Said<O>,
  peer: (() => Said<P>) | null,
): { pair: Pair; own: O; peer: P | null } {
  const owns: Said<O>[] = [];
  const peers: Said<P>[] = [];
  for (let round = 0; round < rounds; round++) {
    owns.push(own());
    if (peer !== null) peers.push(peer());
  }
  const ratios = peers.map(({ stageSeconds }, i) => stageSeconds / (owns[i]?.stageSeconds ?? Number.NaN));
  return {
    pair: {
      own: medianCost(owns),
      peer: peers.length === 0 ? null : medianCost(peers),
      times:
        ratios.length === 0
          ? null
          : {
              median: rounded(median(ratios)),
              least: rounded(Math.min(...ratios)),
              most: rounded(Math.max(...ratios)),
            },
      rounds,
    },
    own: (owns.at(-1) as Said<O>).result,
    peer: peers.at(-1)?.result ?? null,
  };
}

const medianCost = (costs: readonly Cost[]): Cost => ({
  stageSeconds: rounded(median(costs.map((cost) => cost.stageSeconds))),
  cpuSeconds: rounded(median(costs.map((cost) => cost.cpuSeconds))),
  memoryMb: Math.round(median(costs.map((cost) => cost.memoryMb))),
});

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const rounded = (value: number): number => Math.round(value * 1000) / 1000;
