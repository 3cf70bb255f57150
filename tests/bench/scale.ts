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
import { writeRecords } from '../helpers/parquet-records.ts';
import { type Cost, measureCommand } from './command.ts';
import { generatedPool } from './commands.ts';

/**
 * Measures what a run in shards costs beside the same run on one machine: `npm run bench:scale [-- PARTS [ROUNDS
 * [KINDS]]]`. A part is the generated pool from a seed of its own, 59,029 questions: 590,290 where nothing is said,
 * 5,902,900 for 100 of them. Each round runs all kinds once (or those named, as `local,two`), and the median of each
 * figure counts. `stays`: the same questions as Parquet, which stay where they are (`run --pool`), with two workers.
 */
const KINDS = ['local', 'core', 'one', 'two', 'stays'] as const;
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
/** With the questions in its database, and without them: they stay as Parquet. */
const [workspace, stayed] = [join(folder, 'workspace'), join(folder, 'stayed')];
const shards = join(folder, 'parquet');
/** Rows of a row group. */
const GROUP = 10_000;

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
  const questions = fill();
  const registering = wanted.includes('stays') ? register() : null;
  const run: Record<Kind, () => Measured> = {
    local: () => afresh(workspace, []),
    core: () => inShards(questions, 1, { under: ONE_CORE }),
    one: () => inShards(questions, 1),
    two: () => inShards(questions, 2),
    stays: () => inShards(questions, 2, { at: stayed, more: ['--pool', 'latest'] }),
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
    ...{ processor: cpus()[0]?.model, summary: { ...summaryOf(questions, runs), registering }, runs },
  };
  const to = join(import.meta.dirname, 'results');
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, `scale-${questions}.json`), `${JSON.stringify(results, null, 2)}\n`);
  console.log(JSON.stringify(results.summary, null, 2));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Imports the parts one by one, or writes them as Parquet, so that no more than one of them lies there as text. */
function fill(): number {
  let questions = 0;
  const isImported = wanted.some((kind) => kind !== 'stays');
  const stays = wanted.includes('stays');
  const workspaces = [...(isImported ? [workspace] : []), ...(stays ? [stayed] : [])];
  for (let seed = 1; seed <= parts; seed++) {
    const { pool, benchmark, questions: own } = generatedPool(folder, seed);
    if (isImported) measureCommand(workspace, ['import', pool]);
    if (stays) writeShard(pool, seed);
    if (seed === 1) for (const at of workspaces) measureCommand(at, ['benchmarks', 'add', benchmark]);
    for (const file of [pool, benchmark]) rmSync(file);
    questions += own;
  }
  return questions;
}

function writeShard(pool: string, seed: number): void {
  const lines = readFileSync(pool, 'utf8').trimEnd().split('\n');
  const records = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  mkdirSync(shards, { recursive: true });
  writeRecords(join(shards, `part-${String(seed).padStart(3, '0')}.parquet`), records, GROUP);
}

function register(): Cost {
  return measureCommand(stayed, ['import', '--shards', shards]);
}

/** A run for which nothing is at hand. */
function afresh(at: string, args: readonly string[], under: readonly string[] = []): Measured {
  rmSync(join(at, 'cache'), { recursive: true, force: true });
  const loadBefore = loadavg()[0] ?? Number.NaN;
  const cost = measureCommand(at, ['run', ...args], under);
  const shown = execFileSync(
    process.execPath,
    [join(import.meta.dirname, '../../dist/server/main.js'), 'runs', 'list', '--json', '--workspace', at],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const [latest] = JSON.parse(shown) as { selectionSha256: string }[];
  return { ...cost, selectionSha256: latest?.selectionSha256 ?? '', jobs: {}, loadBefore };
}

function inShards(
  questions: number,
  jobs: number,
  {
    at = workspace,
    under = [],
    more = [],
  }: { at?: string; under?: readonly string[]; more?: readonly string[] } = {},
): Measured {
  const root = join(folder, `shards-${jobs}`);
  const records = Math.min(100_000, Math.ceil(questions / 8)); // enough shards for two to have work
  const args = ['--engine', 'processes', '--shard-jobs', `${jobs}`, '--shard-dir', root, '--keep-shards'];
  const cost = afresh(at, [...args, '--shard-records', `${records}`, ...more], under);
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
function summaryOf(questions: number, { local = [], core = [], one = [], two = [], stays = [] }: Runs) {
  const jobCpu = ({ jobs }: Measured) => sum(Object.values(jobs).map(({ cpuSeconds }) => cpuSeconds));
  const cpu = (run: Measured) => run.cpuSeconds + jobCpu(run);
  const wall = ({ wallSeconds }: Measured) => wallSeconds;
  const ratio = (above: readonly number[], below: readonly number[]) =>
    above.length === 0 || below.length === 0 ? null : median(above) / median(below);
  const inShards = [two, one, core, stays].find(({ length }) => length > 0) ?? [];
  const rounds = Object.values(inShards[0]?.jobs ?? {});
  return {
    sameSelection: new Set([...local, ...core, ...one, ...two, ...stays].map(hashOf)).size === 1,
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
    stays: {
      wallSeconds: median(stays.map(wall)),
      commandCpuSeconds: median(stays.map(({ cpuSeconds }) => cpuSeconds)),
      commandMemoryMb: median(stays.map(({ memoryMb }) => memoryMb)),
      jobCpuSeconds: median(stays.map(jobCpu)),
    },
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
