import { type SigningKey, signingKey } from '../../server/ledger/keys.ts';

/** A key for tests alone: everybody can read it here. */
const PEM = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
-----END PRIVATE KEY-----
`;
export const testKey = (log: string) => signingKey(log, 'log', PEM);

/** Header of an Ed25519 key in PKCS#8 (RFC 8410), which its 32 bytes follow. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Other keys for tests, one a number. */
export function numberedKey(log: string, n: number): SigningKey {
  const der = Buffer.concat([PKCS8, Buffer.alloc(32, n)]).toString('base64');
  return signingKey(log, 'log', `-----BEGIN PRIVATE KEY-----\n${der}\n-----END PRIVATE KEY-----\n`);
}
