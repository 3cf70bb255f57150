import { WinnowError } from '../../../shared/error.ts';
import type { Aside, Heartbeat, WorkerLease } from '../../../shared/schemas/worker.ts';
import { createBell } from '../loop/bell.ts';
import type { Carry } from './carry.ts';
import { asError, type Handing, handOverAll } from './hand-over.ts';
import { Away, type Link } from './link.ts';
import type { WorkerEffects, WorkerReport } from './report.ts';
import { type Rest, restAfter } from './rest.ts';
import type { Spool } from './spool.ts';

export interface Working {
  link: Link;
  carry: Carry;
  spool: Spool;
  /** Who it is, with every word that it says. */
  who: Omit<Heartbeat, 'held' | 'trouble' | 'leaves'>;
  /** Ends when nothing is left to be done. */
  once: boolean;
  /** How long calls under way may still end after a stop. Unit: milliseconds. */
  graceMs: number;
}

/** How long the server may wait for a call before it answers; with --once, where somebody waits for the end. Unit: milliseconds. */
const POLL_MS = 25_000;
const POLL_ONCE_MS = 1000;
/** How long the last replies may take to be handed over. Unit: milliseconds. */
const LAST_MS = 5000;

/**
 * Leases calls from a server, makes them, and hands over what came, until it is stopped. Every reply is in the spool
 * before it is handed over and until the server has it.
 * @throws WinnowError what the server refuses for good: the token, the version
 */
export async function work(working: Working, effects: WorkerEffects): Promise<WorkerReport> {
  const { link, spool, who } = working;
  const held = new Set<string>();
  const report: WorkerReport = { leases: 0, handedOver: 0, returned: 0, spooled: 0, left: null };
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  effects.signal.addEventListener('abort', onSignal, { once: true });
  if (effects.signal.aborted) stop.abort();
  const calls = new AbortController();
  const hurry = new AbortController();
  const bell = createBell();
  const rest: Rest = { until: 0, ms: 0, why: null };
  const handing: Handing = { link, spool, report, hurry: hurry.signal, fatal: null, stop, effects };
  const under = new Set<Promise<void>>();
  const track = (lease: string, act: () => Promise<void>): void => {
    held.add(lease);
    const done = act().finally(() => {
      held.delete(lease);
      under.delete(done);
      bell.ring();
      effects.progress({ handedOver: report.handedOver, underWay: held.size });
    });
    under.add(done);
  };
  const say = () => ({ ...who, held: [...held], trouble: effects.now() < rest.until ? rest.why : null });
  const one = async (lease: WorkerLease): Promise<void> => {
    const reply = await working.carry(lease, calls.signal);
    restAfter(rest, reply, effects);
    await handOverAll(handing, lease.leaseId, reply);
  };

  for (const lease of spool.leases()) {
    const reply = spool.get(lease);
    if (reply !== undefined) track(lease, () => handOverAll(handing, lease, reply));
  }
  const gone = new AbortController();
  const beating = beat(link, say, gone.signal, effects);
  try {
    await poll(
      working,
      {
        held,
        report,
        rest,
        bell,
        stop: stop.signal,
        say,
        begin: (lease) => track(lease.leaseId, () => one(lease)),
        told: putAside(who.serves, effects),
        beating,
      },
      effects,
    );
  } catch (cause) {
    handing.fatal ??= asError(cause);
  }
  stop.abort();
  await ending(under, { calls, hurry }, working.graceMs, effects);
  gone.abort();
  await link.beat({ ...say(), leaves: true }).catch(() => undefined);
  effects.signal.removeEventListener('abort', onSignal);
  report.spooled = spool.leases().length;
  if (handing.fatal !== null) throw handing.fatal;
  return report;
}

interface Polling {
  held: ReadonlySet<string>;
  report: WorkerReport;
  rest: Rest;
  bell: ReturnType<typeof createBell>;
  stop: AbortSignal;
  say: () => Heartbeat;
  begin: (lease: WorkerLease) => void;
  /** Hears where it is sent no more. @throws WinnowError `failed` where that is everywhere */
  told: (aside: readonly Aside[]) => void;
  beating: { every: (ms: number) => void };
}

/** Takes calls as long as there is room for them. */
async function poll({ link, once, who }: Working, at: Polling, effects: WorkerEffects): Promise<void> {
  const { held, report, rest, bell, stop } = at;
  const away = awayFrom(effects);
  while (!stop.aborted) {
    const waitMs = rest.until - effects.now();
    if (waitMs > 0) await effects.sleep(waitMs, stop);
    const room = Math.min(1000, who.concurrency - held.size);
    if (room <= 0) await bell.wait(stop);
    if (stop.aborted) return;
    if (waitMs > 0 || room <= 0) continue;
    try {
      const wish = { ...at.say(), want: room, waitMs: once ? POLL_ONCE_MS : POLL_MS };
      const { leases, left, heartbeatMs, aside = [] } = await link.lease(wish, stop);
      away.back();
      at.beating.every(heartbeatMs);
      report.left = left;
      report.leases += leases.length;
      for (const lease of leases) at.begin(lease);
      at.told(aside);
      if (once && left === 0 && leases.length === 0 && held.size === 0) return;
    } catch (cause) {
      if (!(cause instanceof Away)) throw cause;
      if (!stop.aborted) await away.wait(cause, stop);
    }
  }
}

/** Says once where it was refused with what it has of its own; refused everywhere, it has nothing more to do. */
function putAside(serves: Heartbeat['serves'], { note }: WorkerEffects): Polling['told'] {
  const known = new Set<string>();
  return (aside) => {
    for (const { address, why } of aside) {
      if (known.has(address)) continue;
      known.add(address);
      if (known.size < serves.length) note(`It gets no more calls to ${address}: ${why}`);
      else
        throw new WinnowError(
          'failed',
          `The server has put this worker aside: ${why} Mend that on this machine, and start it again.`,
        );
    }
  };
}

/** Waits longer each time that a server is away, and says so once. */
function awayFrom({ note, sleep, random }: WorkerEffects) {
  let times = 0;
  return {
    back(): void {
      if (times > 0) note('The server answers again.');
      times = 0;
    },
    async wait({ message }: Away, stop: AbortSignal): Promise<void> {
      if (times === 0)
        note(`The server does not answer (${message}); what is under way goes on, and it is tried again.`);
      await sleep(Math.min(10_000, 250 * 2 ** times++) * (0.5 + random() / 2), stop);
    },
  };
}

/** Says that it lives, as often as the server wishes. */
function beat(link: Link, say: () => Heartbeat, stop: AbortSignal, { sleep }: WorkerEffects) {
  let everyMs = 5000;
  const beats = async (): Promise<void> => {
    while (!stop.aborted) {
      await sleep(everyMs, stop);
      if (!stop.aborted) await link.beat(say()).catch(() => undefined); // the next poll says what is wrong
    }
  };
  void beats();
  return {
    every: (ms: number): void => {
      everyMs = ms;
    },
  };
}

/** Lets calls under way end for a while, then cuts them off and hands over what that leaves. */
async function ending(
  under: ReadonlySet<Promise<void>>,
  { calls, hurry }: { calls: AbortController; hurry: AbortController },
  graceMs: number,
  { sleep }: WorkerEffects,
): Promise<void> {
  const all = async (): Promise<void> => {
    while (under.size > 0) await Promise.all(under);
  };
  const over = new AbortController();
  const ended = all().finally(() => over.abort());
  await Promise.race([ended, sleep(graceMs, over.signal)]);
  calls.abort();
  await Promise.race([ended, sleep(LAST_MS, over.signal)]);
  hurry.abort();
  await ended;
}
