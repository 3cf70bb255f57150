import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Done } from '../../server/engine/shards/done.ts';
import { type Cost, measureCommand } from './command.ts';
import { generatedPool } from './commands.ts';

/**
 * Measures what a run in shards costs beside the same run on one machine: `npm run bench:scale [-- PARTS [ROUNDS]]`. A
 * part is the generated pool from a seed of its own, 59,029 questions: 590,290 where nothing is said, 5,902,900 for 100
 * of them. Each round runs all three once, and the median of each figure counts.
 */
const [parts, rounds] = [process.argv[2] ?? '10', process.argv[3] ?? '1'].map((word) => {
  const number = Number(word);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${word}: a whole number from 1`);
  return number;
}) as [number, number];

/** What a part takes on the disk, at most: pool, workspace, shards. Unit: bytes. */
const PART_BYTES = 400e6;

const folder = mkdtempSync(join(tmpdir(), 'winnow-scale-'));

/** What the jobs of one round took together, and the most that one of them did. */
interface RoundCost {
  jobs: number;
  cpuSeconds: number;
  seconds: number;
  peakMemory: number;
  bytes: number;
}

interface Measured extends Cost {
  selectionSha256: string;
  /** What the jobs took, beside the command. */
  jobs: Record<string, RoundCost>;
  /** Processes that wanted a processor in the minute before. */
  loadBefore: number;
}

try {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < parts * PART_BYTES)
    throw new Error(`${parts} parts take ${(parts * PART_BYTES) / 1e9} GB of ${folder}; there is less.`);
  const workspace = join(folder, 'workspace');
  const questions = fill(workspace);
  const kinds = {
    local: () => afresh(workspace, []),
    one: () => inShards(workspace, questions, 1),
    two: () => inShards(workspace, questions, 2),
  };
  const runs = { local: [], one: [], two: [] } as Record<keyof typeof kinds, Measured[]>;
  for (let round = 0; round < rounds; round++) {
    for (const kind of ['local', 'one', 'two'] as const) {
      runs[kind].push(kinds[kind]());
      console.error(kind, JSON.stringify({ ...runs[kind].at(-1), jobs: undefined }));
    }
  }
  const results = {
    ...{
      questions,
      date: new Date().toISOString().slice(0, 10),
      node: process.version,
      cores: availableParallelism(),
    },
    ...{ processor: cpus()[0]?.model, summary: summaryOf(questions, runs), runs },
  };
  const to = join(import.meta.dirname, 'results');
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, `scale-${questions}.json`), `${JSON.stringify(results, null, 2)}\n`);
  console.log(JSON.stringify(results.summary, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Imports the parts one by one, so that no more than one of them lies there as text. */
function fill(workspace: string): number {
  let questions = 0;
  for (let seed = 1; seed <= parts; seed++) {
    const { pool, benchmark, questions: own } = generatedPool(folder, seed);
    measureCommand(workspace, ['import', pool]);
    if (seed === 1) measureCommand(workspace, ['benchmarks', 'add', benchmark]);
    rmSync(pool);
    questions += own;
  }
  return questions;
}

/** A run for which nothing is at hand. */
function afresh(workspace: string, args: readonly string[]): Measured {
  rmSync(join(workspace, 'cache'), { recursive: true, force: true });
  const loadBefore = loadavg()[0] ?? Number.NaN;
  const cost = measureCommand(workspace, ['run', ...args]);
  const shown = execFileSync(
    process.execPath,
    [
      join(import.meta.dirname, '../../dist/server/main.js'),
      'runs',
      'list',
      '--json',
      '--workspace',
      workspace,
    ],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const [latest] = JSON.parse(shown) as { selectionSha256: string }[];
  return { ...cost, selectionSha256: latest?.selectionSha256 ?? '', jobs: {}, loadBefore };
}

function inShards(workspace: string, questions: number, jobs: number): Measured {
  const root = join(folder, `shards-${jobs}`);
  const records = Math.min(100_000, Math.ceil(questions / 8)); // enough shards for two to have work
  const cost = afresh(workspace, [
    ...['--engine', 'processes', '--shard-jobs', `${jobs}`, '--shard-dir', root, '--keep-shards'],
    ...['--shard-records', `${records}`],
  ]);
  const [run = ''] = readdirSync(root);
  const done = Object.fromEntries(
    readdirSync(join(root, run)).flatMap((name) => {
      const lines = linesOf(join(root, run, name, 'manifest.jsonl'));
      return lines === null ? [] : [[name, roundCost(lines)]];
    }),
  );
  rmSync(root, { recursive: true });
  return { ...cost, jobs: done };
}

function linesOf(manifest: string): Done[] | null {
  try {
    const lines = readFileSync(manifest, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line) as Done);
  } catch {
    return null; // no folder of a round
  }
}

function roundCost(done: readonly Done[]): RoundCost {
  return {
    jobs: done.length,
    cpuSeconds: sum(done.map(({ cpuSeconds }) => cpuSeconds)),
    seconds: sum(done.map(({ seconds }) => seconds)),
    peakMemory: Math.max(...done.map(({ peakMemory }) => peakMemory)),
    bytes: sum(done.flatMap(({ files }) => files.map(({ bytes }) => bytes))),
  };
}

function summaryOf(questions: number, { local, one, two }: Record<'local' | 'one' | 'two', Measured[]>) {
  const jobCpu = ({ jobs }: Measured) => sum(Object.values(jobs).map(({ cpuSeconds }) => cpuSeconds));
  const cpu = (run: Measured) => run.cpuSeconds + jobCpu(run);
  const bytes = sum(Object.values(two[0]!.jobs).map((round) => round.bytes));
  const hashes = new Set([...local, ...one, ...two].map(({ selectionSha256 }) => selectionSha256));
  const wall = ({ wallSeconds }: Measured) => wallSeconds;
  return {
    sameSelection: hashes.size === 1,
    cpuOverLocal: median(two.map(cpu)) / median(local.map(cpu)),
    wallOverLocal: median(two.map(wall)) / median(local.map(wall)),
    efficiencyOfTwo: median(one.map(wall)) / (2 * median(two.map(wall))),
    questionsPerSecondOfJobCpu: questions / median(two.map(jobCpu)),
    bytesPerQuestion: bytes / questions,
    commandCpuSeconds: median(two.map(({ cpuSeconds }) => cpuSeconds)),
    commandMemoryMb: median(two.map(({ memoryMb }) => memoryMb)),
    largestJobMemoryMb: Math.max(...Object.values(two[0]!.jobs).map(({ peakMemory }) => peakMemory)),
  };
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
