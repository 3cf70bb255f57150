import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { WinnowError } from '../../../shared/error.ts';
import type { Batch, ShardEngine } from './carry-out.ts';
import { logFile, roundDir } from './round.ts';

/** What starts our program: executable and first arguments. */
export type Program = readonly [string, ...string[]];

/** The command line that does one job. */
export const jobCommand = (program: Program, dir: string, job: number | string, memory: number): string[] => {
  const [node, ...first] = program;
  return [node, heapFlag(memory), ...first, 'shard', dir, `${job}`];
};

/** The heap gives up before the machine does, and says so. The rest is for buffers, code and stacks. */
const heapFlag = (memory: number): string => `--max-old-space-size=${Math.max(1, Math.floor(memory * 0.75))}`;

/**
 * Shard jobs in processes of this machine.
 * @param most how many at a time
 */
export function processEngine(program: Program, most: number, env: NodeJS.ProcessEnv): ShardEngine {
  return {
    name: 'processes',
    async carryOut(batch, signal) {
      const said = new Map<number, string>();
      const left = [...batch.jobs];
      const work = async () => {
        for (let job = left.shift(); job !== undefined && !signal.aborted; job = left.shift()) {
          const ending = await endingOf(program, batch, job, signal, env);
          if (ending !== null) said.set(job, ending);
        }
      };
      await Promise.all(Array.from({ length: Math.min(most, left.length) }, work));
      if (signal.aborted) throw stopped();
      return said;
    },
  };
}

export const stopped = (): WinnowError =>
  new WinnowError('stopped', 'The run was stopped; the shards that are done are kept for the next time.');

/** How a job ended; null where it ended well. */
function endingOf(
  program: Program,
  { round, takes }: Batch,
  job: number,
  signal: AbortSignal,
  env: NodeJS.ProcessEnv,
): Promise<string | null> {
  const log = openSync(logFile(round, job), 'a');
  const [file = '', ...args] = jobCommand(program, roundDir(round), job, takes.memory);
  return new Promise((resolve) => {
    const child = spawn(file, args, { stdio: ['ignore', log, log], env });
    const stop = () => void child.kill('SIGKILL');
    const end = (ending: string | null) => {
      signal.removeEventListener('abort', stop);
      resolve(ending);
    };
    signal.addEventListener('abort', stop, { once: true });
    child.on('error', (cause) => end(cause.message));
    child.on('close', (code, killer) =>
      end(code === 0 ? null : killer === null ? `exit code ${code}` : `killed by ${killer}`),
    );
    closeSync(log);
  });
}
