import type { WorkerLease } from '../../../shared/schemas/worker.ts';
import type { Permit } from '../limiter/permit.ts';
import { CARRY_MS, type Carried } from './line.ts';
import type { LeaseEnd } from './lives.ts';

/** A call that is written down, and that some worker is to make. */
export interface Offer {
  collection: string;
  call: number;
  ask: number;
  provider: 'gemini' | 'openai';
  request: Carried;
  /** Waits for the right to let it leave. @throws WinnowError `stopped` where nobody will get it */
  admit: () => Promise<Permit>;
  /** It leaves, with that right. */
  left: (permit: Permit) => void;
  /** It came back, and nothing had left. */
  back: () => void;
}

/** An offer on the board. `admitting`: it waits for its right; `ready`: it has it; `handing`: its lease is being written. */
export interface Entry {
  offer: Offer;
  state: 'waiting' | 'admitting' | 'ready' | 'handing';
  permit: Permit | null;
  hold: NodeJS.Timeout | null;
  end: (end: LeaseEnd | { end: 'refused'; cause: unknown }) => void;
}

/** A right that nobody uses within so long is given back: it was for a call that leaves now. Unit: milliseconds. */
const HOLD_MS = 1000;

/** Calls that nobody has taken yet, first come, first served. @param changed called when one may have become ready */
export function createOffers(changed: () => void) {
  const all = new Set<Entry>();
  const giveUp = (entry: Entry): void => {
    if (entry.hold !== null) clearTimeout(entry.hold);
    entry.permit?.settle(0);
    Object.assign(entry, { hold: null, permit: null, state: 'waiting' });
  };
  const remove = (entry: Entry): void => {
    all.delete(entry);
    if (entry.state === 'ready') giveUp(entry);
  };
  return {
    put(offer: Offer, end: Entry['end']): Entry {
      const entry: Entry = { offer, state: 'waiting', permit: null, hold: null, end };
      all.add(entry);
      changed();
      return entry;
    },
    remove,
    /** The one of an item that nobody has taken yet. */
    ofAsk: (ask: number): Entry | undefined =>
      [...all].find(({ offer, state }) => offer.ask === ask && state !== 'handing'),
    /** Begins to ask for the right of one that waits. */
    admit(entry: Entry): void {
      entry.state = 'admitting';
      const { offer } = entry;
      offer.admit().then(
        (permit) => {
          if (!all.has(entry) || entry.state !== 'admitting') return permit.settle(0);
          entry.permit = permit;
          entry.state = 'ready';
          entry.hold = setTimeout(() => {
            giveUp(entry);
            changed();
          }, HOLD_MS);
          changed();
        },
        (cause: unknown) => {
          if (all.delete(entry)) entry.end({ end: 'refused', cause });
        },
      );
    },
    /** Takes one that is ready off the board, its lease to be written. */
    take(entry: Entry): Permit | null {
      if (entry.hold !== null) clearTimeout(entry.hold);
      const { permit } = entry;
      Object.assign(entry, { hold: null, permit: null, state: 'handing' });
      return permit;
    },
    /** It did not get away after all: it waits again, in front of those that came later. */
    again(entry: Entry): void {
      entry.state = 'waiting';
      if (!all.has(entry)) {
        const others = [...all];
        all.clear();
        for (const one of [entry, ...others]) all.add(one);
      }
      changed();
    },
    gone: (entry: Entry): void => void all.delete(entry),
    has: (entry: Entry): boolean => all.has(entry),
    all: (): Iterable<Entry> => all,
    admitting: (collection: string): number =>
      [...all].filter(({ offer, state }) => offer.collection === collection && state === 'admitting').length,
    ofCollection: (collection: string): number =>
      [...all].filter(({ offer }) => offer.collection === collection).length,
  };
}

/** An offer as a worker is told of it. */
export const leaseOf = (leaseId: string, { provider, request }: Offer): WorkerLease => ({
  leaseId,
  provider,
  ...request,
  timeoutMs: CARRY_MS,
});
