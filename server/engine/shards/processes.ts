import { WinnowError } from '../../../shared/error.ts';
import type { Batch, ShardEngine } from './carry-out.ts';
import { type Hand, startHand } from './hands.ts';
import type { Program } from './job-command.ts';

/**
 * Shard jobs in processes of this machine. A process does one job after the other, over all rounds of a run: to start
 * one and to lay out what texts are looked at with costs as much as to look at thousands.
 * @param most how many at a time
 */
export function processEngine(program: Program, most: number, env: NodeJS.ProcessEnv): ShardEngine {
  let idle: Hand[] = [];
  const places = new Places(most);
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
  /** @returns how the job ended, once it has; null where it ended well, or was not begun */
  const work = async ({ round, takes }: Batch, job: number, signal: AbortSignal): Promise<string | null> => {
    if (signal.aborted) return null;
    const hand = take(takes.memory);
    const stop = () => hand.kill();
    signal.addEventListener('abort', stop, { once: true });
    const ending = await hand.work(round, job);
    signal.removeEventListener('abort', stop);
    if (ending === null) idle.push(hand);
    return ending;
  };
  return {
    name: 'processes',
    isEager: true,
    prepare(memory) {
      while (idle.length < most) idle.push(startHand(program, memory, env));
    },
    async carryOut(batch, signal) {
      const { jobs, isPatient = false, whenReady } = batch;
      const said = new Map<number, string>();
      const left = [...jobs];
      const workOn = async () => {
        for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift()) {
          const job = next;
          if ((await whenReady?.(job)) === false) continue;
          const ending = await places.within(isPatient, () => work(batch, job, signal));
          if (ending !== null) said.set(job, ending);
        }
      };
      const ends = await Promise.allSettled(Array.from({ length: Math.min(most, left.length) }, workOn));
      if (signal.aborted) {
        dismissAll();
        throw stopped();
      }
      for (const end of ends) if (end.status === 'rejected') throw end.reason;
      return said;
    },
    end: dismissAll,
  };
}

/** So many do something at a time; who is patient waits for the others. */
class Places {
  #free: number;
  readonly #waiting = { patient: [] as (() => void)[], others: [] as (() => void)[] };

  constructor(most: number) {
    this.#free = most;
  }

  async within<T>(isPatient: boolean, act: () => Promise<T>): Promise<T> {
    const { patient, others } = this.#waiting;
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((go) => (isPatient ? patient : others).push(go));
    try {
      return await act();
    } finally {
      const next = others.shift() ?? patient.shift();
      if (next === undefined) this.#free++;
      else next(); // the place goes from hand to hand
    }
  }
}

export const stopped = (): WinnowError =>
  new WinnowError('stopped', 'The run was stopped; the shards that are done are kept for the next time.');
