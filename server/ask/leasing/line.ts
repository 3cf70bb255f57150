import { AsyncLocalStorage } from 'node:async_hooks';
import { LineFault } from '../providers/attempt.ts';
import type { Coming, Line } from '../providers/network.ts';

/** A request as it leaves, but for the key. */
export interface Carried {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** Carries the request of one call, and brings what came. */
export interface Courier {
  carry(request: Carried, signal: AbortSignal): Promise<Coming>;
}

const couriers = new AsyncLocalStorage<Courier>();

/** Whatever `act` sends over `handedLine` is carried by this one. */
export const carriedBy = <T>(courier: Courier, act: () => Promise<T>): Promise<T> =>
  couriers.run(courier, act);

/**
 * A line without a network: an SDK builds the request as ever, whoever asks hands it to a courier, and reads the bytes
 * that come as ever.
 */
export const handedLine: Line = async (input, init = {}) => {
  const courier = couriers.getStore();
  const { body, signal } = init;
  if (courier === undefined || typeof body !== 'string' || input instanceof Request)
    throw new LineFault({ why: 'not-sent', message: 'This is no call that a worker could carry.' });
  const request = { url: String(input), headers: withoutKeys(init.headers), body };
  return courier.carry(request, signal ?? new AbortController().signal);
};

/** How long a worker lets one call take. Unit: milliseconds. */
export const CARRY_MS = 900_000;

/** Headers that may be told to somebody else; none of them ever holds a key. */
const TOLD = ['accept', 'content-type', 'user-agent', 'x-goog-api-client'];
const TIMED = 'x-server-timeout';
export const REQUEST_HEADERS: readonly string[] = [...TOLD, TIMED];

function withoutKeys(given: RequestInit['headers']): Record<string, string> {
  const all = given instanceof Headers ? given : new Headers(given);
  const told = TOLD.flatMap((name) => {
    const value = all.get(name);
    return value === null ? [] : [[name, value] as const];
  });
  const isTimed = all.has(TIMED); // how long Google may take: as long as the worker waits
  return { ...Object.fromEntries(told), ...(isTimed && { [TIMED]: String(CARRY_MS / 1000) }) };
}
