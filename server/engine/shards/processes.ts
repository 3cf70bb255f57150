import { WinnowError } from '../../../shared/error.ts';
import type { ShardEngine } from './carry-out.ts';
import { type Hand, startHand } from './hands.ts';
import type { Program } from './job-command.ts';

/**
 * Shard jobs in processes of this machine. A process does one job after the other, over all rounds of a run: to start
 * one and to lay out what texts are looked at with costs as much as to look at thousands.
 * @param most how many at a time
 */
export function processEngine(program: Program, most: number, env: NodeJS.ProcessEnv): ShardEngine {
  let idle: Hand[] = [];
  const dismissAll = () => {
    for (const hand of idle) hand.dismiss();
    idle = [];
  };
  /** One that waits and may take as much, else a new one. */
  const take = (memory: number): Hand => {
    for (let hand = idle.pop(); hand !== undefined; hand = idle.pop()) {
      if (hand.isReady() && hand.memory === memory) return hand;
      hand.dismiss();
    }
    return startHand(program, memory, env);
  };
  return {
    name: 'processes',
    async carryOut({ round, jobs, takes }, signal) {
      const said = new Map<number, string>();
      const left = [...jobs];
      const work = async () => {
        for (let job = left.shift(); job !== undefined && !signal.aborted; job = left.shift()) {
          const hand = take(takes.memory);
          const stop = () => hand.kill();
          signal.addEventListener('abort', stop, { once: true });
          const ending = await hand.work(round, job);
          signal.removeEventListener('abort', stop);
          if (ending === null) idle.push(hand);
          else said.set(job, ending);
        }
      };
      await Promise.all(Array.from({ length: Math.min(most, left.length) }, work));
      if (signal.aborted) {
        dismissAll();
        throw stopped();
      }
      return said;
    },
    end: dismissAll,
  };
}

export const stopped = (): WinnowError =>
  new WinnowError('stopped', 'The run was stopped; the shards that are done are kept for the next time.');
