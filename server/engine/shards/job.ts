import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { WinnowError } from '../../../shared/error.ts';
import { DONE_FILE, type Done, doneOf } from './done.ts';
import { type FrameWriter, frameWriter, type Written } from './frames.ts';
import { fileSha256, inFile, jobName, outDir, type Round, readRound } from './round.ts';

/** What a stage of shard jobs is handed. */
export interface ShardJob {
  /** The folder of the run, with those of all rounds. */
  run: string;
  /** The name of its round. */
  round: string;
  /** Its number, and how many there are. */
  job: number;
  jobs: number;
  args: unknown;
  /** Begins a file of what it leaves behind; the name is letters alone. */
  out(name: string): Pick<FrameWriter, 'add'>;
}

/** What a job tells of its work. */
export interface JobCounts {
  counts: Record<string, number>;
  sections?: number[];
}

/** Does one job: reads files, writes files, and hangs on nothing else. */
export type ShardStage = (job: ShardJob) => JobCounts;

/**
 * Carries out one job of a round. What it leaves behind is written beside and renamed, so that a kill leaves all of
 * it or nothing; where it is done already, nothing happens. Two who do the same job at once do not disturb each other.
 * @param code hash over the code of this machine
 * @throws WinnowError `failed` where the code is another one's, or a file is not whole
 */
export function carryOutJob(
  dir: string,
  job: number,
  stages: Readonly<Record<string, ShardStage>>,
  code: string,
): void {
  const start = performance.now();
  const { told, sha256 } = readRound(dir);
  if (told.code !== code)
    throw new WinnowError(
      'failed',
      `${hostname()} has another version of the program or of Node than the run began with: install the same one.`,
    );
  if (!(job < told.jobs)) throw new WinnowError('bad-usage', `There is no job ${job} in ${basename(dir)}.`);
  const { stage: name, jobs, args, hasInputs = false } = told;
  const stage = stages[name];
  if (stage === undefined) throw new WinnowError('failed', `${name} is no stage of shard jobs.`);
  const place = { run: dirname(dir), name: basename(dir) };
  const input = hasInputs ? fileSha256(inFile(place, job)) : '';
  const inputs: string[] = [];
  inputs[job] = input;
  const round: Round = {
    ...{ ...place, stage: name, jobs, sha256, inputs },
    takes: { memory: 0, minutes: 0 },
  };
  if (doneOf(round, job, false) !== null) return;
  const draft = join(dir, 'out', `${jobName(job)}.${hostname()}-${randomBytes(6).toString('hex')}.part`);
  const files = filesIn(draft);
  try {
    mkdirSync(draft, { recursive: true });
    const made = stage({ run: round.run, round: round.name, job, jobs, args, out: files.out });
    const done: Done = {
      ...{ stage: name, job, round: sha256, input, code },
      ...{ counts: made.counts, sections: made.sections ?? [] },
      files: files.end(),
      ...spent(start),
      host: hostname(),
    };
    writeFileSync(join(draft, DONE_FILE), `${JSON.stringify(done)}\n`);
    putInPlace(draft, round, job);
  } finally {
    files.drop();
    rmSync(draft, { recursive: true, force: true });
  }
}

/** What this process had taken when its last job was done. Unit: microseconds. */
let counted = 0;

/** The first job of a process counts what it took to start it. */
const spent = (start: number): Pick<Done, 'seconds' | 'cpuSeconds' | 'peakMemory'> => {
  const { user, system } = process.cpuUsage();
  const own = user + system - counted;
  counted = user + system;
  return {
    seconds: Math.round(performance.now() - start) / 1000,
    cpuSeconds: Math.round(own / 1000) / 1000,
    peakMemory: Math.round(process.resourceUsage().maxRSS / 1024),
  };
};

function filesIn(dir: string) {
  const open = new Map<string, FrameWriter>();
  return {
    out(name: string): FrameWriter {
      const writer = frameWriter(join(dir, `${name}.bin`));
      open.set(name, writer);
      return writer;
    },
    /** Ends them all. */
    end: (): Done['files'] =>
      [...open].map(([name, writer]) => {
        const written: Written = writer.end();
        open.delete(name);
        return { name: `${name}.bin`, ...written };
      }),
    drop(): void {
      for (const writer of open.values()) writer.drop();
      open.clear();
    },
  };
}

/** Whoever comes second finds that it was done; what is not whole makes room. */
function putInPlace(draft: string, round: Round, job: number): void {
  const place = outDir(round, job);
  for (let again = 0; ; again++) {
    try {
      renameSync(draft, place);
      return;
    } catch (cause) {
      if (doneOf(round, job, false) !== null) return;
      if (again > 0) throw cause;
      rmSync(place, { recursive: true, force: true });
    }
  }
}
