import type { Workspace } from '../../db/workspace.ts';
import type { Settled } from '../loop/item.ts';

/** How far a collection is. */
export interface ModelProgress {
  /** Items settled of those in the scope; with --until-usable, questions with a usable trace of those wanted. */
  done: number;
  total: number;
  spentUsd: number;
  /** Per answered item of this command; null before the first. */
  usdPerAnswer: number | null;
  /** What all will have cost at this rate; null before the first. */
  expectedUsd: number | null;
  /** Items settled a minute, of this command. */
  perMinute: number;
  secondsLeft: number | null;
  /** Calls under way, and until when all wait (milliseconds since the epoch). */
  inFlight: number;
  pausedUntil: number | null;
  /** Of a collection whose calls are made by workers: who is there, and what they hold. */
  workers?: WorkersStand;
}

/** How workers stand to a collection. */
export interface WorkersStand {
  connected: number;
  /** Calls that they hold. */
  leased: number;
  /** Calls that nobody has taken yet. */
  waiting: number;
}

export interface Looks {
  wanted: number | null;
  /** Settled, or usable, before this command. */
  before: number;
  /** Grows where more is wanted after the first replies. */
  total: () => number;
  /** Dollars by the stored rows when it began. */
  spentBefore: number;
  spent: () => number;
  /** No more calls than that may leave; null where nobody says. */
  requestsPerMinute: number | null;
  look: () => { inFlight: number; pausedUntil: number | null };
  workers?: (() => WorkersStand) | undefined;
  /** Milliseconds since some fixed moment. */
  clock: () => number;
}

/** Counts what ends, and says after each how far it is. */
export function progressCounter(looks: Looks, say: (progress: ModelProgress) => void) {
  const start = looks.clock();
  let [settled, usable, answered] = [0, 0, 0];
  return (end: Settled | null): void => {
    if (end !== null) settled++;
    if (end?.state === 'answered') answered++;
    if (end?.usable === true) usable++;
    const gained = looks.wanted === null ? settled : usable;
    const total = looks.total();
    const done = Math.min(looks.before + gained, total);
    const minutes = (looks.clock() - start) / 60_000;
    const spentUsd = looks.spent() / 1e6;
    const { inFlight, pausedUntil } = looks.look();
    say({
      done,
      total,
      spentUsd,
      usdPerAnswer: answered === 0 ? null : (spentUsd - looks.spentBefore) / answered,
      expectedUsd:
        gained === 0 ? null : spentUsd + ((spentUsd - looks.spentBefore) / gained) * (total - done),
      perMinute: minutes > 0 ? settled / minutes : 0,
      secondsLeft: secondsLeft(total - done, gained / minutes, looks.requestsPerMinute),
      inFlight,
      pausedUntil,
      ...(looks.workers === undefined ? {} : { workers: looks.workers() }),
    });
  };
}

/** At the rate so far, and no sooner than a quota lets that many calls leave, of which a minute's worth may go at once. */
function secondsLeft(open: number, perMinute: number, quota: number | null): number | null {
  if (!Number.isFinite(perMinute) || perMinute <= 0) return null;
  const byQuota = quota === null ? 0 : open / quota - 1;
  return 60 * Math.max(open / perMinute, byQuota);
}

/** Items of a collection that are settled, and those that are not, by their rows. */
export function settledAndOpen(
  { asks }: Pick<Workspace, 'asks'>,
  collection: string,
): [settled: number, open: number] {
  let [settled, open] = [0, 0];
  for (const { state, count } of asks.counts(collection)) {
    if (state === 'pending' || state === 'asked') open += count;
    else settled += count;
  }
  return [settled, open];
}
