import type { LeaseWish, WorkerLease } from '../../../shared/schemas/worker.ts';
import type { Entry } from './offers.ts';
import { isServedBy } from './sessions.ts';

/** A worker that waits for calls. */
export interface Poll {
  wish: LeaseWish;
  actor: string;
  /** What it is about to be given. */
  chosen: Entry[];
  isGone: () => boolean;
  answer: (leases: WorkerLease[]) => void;
}

/** Company that comes within so long goes in the same answer. Unit: milliseconds. */
const GATHER_MS = 4;

/** Workers that wait, first come, first served. @param hand writes down what a worker is given, and answers it */
export function createPolls(hand: (poll: Poll) => void) {
  const all = new Set<Poll>();
  const leave = (poll: Poll): void => {
    all.delete(poll);
    poll.answer([]);
  };
  return {
    /** Waits for calls; answered with none at the end of its time, when it has gone, or when the same worker comes anew. */
    wait: (
      wish: LeaseWish,
      actor: string,
      gone: AbortSignal,
      begun: (poll: Poll) => void,
    ): Promise<WorkerLease[]> =>
      new Promise((answer) => {
        for (const other of all) if (other.wish.session === wish.session) leave(other);
        const poll: Poll = {
          wish,
          actor,
          chosen: [],
          isGone: () => gone.aborted,
          answer(leases) {
            clearTimeout(timer);
            gone.removeEventListener('abort', end);
            answer(leases);
          },
        };
        const end = (): void => {
          if (all.has(poll) && poll.chosen.length === 0) leave(poll); // else its answer is on its way
        };
        const timer = setTimeout(end, wish.waitMs);
        if (gone.aborted) return answer([]);
        gone.addEventListener('abort', end, { once: true });
        all.add(poll);
        begun(poll);
      }),
    /** Answers a worker at once: there is something that it is to hear. */
    dismiss(session: string): void {
      for (const poll of all) if (poll.wish.session === session && poll.chosen.length === 0) leave(poll);
    },
    /** A worker that may make this call now. */
    find: ({ offer }: Entry): Poll | undefined =>
      [...all].find(
        ({ wish, chosen, isGone }) =>
          !isGone() && chosen.length < wish.want && isServedBy(wish, offer.provider, offer.request.url),
      ),
    /** Gives it a call, which goes with those that follow at once. */
    give(poll: Poll, entry: Entry): void {
      poll.chosen.push(entry);
      if (poll.chosen.length > 1) return;
      setTimeout(() => {
        all.delete(poll);
        hand(poll);
      }, GATHER_MS);
    },
    /** How many more calls to such an address workers wait for. */
    room: ({ offer }: Entry): number => {
      let room = 0;
      for (const { wish, chosen } of all)
        if (isServedBy(wish, offer.provider, offer.request.url)) room += wish.want - chosen.length;
      return room;
    },
    close(): void {
      for (const poll of all) if (poll.chosen.length === 0) leave(poll);
    },
  };
}
