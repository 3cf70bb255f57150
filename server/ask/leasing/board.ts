import type {
  Aside,
  Heartbeat,
  LeaseWish,
  Taken,
  WorkerLease,
  WorkerReply,
  Workers,
} from '../../../shared/schemas/worker.ts';
import type { WorkerLease as StoredLease } from '../../db/worker-leases.ts';
import type { Workspace } from '../../db/workspace.ts';
import { createGroup } from '../journal/group.ts';
import { type Brought, createLives, type LeaseEnd, type Life } from './lives.ts';
import { createOffers, type Entry, leaseOf, type Offer } from './offers.ts';
import { createPolls, type Poll } from './polls.ts';
import { ownLease, storedReply } from './reply.ts';
import { createSessions, QUIET } from './sessions.ts';
import { giveBackUnheld } from './unheld.ts';
import { waitingBy } from './waiting.ts';

/** How long a worker may be silent before its calls are given up. Unit: milliseconds. */
export const SILENCE_MS = 45_000;

export type Board = ReturnType<typeof createBoard>;

/**
 * Where collections offer calls and workers take them. What leaves is written down before it is answered, what comes
 * before it is acknowledged; who decides, pays and records is the collection alone. Offers and workers are known to
 * this process; leases and replies to the workspace, so that they outlive it.
 * @param silenceMs how long a worker may be silent
 */
export function createBoard(workspace: Workspace, silenceMs: number = SILENCE_MS) {
  const { workerLeases: leases } = workspace;
  const group = createGroup(workspace, 'worker', () => undefined);
  const sessions = createSessions(workspace.now);
  const lives = createLives();
  const listeners = new Map<string, () => void>();
  let idle: (collection: string) => void = () => undefined;
  const sweep = setInterval(() => void [sessions.sweep(), lives.sweep()], silenceMs / QUIET).unref();

  const pump = (): void => {
    for (const entry of offers.all()) {
      const poll = entry.state === 'ready' ? polls.find(entry) : undefined;
      if (poll !== undefined) {
        entry.permit = offers.take(entry);
        polls.give(poll, entry);
      }
    }
    const begun = new Map<string, number>(); // rights that are asked for, by collection
    for (const entry of offers.all()) {
      if (entry.state !== 'waiting') continue;
      const { collection } = entry.offer;
      const asked = begun.get(collection) ?? offers.admitting(collection);
      if (asked >= polls.room(entry)) continue;
      begun.set(collection, asked + 1);
      offers.admit(entry);
    }
  };
  const offers = createOffers(() => queueMicrotask(pump));
  const polls = createPolls((poll) => void hand(poll));

  /** Writes down what a worker is given; who can not be written for waits again. */
  const hand = async (poll: Poll): Promise<void> => {
    const { wish, actor } = poll;
    const handedAt = workspace.now().toISOString();
    const given = poll.chosen.map((entry) => ({ id: `lease-${workspace.randomHex(16)}`, entry }));
    try {
      await group.add(() => {
        for (const { id, entry } of given) {
          const { collection, ask, call } = entry.offer;
          leases.replace(ask, call);
          leases.add({
            id,
            collection,
            ask,
            call,
            actor,
            worker: wish.name,
            session: wish.session,
            handedAt,
          });
        }
      });
    } catch {
      for (const { entry } of given) putBack(entry);
      return poll.answer([]);
    }
    const there = given.filter(({ id, entry }) => {
      if (offers.has(entry) && !poll.isGone()) return true;
      void forget(id); // withdrawn meanwhile, or nobody is there to be told
      if (offers.has(entry)) putBack(entry);
      else entry.permit?.settle(0);
      return false;
    });
    for (const { id, entry } of there) goesAway(id, entry, wish.session, actor);
    poll.answer(there.map(({ id, entry }) => leaseOf(id, entry.offer)));
  };
  const putBack = (entry: Entry): void => {
    entry.permit?.settle(0);
    entry.permit = null;
    offers.again(entry);
  };
  const goesAway = (lease: string, entry: Entry, session: string, actor: string): void => {
    const { offer, permit } = entry;
    offers.gone(entry);
    entry.permit = null;
    if (permit !== null) offer.left(permit);
    lives.begin({
      ...{ lease, session, actor, collection: offer.collection },
      end(end) {
        if (end.end !== 'unsent') return entry.end(end);
        offer.back();
        offers.again(entry);
      },
    });
  };
  /** A lease of which nothing left. */
  const forget = (lease: string): Promise<void> => group.add(() => leases.done(lease)).catch(() => undefined);
  const cameBack = async (life: Life): Promise<void> => {
    lives.take(life.lease);
    await forget(life.lease);
    life.end({ end: 'unsent' });
  };
  const hear = async (who: Heartbeat | LeaseWish, actor: string): Promise<void> => {
    const { isNew } = sessions.heard(who, actor);
    lives.held(who.held, actor);
    if (isNew || ('leaves' in who && who.leaves === true))
      await giveBackUnheld({ leases, lives, group }, who, actor);
  };

  return {
    /** How often a worker is to say that it lives. Unit: milliseconds. */
    heartbeatMs: Math.max(20, Math.floor(silenceMs / (QUIET + 1))),
    /** A worker asks for calls. @param gone aborted when it has hung up */
    async wish(wish: LeaseWish, actor: string, gone: AbortSignal): Promise<WorkerLease[]> {
      await hear(wish, actor);
      for (const life of lives.undelivered(wish.session, wish.held)) await cameBack(life);
      const { serves } = sessions.placesOf(wish.session);
      return serves.length === 0 ? [] : polls.wait({ ...wish, serves }, actor, gone, pump);
    },
    /** Addresses that a process gets no more calls to. */
    asideOf: (session: string): Aside[] => [...sessions.placesOf(session).aside],
    /**
     * A call was refused for what its worker has of its own, such as its key: it is given no more of them.
     * @returns whether somebody else is there who may make it
     */
    putAside(session: string | null, call: { provider: string; url: string; why: string }): boolean {
      if (session === null) return true; // nobody knows whose it was, so nobody is at fault
      sessions.putAside(session, call);
      polls.dismiss(session);
      return sessions.isServed(call.provider, call.url);
    },
    /** A worker lives, or says good-bye: what it does not hold then never got there. */
    async heartbeat(beat: Heartbeat, actor: string): Promise<void> {
      await hear(beat, actor);
      if (beat.leaves !== true) return;
      sessions.left(beat.session);
      for (const life of lives.undelivered(beat.session, beat.held)) await cameBack(life);
    },
    /**
     * Takes what a call brought, once; stored before this resolves.
     * @throws WinnowError `not-found` for a lease that is none of theirs; as `storedReply`
     */
    async handOver(id: string, actor: string, reply: WorkerReply): Promise<Taken['state']> {
      const row = ownLease(leases, id, actor);
      const stored = storedReply(reply);
      if (reply.fault?.why === 'unsent') {
        if (!(await group.add(() => leases.unsent(id)))) return 'known';
        const life = lives.take(id);
        if (life !== undefined) await cameBack(life);
        return 'returned';
      }
      const at = workspace.now().toISOString();
      if (!(await group.add(() => leases.replied(id, at, stored)))) return 'known';
      return took(id, row, { end: 'reply', lease: id, stored, session: null });
    },
    /** Has a call made by whoever comes. @returns what its lease came to; the signal of the call takes it back */
    offer(offer: Offer, withdrawn: AbortSignal): Promise<LeaseEnd> {
      return new Promise((resolve, reject) => {
        const entry = offers.put(offer, (end) => {
          withdrawn.removeEventListener('abort', withdraw);
          if (end.end === 'refused') reject(end.cause);
          else resolve(end);
        });
        const withdraw = (): void => {
          if (!offers.has(entry)) return; // with a worker: its reply is waited for
          offers.remove(entry);
          entry.end({ end: 'unsent' });
        };
        if (withdrawn.aborted) withdraw();
        else withdrawn.addEventListener('abort', withdraw, { once: true });
      });
    },
    /** Waits for what an earlier call's lease comes to, as long as its worker is heard of. */
    resume: ({ id, collection, actor, session }: StoredLease): Promise<LeaseEnd> =>
      new Promise((end) => lives.begin({ lease: id, session, actor, collection, end })),
    /** Nobody waits for the leases of a call any more; what they bring is kept. */
    abandon: (call: number, ask: number): void => {
      for (const { id, call: of } of leases.ofAsk(ask)) if (of === call) lives.take(id);
    },
    /** Whether a lease that is out may still be with a living worker. */
    mayLive: (lease: string): boolean => !lives.isLost(lease),
    /** Tells a collection of replies that nobody waited for. @returns ends it */
    listen(collection: string, told: () => void): () => void {
      listeners.set(collection, told);
      return () => void listeners.delete(collection);
    },
    /** Told of replies to collections that are not under way. */
    whenIdle(told: (collection: string) => void): void {
      idle = told;
    },
    /** Who is there for a collection. */
    stand: (collection: string) => ({
      connected: sessions.connected(),
      leased: lives.ofCollection(collection),
      waiting: offers.ofCollection(collection),
    }),
    list: (): Workers => ({
      workers: sessions.items(lives.ofSession, (actor) => workspace.people.nameOf(actor) ?? actor),
      waiting: waitingBy(offers.all(), sessions.isServed),
    }),
    close(): void {
      clearInterval(sweep);
      polls.close();
    },
  };

  function took(id: string, row: StoredLease, end: Brought): Taken['state'] {
    const life = lives.take(id);
    if (life !== undefined) {
      if (life.session !== null) sessions.brought(life.session);
      life.end({ ...end, session: life.session });
      return 'taken';
    }
    const isReplaced = leases.byId(id)?.state === 'late';
    const waiting = isReplaced ? undefined : offers.ofAsk(row.ask);
    if (waiting !== undefined) {
      offers.remove(waiting);
      waiting.end(end);
      return 'taken';
    }
    const listener = listeners.get(row.collection);
    if (listener !== undefined) listener();
    else idle(row.collection);
    return isReplaced ? 'extra' : 'kept';
  }
}
