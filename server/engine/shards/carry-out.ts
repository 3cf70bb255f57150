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
}

/** Carries shard jobs out somewhere. It hands on paths and numbers, and no records. */
export interface ShardEngine {
  name: string;
  /**
   * Has every job done once by another process (`winnow shard FOLDER JOB`, with its output in `logFile`), and comes
   * back when none of them is under way any more. Whether a job is done is seen by what it left behind.
   * @returns what the engine knows of jobs that ended badly, by their numbers
   * @throws WinnowError `stopped` once the signal is given, with no job left behind; `failed` where it takes no jobs
   */
  carryOut(batch: Batch, signal: AbortSignal): Promise<ReadonlyMap<number, string>>;
  /** Lets go of what it kept for further rounds; it can be asked again all the same. */
  end?(): void;
}

/** A job that failed so often stops the run. */
export const TRIES = 3;

/** How often what is done is counted. Unit: milliseconds. */
const LOOK_EVERY = 500;

/**
 * Carries out what is missing of a round; a job that failed, was lost or left something behind that is not whole is
 * done again, with twice the memory and time, up to three times.
 * @param progress called with the jobs that are done
 * @returns the lines of the manifest, by number; they lie in `manifest.jsonl` of the round too
 * @throws WinnowError `failed` with the job's name and its last lines; what is done is kept for the next time
 */
export async function carryOutRound(
  round: Round,
  engine: ShardEngine,
  { signal, progress }: { signal: AbortSignal; progress: (done: number) => void },
): Promise<Done[]> {
  const done: (Done | null)[] = Array.from({ length: round.jobs }, (_, job) => doneOf(round, job, true));
  for (let tries = 1; ; tries++) {
    const missing = done.flatMap((one, job) => (one === null ? job : []));
    progress(round.jobs - missing.length);
    if (missing.length === 0) break;
    for (const job of missing) rmSync(outDir(round, job), { recursive: true, force: true });
    const said = await watched(round, missing, progress, () =>
      engine.carryOut({ round, jobs: missing, takes: enlarged(round.takes, tries) }, signal),
    );
    for (const job of missing) done[job] = doneOf(round, job, false);
    const failed = missing.find((job) => done[job] === null);
    if (failed !== undefined && tries >= TRIES) throw failure(round, failed, engine, said.get(failed));
  }
  const lines = done.flatMap((one) => one ?? []);
  writeManifest(round, lines);
  return lines;
}

const enlarged = ({ memory, minutes }: Takes, tries: number): Takes => ({
  memory: memory * 2 ** (tries - 1),
  minutes: minutes * 2 ** (tries - 1),
});

/** Counts what is done while an engine is at work. */
async function watched<T>(
  round: Round,
  missing: readonly number[],
  progress: (done: number) => void,
  act: () => Promise<T>,
): Promise<T> {
  const over = new AbortController();
  const watch = async () => {
    for (;;) {
      await setTimeout(LOOK_EVERY, undefined, { signal: over.signal });
      const left = missing.filter((job) => !existsSync(outDir(round, job))).length;
      progress(round.jobs - left);
    }
  };
  const watching = watch().catch(() => undefined);
  try {
    return await act();
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
