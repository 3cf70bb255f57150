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
 * Measures what a run in shards costs beside the same run on one machine: `npm run bench:scale [-- PARTS [ROUNDS
 * [KINDS]]]`. A part is the generated pool from a seed of its own, 59,029 questions: 590,290 where nothing is said,
 * 5,902,900 for 100 of them. Each round runs all kinds once (or those named, as `local,two`), and the median of each
 * figure counts.
 */
const KINDS = ['local', 'core', 'one', 'two'] as const;
type Kind = (typeof KINDS)[number];

const [parts, rounds] = [process.argv[2] ?? '10', process.argv[3] ?? '1'].map((word) => {
  const number = Number(word);
  if (!Number.isInteger(number) || number < 1) throw new Error(`${word}: a whole number from 1`);
  return number;
}) as [number, number];
const wanted = KINDS.filter((kind) => process.argv[4]?.split(',').includes(kind) ?? true);
if (wanted.length === 0) throw new Error(`${process.argv[4]}: some of ${KINDS.join(',')}`);

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

/**
 * One worker on one core: the command and its only job take turns there. Without it a single job is helped by the other
 * cores, which collect and compile for it, and is no measure for what a second worker brings.
 */
const ONE_CORE = ['taskset', '-c', '0'];

interface Measured extends Cost {
  selectionSha256: string;
  /** What the jobs took, beside the command. */
  jobs: Record<string, RoundCost>;
  /** Processes that wanted a processor in the minute before. */
  loadBefore: number;
}

type Runs = Partial<Record<Kind, Measured[]>>;

try {
  const { bavail, bsize } = statfsSync(folder);
  if (bavail * bsize < parts * PART_BYTES)
    throw new Error(`${parts} parts take ${(parts * PART_BYTES) / 1e9} GB of ${folder}; there is less.`);
  const workspace = join(folder, 'workspace');
  const questions = fill(workspace);
  const run: Record<Kind, () => Measured> = {
    local: () => afresh(workspace, []),
    core: () => inShards(workspace, questions, 1, ONE_CORE),
    one: () => inShards(workspace, questions, 1),
    two: () => inShards(workspace, questions, 2),
  };
  const runs: Runs = {};
  for (let round = 0; round < rounds; round++) {
    for (const kind of wanted) {
      const measured = run[kind]();
      runs[kind] = [...(runs[kind] ?? []), measured];
      console.error(kind, JSON.stringify({ ...measured, jobs: undefined }));
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
function afresh(workspace: string, args: readonly string[], under: readonly string[] = []): Measured {
  rmSync(join(workspace, 'cache'), { recursive: true, force: true });
  const loadBefore = loadavg()[0] ?? Number.NaN;
  const cost = measureCommand(workspace, ['run', ...args], under);
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

function inShards(
  workspace: string,
  questions: number,
  jobs: number,
  under: readonly string[] = [],
): Measured {
  const root = join(folder, `shards-${jobs}`);
  const records = Math.min(100_000, Math.ceil(questions / 8)); // enough shards for two to have work
  const args = ['--engine', 'processes', '--shard-jobs', `${jobs}`, '--shard-dir', root, '--keep-shards'];
  const cost = afresh(workspace, [...args, '--shard-records', `${records}`], under);
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

/** What the runs say together; what a kind that was left out is wanted for is null. */
function summaryOf(questions: number, { local = [], core = [], one = [], two = [] }: Runs) {
  const jobCpu = ({ jobs }: Measured) => sum(Object.values(jobs).map(({ cpuSeconds }) => cpuSeconds));
  const cpu = (run: Measured) => run.cpuSeconds + jobCpu(run);
  const wall = ({ wallSeconds }: Measured) => wallSeconds;
  const ratio = (above: readonly number[], below: readonly number[]) =>
    above.length === 0 || below.length === 0 ? null : median(above) / median(below);
  const rounds = Object.values((two[0] ?? one[0] ?? core[0])?.jobs ?? {});
  const inShards = two.length > 0 ? two : one.length > 0 ? one : core;
  return {
    sameSelection: new Set([...local, ...core, ...one, ...two].map(hashOf)).size === 1,
    cpuOverLocal: ratio(two.map(cpu), local.map(cpu)),
    wallOverLocal: ratio(two.map(wall), local.map(wall)),
    /** From one worker on one core to two on two. */
    efficiencyOfTwo: half(ratio(core.map(wall), two.map(wall))),
    /** The same, where the one has all cores for its threads. */
    efficiencyOfTwoUnbound: half(ratio(one.map(wall), two.map(wall))),
    questionsPerSecondOfJobCpu: questions / median(inShards.map(jobCpu)),
    bytesPerQuestion: sum(rounds.map(({ bytes }) => bytes)) / questions,
    commandCpuSeconds: median(inShards.map(({ cpuSeconds }) => cpuSeconds)),
    commandMemoryMb: median(inShards.map(({ memoryMb }) => memoryMb)),
    largestJobMemoryMb: Math.max(0, ...rounds.map(({ peakMemory }) => peakMemory)),
  };
}

function hashOf({ selectionSha256 }: Measured): string {
  return selectionSha256;
}

function half(ratio: number | null): number | null {
  return ratio === null ? null : ratio / 2;
}

function median(numbers: readonly number[]): number {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
