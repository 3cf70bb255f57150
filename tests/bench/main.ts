import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { type Cost, measureCommand, median } from './command.ts';

/** Times each command is measured; the median counts. */
const ROUNDS = 5;

const folder = mkdtempSync(join(tmpdir(), 'winnow-bench-'));
const results: Record<string, Cost> = {};

function report(name: string, costs: readonly Cost[]): void {
  const cost = median(costs);
  results[name] = cost;
  const { wallSeconds, cpuSeconds, memoryMb } = cost;
  console.log(
    `${name.padEnd(52)} ${wallSeconds.toFixed(2).padStart(7)} s ${cpuSeconds.toFixed(2).padStart(7)} s CPU ${memoryMb.toFixed(0).padStart(6)} MB`,
  );
}

/** Every round starts from a copy of the same workspace, in a process of its own. */
function measure(name: string, base: string | null, args: readonly string[]): void {
  const costs = Array.from({ length: ROUNDS }, (_, i) => {
    const workspace = join(folder, `round-${i}`);
    rmSync(workspace, { recursive: true, force: true });
    if (base !== null) cpSync(base, workspace, { recursive: true });
    return measureCommand(
      workspace,
      args.map((arg) => arg.replace('OUT', join(workspace, 'out'))),
    );
  });
  report(name, costs);
}

function realPool(pool: string): void {
  const files = (sub: string) =>
    readdirSync(join(pool, sub))
      .sort()
      .map((name) => join(pool, sub, name));
  const base = join(folder, 'real');
  measure('import, 59,029 real questions', null, ['import', ...files('pool')]);
  measureCommand(base, ['import', ...files('pool')]);
  measureCommand(base, ['benchmarks', 'add', ...files('evals')]);
  measure('run --recipe s1, 59,029 real questions, cold', base, ['run', '--recipe', 's1']);
  measureCommand(base, ['run', '--recipe', 's1']);
  measure('why, one question', base, ['why', 'math-00006']);
  measure('traces collect --teacher reference, until 1,000', base, [
    'traces',
    'collect',
    '--run',
    'latest',
    '--teacher',
    'reference',
    '--until-usable',
    '1000',
  ]);
  measureCommand(base, [
    'traces',
    'collect',
    '--run',
    'latest',
    '--teacher',
    'reference',
    '--until-usable',
    '1000',
  ]);
  measure('release, 1,000 rows', base, [
    'release',
    '--run',
    'latest',
    '--policy',
    'internal',
    '--out',
    'OUT',
  ]);
}

try {
  console.log(`medians of ${ROUNDS} runs, whole processes`);
  measure('start --once, built-in sample, once installed', null, ['start', '--once']);
  if (REAL_POOL === null) console.log(`left out: the real pool; it ${NO_POOL}`);
  else realPool(REAL_POOL);
  const out = join(import.meta.dirname, 'results');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'commands.json'), `${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
