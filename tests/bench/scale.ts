import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Done } from '../../server/engine/shards/done.ts';
import { type Cost, measureCommand } from './command.ts';
import { generatedPool } from './commands.ts';

/**
 * Measures what a run in shards costs beside the same run on one machine: `npm run bench:scale [-- PARTS]`. A part is
 * the generated pool from a seed of its own, 59,029 questions; ten of them where nothing is said.
 */
const parts = Number(process.argv[2] ?? 10);
if (!Number.isInteger(parts) || parts < 1) throw new Error(`${process.argv[2]}: a number of parts, from 1`);

const folder = mkdtempSync(join(tmpdir(), 'winnow-scale-'));

/** What the jobs of one round took together, and the most that one of them did. */
interface RoundCost {
  jobs: number;
  cpuSeconds: number;
  peakMemory: number;
  bytes: number;
}

interface ShardsCost extends Cost {
  jobs: number;
  jobCpuSeconds: number;
  rounds: Record<string, RoundCost>;
}

try {
  const pools = Array.from({ length: parts }, (_, i) => generatedPool(folder, i + 1));
  const questions = pools.reduce((sum, one) => sum + one.questions, 0);
  const workspace = join(folder, 'workspace');
  measureCommand(workspace, ['import', ...pools.map(({ pool }) => pool)]);
  measureCommand(workspace, ['benchmarks', 'add', pools[0]!.benchmark]);
  const local = afresh(workspace, []);
  const [one, two] = [1, 2].map((jobs) => inShards(workspace, jobs));
  const results = { questions, local, one, two, ...ratios(questions, local, one!, two!) };
  mkdirSync(join(import.meta.dirname, 'results'), { recursive: true });
  writeFileSync(
    join(import.meta.dirname, 'results', `scale-${questions}.json`),
    `${JSON.stringify(results, null, 2)}\n`,
  );
  console.log(JSON.stringify(results, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** A run for which nothing is at hand. */
function afresh(workspace: string, args: readonly string[]): Cost {
  rmSync(join(workspace, 'cache'), { recursive: true, force: true });
  return measureCommand(workspace, ['run', ...args]);
}

function inShards(workspace: string, jobs: number): ShardsCost {
  const root = join(folder, `shards-${jobs}`);
  const records = Math.min(100_000, Math.ceil((59_029 * parts) / 8)); // enough shards for two to have work
  const cost = afresh(workspace, [
    ...['--engine', 'processes', '--shard-jobs', `${jobs}`, '--shard-dir', root, '--keep-shards'],
    ...['--shard-records', `${records}`],
  ]);
  const [run = ''] = readdirSync(root);
  const rounds: Record<string, RoundCost> = {};
  for (const { name } of readdirSync(join(root, run), { withFileTypes: true }).filter((one) =>
    one.isDirectory(),
  )) {
    const lines = readFileSync(join(root, run, name, 'manifest.jsonl'), 'utf8')
      .trim()
      .split('\n');
    const done = lines.map((line) => JSON.parse(line) as Done);
    rounds[name] = {
      jobs: done.length,
      cpuSeconds: sum(done.map(({ cpuSeconds }) => cpuSeconds)),
      peakMemory: Math.max(...done.map(({ peakMemory }) => peakMemory)),
      bytes: sum(done.flatMap(({ files }) => files.map(({ bytes }) => bytes))),
    };
  }
  rmSync(root, { recursive: true });
  const jobCpuSeconds = sum(Object.values(rounds).map(({ cpuSeconds }) => cpuSeconds));
  return { ...cost, jobs, jobCpuSeconds, rounds };
}

function ratios(questions: number, local: Cost, one: ShardsCost, two: ShardsCost) {
  const bytes = sum(Object.values(two.rounds).map((round) => round.bytes));
  const looked = two.rounds.look?.cpuSeconds ?? Number.NaN;
  return {
    cpuOverLocal: (two.cpuSeconds + two.jobCpuSeconds) / local.cpuSeconds,
    wallOverLocal: two.wallSeconds / local.wallSeconds,
    efficiencyOfTwo: one.wallSeconds / (2 * two.wallSeconds),
    looksPerSecondOfCpu: questions / looked,
    bytesPerQuestion: bytes / questions,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
