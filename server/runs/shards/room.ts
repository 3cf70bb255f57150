import { carryOutRound, type RoundHooks, type ShardEngine } from '../../engine/shards/carry-out.ts';
import type { Done } from '../../engine/shards/done.ts';
import { layOut, type Takes } from '../../engine/shards/round.ts';
import type { HeldFolders } from './held-folders.ts';

/** Where shard jobs of a run are carried out, and how. */
export interface ShardEffects {
  engine: ShardEngine;
  /** Folder below which each run has its own; all machines see it. */
  root: string;
  /** How many questions a shard holds. */
  records: number;
  takes: Takes;
  /** The folders in which this process works. */
  held: HeldFolders;
  /** Whether the shards stay where they are when the run is stored, with all that their jobs said. */
  isKept?: boolean;
  /** Told with the name of a round, the jobs of it that are done, and how many there are. */
  progress: (round: string, done: number, jobs: number) => void;
}

/** A run on shards that is under way. */
export interface ShardRun {
  /** Its folder. */
  dir: string;
  /** Hash over the code. Hex. */
  code: string;
  effects: ShardEffects;
  signal: AbortSignal;
}

/**
 * Has a round carried out. Its folder is laid out before this comes back for the first time.
 * @returns what each job says of itself, by number
 */
export function carryOut(
  { dir, code, effects, signal }: ShardRun,
  stage: string,
  jobs: number,
  args: unknown,
  hooks: Omit<RoundHooks, 'signal' | 'progress'> = {},
): Promise<Done[]> {
  const told = { stage, jobs, code, args, ...(hooks.inputOf === undefined ? {} : { hasInputs: true }) };
  const round = layOut({ run: dir, name: stage, takes: effects.takes }, told);
  const progress = (done: number) => effects.progress(stage, done, jobs);
  return carryOutRound(round, effects.engine, { ...hooks, signal, progress });
}
