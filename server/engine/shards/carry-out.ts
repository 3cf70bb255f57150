import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { WinnowError } from '../../../shared/error.ts';
import { type Done, doneOf } from './done.ts';
import { logFile, outDir, type Round, roundDir, type Takes } from './round.ts';

/** Some jobs of a round, to be done now. */
export interface Batch {
  round: Round;
  jobs: readonly number[];
  /** What each may take: more than the round says once a try failed. */
  takes: Takes;
  /** Whether jobs of other rounds come before these, where both wait. */
  isPatient?: boolean;
  /**
   * Comes back once what a job reads is there. Left out where all is there.
   * @returns whether it is to be done; it may be found done already
   */
  whenReady?: (job: number) => Promise<boolean>;
}

/** Carries shard jobs out somewhere. It hands on paths and numbers, and no records. */
export interface ShardEngine {
  name: string;
  /** Whether it begins jobs while what others read is still being written. */
  isEager?: boolean;
  /** How late a file system that machines share may show what a job left there. Unit: milliseconds. */
  lateness?: number;
  /**
   * Has every job done once by another process (`winnow shard FOLDER JOB`, with its output in `logFile`), and comes
   * back when none of them is under way any more. Whether a job is done is seen by what it left behind. It may be asked
   * for jobs of two rounds at once.
   * @returns what the engine knows of jobs that ended badly, by their numbers
   * @throws WinnowError `stopped` once the signal is given, with no job left behind; `failed` where it takes no jobs
   */
  carryOut(batch: Batch, signal: AbortSignal): Promise<ReadonlyMap<number, string>>;
  /** Told ahead that jobs will come. @param memory what they may take; unit: MiB */
  prepare?(memory: number): void;
  /** Lets go of what it kept for further rounds; it can be asked again all the same. */
  end?(): void;
}

/** What a round is carried out with. */
export interface RoundHooks {
  signal: AbortSignal;
  /** Called with the number of jobs that are done. */
  progress: (done: number) => void;
  /** Comes back once the file of a job is written, with its hash; left out where jobs have none that counts. */
  inputOf?: (job: number) => Promise<string>;
  /** Called for each job once it is done, while others are under way. */
  taken?: (job: number) => void;
  isPatient?: boolean;
}

/** A job that failed so often stops the run. */
export const TRIES = 3;

/** How often what is done is counted. Unit: milliseconds. */
const LOOK_EVERY = 250;

/**
 * Carries out what is missing of a round; a job that failed, was lost or left something behind that is not whole is
 * done again, with twice the memory and time, up to three times.
 * @returns the lines of the manifest, by number; they lie in `manifest.jsonl` of the round too
 * @throws WinnowError `failed` with the job's name and its last lines; what is done is kept for the next time
 */
export async function carryOutRound(round: Round, engine: ShardEngine, hooks: RoundHooks): Promise<Done[]> {
  const standing = new Standing(round, hooks);
  const isEager = engine.isEager === true && hooks.inputOf !== undefined;
  if (!isEager) for (let job = 0; job < round.jobs; job++) await standing.begin(job);
  for (let tries = 1; ; tries++) {
    const missing = standing.missing();
    standing.tell();
    if (missing.length === 0) break;
    for (const job of tries === 1 ? [] : missing) standing.clear(job);
    const said = await watched(standing, missing, () =>
      engine.carryOut(
        {
          ...{ round, jobs: missing, takes: enlarged(round.takes, tries) },
          ...(hooks.isPatient === true ? { isPatient: true } : {}),
          ...(isEager && tries === 1 ? { whenReady: (job: number) => standing.begin(job) } : {}),
        },
        hooks.signal,
      ),
    );
    const endedWell = (job: number) => !said.has(job) || said.get(job)!.startsWith('COMPLETED');
    await standing.waitFor(standing.missing().filter(endedWell), engine.lateness ?? 0, hooks.signal);
    const failed = standing.missing()[0];
    if (failed !== undefined && tries >= TRIES) throw failure(round, failed, engine, said.get(failed));
  }
  const lines = standing.done.flatMap((one) => one ?? []);
  writeManifest(round, lines);
  return lines;
}

const enlarged = ({ memory, minutes }: Takes, tries: number): Takes => ({
  memory: memory * 2 ** (tries - 1),
  minutes: minutes * 2 ** (tries - 1),
});

/** So late NFS shows, with its own settings, a file that it was asked for before it was there. Unit: milliseconds. */
export const LATENESS = 90_000;

/** How far a round is. */
class Standing {
  readonly done: (Done | null)[];
  readonly #round: Round;
  readonly #hooks: RoundHooks;

  constructor(round: Round, hooks: RoundHooks) {
    this.done = Array.from({ length: round.jobs }, () => null);
    this.#round = round;
    this.#hooks = hooks;
  }

  missing(): number[] {
    return this.done.flatMap((one, job) => (one === null ? job : []));
  }

  /** Waits for what a job reads. @returns whether it is to be done; what is not whole of it has been taken away then */
  async begin(job: number): Promise<boolean> {
    if (this.#hooks.inputOf !== undefined) this.#round.inputs[job] = await this.#hooks.inputOf(job);
    if (this.#take(job, true)) return false;
    this.clear(job);
    return true;
  }

  clear(job: number): void {
    rmSync(outDir(this.#round, job), { recursive: true, force: true });
  }

  /** Takes note of those that have been done meanwhile. */
  look(jobs: readonly number[]): void {
    for (const job of jobs) if (this.done[job] === null) this.#take(job, false);
  }

  /** Waits for what jobs left that ended well, and that is not to be seen yet. @param most milliseconds */
  async waitFor(jobs: readonly number[], most: number, signal: AbortSignal): Promise<void> {
    for (const end = performance.now() + most; performance.now() < end && !signal.aborted; ) {
      this.look(jobs);
      if (jobs.every((job) => this.done[job] !== null)) return;
      await setTimeout(LOOK_EVERY);
    }
  }

  tell(): void {
    this.#hooks.progress(this.#round.jobs - this.missing().length);
  }

  #take(job: number, isThorough: boolean): boolean {
    const isTold = this.#hooks.inputOf === undefined || this.#round.inputs[job] !== undefined;
    const done = isTold ? doneOf(this.#round, job, isThorough) : null;
    if (done === null) return false;
    this.done[job] = done;
    this.#hooks.taken?.(job);
    return true;
  }
}

/** Takes what is done while an engine is at work, and after it. */
async function watched<T>(standing: Standing, missing: readonly number[], act: () => Promise<T>): Promise<T> {
  const over = new AbortController();
  const watch = async () => {
    for (;;) {
      const isOver = await setTimeout(LOOK_EVERY, false, { signal: over.signal }).catch(() => true);
      if (isOver) return;
      standing.look(missing);
      standing.tell();
    }
  };
  const watching = watch();
  watching.catch(() => undefined); // awaited below
  try {
    const made = await act();
    standing.look(missing);
    return made;
  } finally {
    over.abort();
    await watching;
  }
}

function failure(round: Round, job: number, engine: ShardEngine, said: string | undefined): WinnowError {
  const lines = tailOf(logFile(round, job));
  const why = [said, lines].filter((one) => one !== undefined && one !== '').join('; ');
  return new WinnowError(
    'failed',
    `Shard ${job} of ${round.name} failed ${TRIES} times on ${engine.name}: ${why || 'it left no word'}. What is done is kept: the same command goes on from there.`,
    { round: round.name, shard: job, log: lines },
  );
}

/** So much of a log is read, and so many lines of it told. */
const TAIL_BYTES = 16_000;
const TAIL_LINES = 3;
/** Words of lines that say more than those around them, as a crash of Node ends with twenty lines of addresses. */
const TELLING = ['winnow:', 'error', 'killed', 'not found', 'no such', 'denied', 'memory', 'no space'];

/** The last lines of a log that say something, as one. */
function tailOf(file: string): string {
  if (!existsSync(file)) return '';
  const bytes = readFileSync(file);
  const lines = bytes.subarray(-TAIL_BYTES).toString('utf8').split('\n');
  const said = lines.map((line) => line.trim()).filter((line) => line !== '');
  const telling = said.filter((line) => TELLING.some((word) => line.toLowerCase().includes(word)));
  return [...new Set(telling.length > 0 ? telling : said)].slice(-TAIL_LINES).join(' / ');
}

function writeManifest(round: Round, lines: readonly Done[]): void {
  const file = join(roundDir(round), 'manifest.jsonl');
  writeFileSync(`${file}.part`, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  renameSync(`${file}.part`, file);
}
