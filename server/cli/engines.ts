import { join, resolve } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { EngineName } from '../../shared/vocabulary/engines.ts';
import { askPrograms } from '../engine/shards/ask-program.ts';
import type { ShardEngine } from '../engine/shards/carry-out.ts';
import type { Channel } from '../engine/shards/hands.ts';
import type { Program } from '../engine/shards/job-command.ts';
import { processEngine } from '../engine/shards/processes.ts';
import { rayEngine } from '../engine/shards/ray.ts';
import { slurmEngine } from '../engine/shards/slurm.ts';
import { heldFolders } from '../runs/shards/held-folders.ts';
import type { ShardEffects } from '../runs/shards/room.ts';
import type { CliContext } from './frame.ts';

/** What starts this program in a process of its own, and the way to whoever started this one; main hands them in. */
export type ShardingContext = CliContext & {
  itself?: { program: Program; env: NodeJS.ProcessEnv };
  starter?: Channel;
};

/** The flags of a run that say how it is split, as they were typed. */
export interface ShardFlags {
  engine: EngineName;
  shardDir?: string;
  shardRecords: string;
  shardMemory: string;
  shardMinutes: string;
  shardJobs?: string;
  keepShards?: boolean;
  sbatch: string[];
  rayPython: string;
  rayAddress: string;
}

/** Default of `--shard-records`. Unit: questions. */
export const SHARD_RECORDS = 100_000;
/** Default of `--shard-memory`. Unit: MiB. */
export const SHARD_MEMORY = 3072;
/** Default of `--shard-minutes`. */
export const SHARD_MINUTES = 60;

/**
 * How a run is carried out in shards; null on the engine `local`, which splits nothing.
 * @throws WinnowError `bad-usage` for a number that is none
 */
export function shardEffects(context: ShardingContext, flags: ShardFlags): ShardEffects | null {
  if (flags.engine === 'local') return null;
  const { out } = context;
  return {
    engine: engineOf(context, flags),
    root: resolve(flags.shardDir ?? join(context.workspaceDir(), 'shards')),
    records: wholeNumber('shard-records', flags.shardRecords),
    takes: {
      memory: wholeNumber('shard-memory', flags.shardMemory),
      minutes: wholeNumber('shard-minutes', flags.shardMinutes),
    },
    held: heldFolders(`winnow run (process ${context.pid})`, () => context.now().getTime()),
    isKept: flags.keepShards === true,
    progress: (round, done, jobs) => out.progress(`shards of ${round}`, done, jobs),
  };
}

function engineOf(context: ShardingContext, flags: ShardFlags): ShardEngine {
  const { itself } = context;
  const { engine, sbatch, rayPython: python, rayAddress: address, shardJobs } = flags;
  if (itself === undefined) throw new WinnowError('failed', 'This program can not start itself again.');
  const most = shardJobs === undefined ? context.workers : wholeNumber('shard-jobs', shardJobs);
  if (engine === 'processes') return processEngine(itself.program, most, itself.env);
  if (engine === 'ray') {
    const driver = join(context.assets.data, 'engines', 'ray-driver.py');
    return rayEngine(itself.program, itself.env, { python, driver, address });
  }
  return slurmEngine(itself.program, askPrograms(itself.env), { options: sbatch.map(sbatchOption) });
}

/** An option is handed on whole, never to a shell. */
function sbatchOption(text: string): string {
  if (/^--[a-z][a-z-]*(=.*)?$/.test(text)) return text;
  throw new WinnowError(
    'bad-usage',
    `--sbatch ${text}: one option of sbatch, as in --sbatch=--partition=long.`,
  );
}

function wholeNumber(name: string, text: string): number {
  const number = Number(text);
  if (/^\d{1,9}$/.test(text) && number > 0) return number;
  throw new WinnowError('bad-usage', `--${name} ${text}: a whole number above 0.`);
}
