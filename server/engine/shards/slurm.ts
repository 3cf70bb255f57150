import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { WinnowError } from '../../../shared/error.ts';
import type { AskProgram, Said } from './ask-program.ts';
import { type Batch, LATENESS, type ShardEngine } from './carry-out.ts';
import { doneOf } from './done.ts';
import { jobCommand, type Program } from './job-command.ts';
import { stopped } from './processes.ts';
import { roundDir } from './round.ts';
import {
  arraySpec,
  BLOCK,
  endingsFrom,
  isOver,
  isStuck,
  quoted,
  SQUEUE_FORMAT,
  type Task,
  tasksFrom,
} from './slurm-text.ts';

export interface SlurmOptions {
  /** Further options of `sbatch`, such as `--partition=long`. */
  options: readonly string[];
  /** How often Slurm is asked how far it is, at most. Unit: milliseconds. */
  every?: number;
  /** How long a shared file system may show late what a job left there. Unit: milliseconds. */
  lateness?: number;
}

const EVERY = 2000;
/** So long a controller may be away. Unit: milliseconds. */
const PATIENCE = 300_000;

/** Of the user's environment, what a job gets: no key of a provider leaves this machine. */
const EXPORTED = 'PATH,HOME,LANG,NODE_OPTIONS';

/**
 * Shard jobs as tasks of array jobs of Slurm. The folder of the run, our program and Node must lie where all nodes
 * see them under the same paths. Slurm itself runs the tasks of a node that was lost on another (`--requeue`).
 */
export function slurmEngine(program: Program, ask: AskProgram, options: SlurmOptions): ShardEngine {
  return {
    name: 'slurm',
    lateness: options.lateness ?? LATENESS,
    async carryOut(batch, signal) {
      const arrays = new Arrays(ask);
      try {
        for (const [first, jobs] of blocksOf(batch.jobs))
          arrays.add(await submit(program, ask, batch, { first, jobs }, options), first);
        const stuck = await untilOver(batch, arrays, signal, options.every ?? EVERY);
        return await endings(batch, arrays, stuck);
      } finally {
        await arrays.cancel(); // what is over stays over
      }
    },
  };
}

/** The array jobs of a batch, and how Slurm is asked about them. */
class Arrays {
  /** Number of the array job -> number of its first shard. */
  readonly first = new Map<string, number>();
  readonly #ask: AskProgram;
  /** The cluster to which they went, where they were sent to another than this machine's. */
  #cluster: string | undefined;

  constructor(ask: AskProgram) {
    this.#ask = ask;
  }

  /** @param told as `sbatch --parsable` tells it: a number, or a number and a cluster */
  add(told: string, first: number): void {
    const [id = '', cluster] = told.split(';');
    this.#cluster = cluster;
    this.first.set(id, first);
  }

  squeue(): Promise<Said> {
    const jobs = `--jobs=${[...this.first.keys()].join()}`;
    return this.#ask('squeue', [
      '--noheader',
      '--array',
      `--format=${SQUEUE_FORMAT}`,
      ...this.#where(),
      jobs,
    ]);
  }

  show(id: string): Promise<Said> {
    return this.#ask('scontrol', ['--oneliner', ...this.#where(), 'show', 'job', id]);
  }

  async cancel(): Promise<void> {
    if (this.first.size > 0) await this.#ask('scancel', ['--quiet', ...this.#where(), ...this.first.keys()]);
  }

  #where(): string[] {
    return this.#cluster === undefined ? [] : [`--clusters=${this.#cluster}`];
  }
}

/** Jobs by the thousand. */
function blocksOf(jobs: readonly number[]): Map<number, number[]> {
  const blocks = new Map<number, number[]>();
  for (const job of jobs) {
    const first = job - (job % BLOCK);
    blocks.set(first, [...(blocks.get(first) ?? []), job]);
  }
  return blocks;
}

interface Some {
  first: number;
  jobs: readonly number[];
}

/**
 * Submits jobs with what they may take; where Slurm takes none that ask for more than the first try did, as that.
 * @returns the array job, as `sbatch --parsable` tells it
 */
async function submit(
  program: Program,
  ask: AskProgram,
  batch: Batch,
  some: Some,
  options: SlurmOptions,
): Promise<string> {
  const { round, takes } = batch;
  const said = await sbatch(program, ask, batch, some, options);
  const isMore = takes.memory !== round.takes.memory || takes.minutes !== round.takes.minutes;
  const last =
    said.code === 0 || !isMore
      ? said
      : await sbatch(program, ask, { ...batch, takes: round.takes }, some, options);
  const id = last.out.trim();
  if (last.code === 0 && /^\d+(;[\w.-]+)?$/.test(id)) return id;
  throw new WinnowError('failed', `Slurm took no jobs: ${lastLine(last.err) || 'sbatch said nothing'}.`);
}

function sbatch(
  program: Program,
  ask: AskProgram,
  { round, takes }: Batch,
  { first, jobs }: Some,
  { options }: SlurmOptions,
): Promise<Said> {
  const dir = roundDir(round);
  const [node = '', ...args] = jobCommand(program, dir, '', takes.memory).slice(0, -1);
  const words = [node, ...args].map(quoted).join(' ');
  const script = `#!/bin/sh\nexec ${words} "$((${first} + SLURM_ARRAY_TASK_ID))"\n`;
  return ask(
    'sbatch',
    [
      ...['--parsable', `--job-name=winnow-${round.name}`, `--chdir=${dir}`, `--export=${EXPORTED}`],
      ...['--requeue', '--nodes=1', '--ntasks=1', '--cpus-per-task=1'],
      ...[`--mem=${takes.memory}M`, `--time=${takes.minutes}`],
      ...[
        `--output=${join(dir, 'log', `${`${first / BLOCK}`.padStart(2, '0')}%3a.log`)}`,
        '--open-mode=append',
      ],
      `--array=${arraySpec(jobs.map((job) => job - first))}`,
      ...options,
    ],
    script,
  );
}

/** Waits until no task is under way. @returns those that were given up, as nobody will ever begin them */
async function untilOver(
  { round, jobs }: Batch,
  arrays: Arrays,
  signal: AbortSignal,
  every: number,
): Promise<Task[]> {
  let silentSince: number | null = null;
  for (let wait = Math.min(every, 250); ; wait = Math.min(every, wait * 1.5)) {
    if (signal.aborted) throw stopped();
    const said = await arrays.squeue();
    const isUnknown = /invalid job id/i.test(said.err); // all over, and forgotten
    if (said.code === 0 || isUnknown) {
      silentSince = null;
      const left = isUnknown ? [] : tasksFrom(said.out).filter((task) => !isOver(task));
      const stuck = left.filter(isStuck);
      if (left.length === stuck.length) return stuck;
    } else {
      silentSince ??= performance.now();
      if (performance.now() - silentSince > PATIENCE)
        throw new WinnowError('failed', `Slurm does not answer: ${lastLine(said.err)}.`);
    }
    // What a lost node had finished is there already: nobody need wait until Slurm gives it up.
    if (jobs.every((job) => doneOf(round, job, false) !== null)) return [];
    await setTimeout(wait, undefined, { signal }).catch(() => undefined);
  }
}

/** What Slurm knows of tasks that left nothing behind. */
async function endings(
  { round, jobs }: Batch,
  arrays: Arrays,
  stuck: readonly Task[],
): Promise<Map<number, string>> {
  const failed = new Set(jobs.filter((job) => doneOf(round, job, false) === null));
  const said = new Map<number, string>();
  if (failed.size === 0) return said;
  for (const [array, first] of arrays.first) {
    const told = await arrays.show(array);
    const known = endingsFrom(told.out);
    for (const job of failed) {
      const ending = known.get(`${array}_${job - first}`);
      if (ending !== undefined) said.set(job, ending);
    }
  }
  for (const { array, task, reason } of stuck)
    said.set((arrays.first.get(array) ?? 0) + task, `it waited and would never have begun (${reason})`);
  return said;
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
