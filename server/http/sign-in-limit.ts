import { WinnowError } from '../../shared/error.ts';

/** How long a failure counts. Unit: milliseconds. */
const WINDOW_MS = 15 * 60_000;
/** Failures within it: of one name from one address, of one address, of one name from everywhere. */
const MOST = { pair: 5, address: 30, name: 50 };
/** Keys that are remembered. */
const REMEMBERED = 10_000;

export interface SignInLimit {
  /** @throws WinnowError `too-many`, saying when to come back */
  check: (name: string, address: string) => void;
  /** @returns takes this one try back: of somebody who has shown that they know the password */
  failed: (name: string, address: string) => () => void;
  /** What one name has failed at one address. */
  forget: (name: string, address: string) => void;
}

/**
 * Counts failed sign-ins, so that nobody can try many passwords, and nobody can lock another one out from a single
 * address. In memory: a server that was started anew has forgotten them.
 */
export function signInLimit(now: () => number): SignInLimit {
  const failures = new Map<string, number[]>();
  const keysOf = (name: string, address: string): [key: string, most: number][] => [
    [JSON.stringify([name, address]), MOST.pair],
    [JSON.stringify([null, address]), MOST.address],
    [JSON.stringify([name, null]), MOST.name],
  ];
  const takeBack = (key: string, at: number): void => {
    const times = failures.get(key) ?? [];
    const place = times.lastIndexOf(at);
    if (place < 0) return;
    if (times.length === 1) failures.delete(key);
    else failures.set(key, times.toSpliced(place, 1));
  };
  const recent = (key: string): number[] => (failures.get(key) ?? []).filter((at) => at > now() - WINDOW_MS);
  return {
    check(name: string, address: string): void {
      for (const [key, most] of keysOf(name, address)) {
        const times = recent(key);
        if (times.length < most) continue;
        const seconds = Math.ceil(((times[times.length - most] ?? 0) + WINDOW_MS - now()) / 1000);
        throw new WinnowError(
          'too-many',
          `Too many failed sign-ins; try again in ${Math.ceil(seconds / 60)} minutes.`,
          { retryAfterSeconds: seconds },
        );
      }
    },
    failed(name: string, address: string): () => void {
      const at = now();
      const keys = keysOf(name, address);
      for (const [key, most] of keys) {
        const times = [...recent(key), at].slice(-most);
        failures.delete(key); // so that the order of the map is that of the last failure
        failures.set(key, times);
      }
      for (const oldest of failures.keys()) {
        if (failures.size <= REMEMBERED) break;
        failures.delete(oldest);
      }
      return () => {
        for (const [key] of keys) takeBack(key, at);
      };
    },
    forget: (name, address) => void failures.delete(JSON.stringify([name, address])),
  };
}
