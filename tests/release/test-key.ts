import { signingKey } from '../../server/ledger/keys.ts';

/** A key for tests alone: everybody can read it here. */
const PEM = `-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
-----END PRIVATE KEY-----
`;
export const testKey = (log: string) => signingKey(log, 'log', PEM);
