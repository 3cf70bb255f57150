import { hostname, networkInterfaces } from 'node:os';

/** Where a server is reached, and whether one has to sign in there. */
export interface Address {
  hosts: string[];
  asksSignIn: boolean;
}

/**
 * Beyond this machine everybody has to sign in. A server that listens on every address of its machine answers to all
 * of them, and to the machine's name.
 */
export function addressOf({
  host,
  names = [],
  signIn = false,
}: {
  host: string;
  names?: readonly string[] | undefined;
  signIn?: boolean | undefined;
}): Address {
  const everywhere = host === '0.0.0.0' || host === '::';
  const own = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(({ address }) => address));
  return {
    hosts: [...names, ...(everywhere ? [...own, hostname()] : [host])],
    asksSignIn: signIn || !isLoopback(host),
  };
}

/** Whether only programs of this machine reach an address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
