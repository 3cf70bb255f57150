import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { readFrame, writeFrames } from './frames.ts';
import { packed, sha256Of, unpacked } from './packing.ts';

/**
 * A round of shard jobs that do not hang on each other. It is a folder: `round.bin` says what is to be done, `out`
 * holds a folder for each job that is done, `log` what the jobs said. All of it lies below one folder a run, whose
 * paths are relative, on a file system that all machines see.
 */
export interface Round {
  /** The folder of the run. */
  run: string;
  /** Name of the round, and of its folder in that of the run. */
  name: string;
  /** Which function of the table carries it out. */
  stage: string;
  /** How many jobs there are; they are numbered from 0. */
  jobs: number;
  /** What one job may take, at most. */
  takes: Takes;
  /** Hash over all that the jobs are told: what another round left behind is never taken for this one's. Hex. */
  sha256: string;
  /** Hash of what each job reads that is its alone, as far as that is there; empty where jobs have nothing of their own. Hex. */
  inputs: string[];
}

export interface Takes {
  /** Unit: MiB. */
  memory: number;
  /** Unit: minutes. */
  minutes: number;
}

/** What a job reads from `round.bin`. */
export interface Told {
  stage: string;
  jobs: number;
  /** Hash over the code: machines with another version refuse to work. */
  code: string;
  /** What its stage needs. */
  args: unknown;
  /** Whether each job has a file of its own, whose hash it tells when it is done: it may be written after the round has begun. */
  hasInputs?: boolean;
}

export const roundDir = ({ run, name }: Pick<Round, 'run' | 'name'>): string => join(run, name);

/** Folder of what a job leaves behind, once it is done. */
export const outDir = (round: Pick<Round, 'run' | 'name'>, job: number): string =>
  join(roundDir(round), 'out', jobName(job));

/** File in which a job finds what is its alone. */
export const inFile = (round: Pick<Round, 'run' | 'name'>, job: number): string =>
  join(roundDir(round), 'in', `${jobName(job)}.bin`);

/** What a job and its engine said, over all tries. */
export const logFile = (round: Pick<Round, 'run' | 'name'>, job: number): string =>
  join(roundDir(round), 'log', `${jobName(job)}.log`);

export const jobName = (job: number): string => `${job}`.padStart(5, '0');

/** Says in the folder of a round what is to be done. */
export const ROUND_FILE = 'round.bin';

/**
 * Lays out the folder of a round. What jobs of the same round left behind stays; where anything is told differently,
 * it goes.
 */
export function layOut({ run, name, takes }: Pick<Round, 'run' | 'name' | 'takes'>, told: Told): Round {
  const dir = join(run, name);
  const file = join(dir, ROUND_FILE);
  const sha256 = sha256Of(told);
  if (hashOf(file) !== sha256) {
    rmSync(join(dir, 'out'), { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    writeFrames(file, [packed(told), Buffer.from(sha256, 'hex')]);
  }
  for (const folder of ['in', 'out', 'log']) mkdirSync(join(dir, folder), { recursive: true });
  return { run, name, stage: told.stage, jobs: told.jobs, takes, sha256, inputs: [] };
}

/** The hash that a round file names; null where there is none that is whole. */
function hashOf(file: string): string | null {
  if (!existsSync(file)) return null;
  try {
    return readFrame(file, 1).toString('hex');
  } catch {
    return null;
  }
}

interface Read {
  told: Told;
  sha256: string;
}

/** What the last jobs were told, the latest first: a process that does several jobs, of two rounds in turns, reads it once. */
let last: Read[] = [];
/** So many rounds are remembered: two that go on beside each other, and one that comes after one of them. */
const MOST_READ = 3;

/** Reads what a job is told. @throws WinnowError `failed` where the folder is none, or its file not whole */
export function readRound(dir: string): Read {
  const file = join(dir, ROUND_FILE);
  const sha256 = readFrame(file, 1).toString('hex');
  const read = last.find((one) => one.sha256 === sha256) ?? {
    told: unpacked<Told>(readFrame(file, 0)),
    sha256,
  };
  last = [read, ...last.filter((one) => one !== read)].slice(0, MOST_READ);
  return read;
}

/** So much of a file is held while its hash is taken. Unit: bytes. */
const PIECE = 2 ** 20;

/** SHA-256 of a file of any size. Hex. */
export function fileSha256(file: string): string {
  const hash = createHash('sha256');
  const piece = Buffer.allocUnsafe(PIECE);
  const open = openSync(file, 'r');
  try {
    for (let read = readSync(open, piece); read > 0; read = readSync(open, piece))
      hash.update(piece.subarray(0, read));
  } finally {
    closeSync(open);
  }
  return hash.digest('hex');
}
