import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { type Cost, measureCommand, median } from './command.ts';
import { measurePreviews, middle, type PreviewCost } from './previews.ts';

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

/** In one process, as a server makes them; the run and its cache are there. */
async function previews(base: string): Promise<void> {
  measureCommand(base, ['run', '--recipe', 'winnow']);
  const { first, moves } = await measurePreviews(base);
  const all = Object.values(moves).flat();
  const told = { first, median: medianOf(all), slowest: Math.max(...all.map(({ cpu }) => cpu)), moves };
  console.log(
    `preview of a changed setting, ${all.length} of them: median ${told.median.wall.toFixed(0)} ms (${told.median.cpu.toFixed(0)} ms CPU), slowest ${told.slowest.toFixed(0)} ms CPU, the first ${first.cpu.toFixed(0)} ms CPU`,
  );
  write('previews', told);
}

const medianOf = (costs: readonly PreviewCost[]): PreviewCost => ({
  wall: middle(costs.map(({ wall }) => wall)),
  cpu: middle(costs.map(({ cpu }) => cpu)),
});

function write(name: string, told: unknown): void {
  const out = join(import.meta.dirname, 'results');
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify(told, null, 2)}\n`);
}

async function realPool(pool: string): Promise<void> {
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
  await previews(base);
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
  else await realPool(REAL_POOL);
  write('commands', results);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
