import type { Entry } from './offers.ts';

/** Calls that wait, by the address that they go to. */
export function waitingBy(entries: Iterable<Entry>, isServed: (provider: string, url: string) => boolean) {
  const calls = new Map<string, { address: string; calls: number; isServed: boolean }>();
  for (const { offer } of entries) {
    const { origin } = new URL(offer.request.url);
    const known = calls.get(origin);
    if (known !== undefined) known.calls++;
    else
      calls.set(origin, {
        address: origin,
        calls: 1,
        isServed: isServed(offer.provider, offer.request.url),
      });
  }
  return [...calls.values()];
}
