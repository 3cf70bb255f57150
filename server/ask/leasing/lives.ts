import type { StoredReply } from '../../db/worker-leases.ts';
import { QUIET } from './sessions.ts';

/** A reply that came to a lease. */
export interface Brought {
  end: 'reply';
  lease: string;
  stored: StoredReply;
  /** The worker's process; null where this server has not handed the lease out. */
  session: string | null;
}

/** What a lease came to. */
export type LeaseEnd =
  | Brought
  /** Its worker fell silent. */
  | { end: 'lost' }
  /** Nothing of it had left. */
  | { end: 'unsent' };

/** A lease that somebody waits for. */
export interface Life {
  lease: string;
  collection: string;
  /** The worker's process; null where that is not known. */
  session: string | null;
  /** Whose token the worker has. */
  actor: string;
  /** Sweeps since its worker was heard of. */
  quiet: number;
  end: (end: LeaseEnd) => void;
}

/** Leases that calls of this process wait for. */
export function createLives() {
  const all = new Map<string, Life>();
  const lost = new Set<string>();
  const take = (lease: string): Life | undefined => {
    const life = all.get(lease);
    all.delete(lease);
    return life;
  };
  return {
    begin: (life: Omit<Life, 'quiet'>): void => void all.set(life.lease, { ...life, quiet: 0 }),
    /** Nobody waits for it any more. */
    take,
    has: (lease: string): boolean => all.has(lease),
    /** Whether its worker fell silent as long as this process has looked. */
    isLost: (lease: string): boolean => lost.has(lease),
    /** A worker said which leases it holds. */
    held(leases: readonly string[], actor: string): void {
      for (const lease of leases) {
        const life = all.get(lease);
        if (life?.actor === actor) life.quiet = 0;
      }
    },
    /** Those that were handed to a process which does not hold them: they never got there. */
    undelivered(session: string, held: readonly string[]): Life[] {
      const there = new Set(held);
      return [...all.values()].filter((life) => life.session === session && !there.has(life.lease));
    },
    sweep(): void {
      for (const life of all.values()) {
        if (++life.quiet <= QUIET) continue;
        all.delete(life.lease);
        lost.add(life.lease);
        life.end({ end: 'lost' });
      }
    },
    ofSession: (session: string): number =>
      [...all.values()].filter((life) => life.session === session).length,
    ofCollection: (collection: string): number =>
      [...all.values()].filter((life) => life.collection === collection).length,
  };
}
