import type { Aside, Heartbeat, WorkerItem } from '../../../shared/schemas/worker.ts';

/** What a worker says of itself. */
export type Who = Pick<Heartbeat, 'session' | 'name' | 'version' | 'concurrency' | 'serves' | 'trouble'>;

/** A worker that was heard of. */
export interface Session extends Who {
  actor: string;
  connectedAt: Date;
  lastSeenAt: Date;
  replies: number;
  /** Addresses at which it was refused with what it has of its own. */
  aside: readonly Aside[];
  /** Sweeps since it was heard of. */
  quiet: number;
}

/** Who is not heard of for so many sweeps is silent, and is forgotten after so many. */
export const QUIET = 5;
const FORGOTTEN = 60;
/** More than that are no workers of ours. */
const MOST = 10_000;

/** Whether a call to this address may be made with the keys of a worker. */
export const isServedBy = ({ serves }: Pick<Who, 'serves'>, provider: string, url: string): boolean =>
  serves.some(
    (one) => one.provider === provider && (url === one.address || url.startsWith(`${one.address}/`)),
  );

/** Where a worker may still be sent. */
const openTo = ({ serves, aside }: Session): Who['serves'] =>
  serves.filter((one) => !aside.some((other) => isSamePlace(one, other)));

const isSamePlace = (
  a: Who['serves'][number],
  { provider, address }: Pick<Aside, 'provider' | 'address'>,
): boolean => a.provider === provider && a.address === address;

/** The workers that were heard of lately. Silence is counted in sweeps, so that a clock that is set back makes nobody silent. */
export function createSessions(now: () => Date) {
  const all = new Map<string, Session>();
  return {
    /** A worker said something. @returns whether nothing was heard of its process before */
    heard(who: Who, actor: string): { isNew: boolean } {
      const known = all.get(who.session);
      const isSame = known !== undefined && known.actor === actor;
      const { session, name, version, concurrency, serves, trouble } = who;
      const seen: Session = {
        ...{ session, name, version, concurrency, serves, trouble: trouble ?? null, actor },
        connectedAt: isSame ? known.connectedAt : now(),
        lastSeenAt: now(),
        replies: isSame ? known.replies : 0,
        aside: isSame ? known.aside : [],
        quiet: 0,
      };
      all.set(session, seen);
      for (const oldest of all.keys()) {
        if (all.size <= MOST) break;
        all.delete(oldest);
      }
      return { isNew: !isSame };
    },
    /** Where a process may be sent, and where not. */
    placesOf(session: string): { serves: Who['serves']; aside: readonly Aside[] } {
      const seen = all.get(session);
      return seen === undefined ? { serves: [], aside: [] } : { serves: openTo(seen), aside: seen.aside };
    },
    /** It was refused at the address of this call with what it has of its own: it gets no more of them. */
    putAside(session: string, { provider, url, why }: { provider: string; url: string; why: string }): void {
      const seen = all.get(session);
      if (seen === undefined) return;
      const places = openTo(seen).filter((one) => isServedBy({ serves: [one] }, provider, url));
      seen.aside = [...seen.aside, ...places.map((place) => ({ ...place, why }))];
    },
    brought(session: string): void {
      const seen = all.get(session);
      if (seen !== undefined) seen.replies++;
    },
    left: (session: string): void => void all.delete(session),
    sweep(): void {
      for (const seen of all.values()) if (++seen.quiet > FORGOTTEN) all.delete(seen.session);
    },
    connected: (): number =>
      [...all.values()].filter((seen) => seen.quiet <= QUIET && openTo(seen).length > 0).length,
    isServed: (provider: string, url: string): boolean =>
      [...all.values()].some(
        (seen) => seen.quiet <= QUIET && isServedBy({ serves: openTo(seen) }, provider, url),
      ),
    /** @param leases of a session; `nameOf`: of a user */
    items: (leases: (session: string) => number, nameOf: (actor: string) => string): WorkerItem[] =>
      [...all.values()].map((one) => ({
        name: one.name,
        user: nameOf(one.actor),
        version: one.version,
        concurrency: one.concurrency,
        serves: one.serves.map(({ address }) => address),
        leases: leases(one.session),
        replies: one.replies,
        connectedAt: one.connectedAt.toISOString(),
        lastSeenAt: one.lastSeenAt.toISOString(),
        state: one.quiet <= QUIET ? 'connected' : 'silent',
        trouble: one.aside.length > 0 ? one.aside.map(({ why }) => why).join(' ') : (one.trouble ?? null),
      })),
  };
}
