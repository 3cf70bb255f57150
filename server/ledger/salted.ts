import { createHash } from 'node:crypto';

/**
 * Stands in an event for a text that may have to be erased one day: SHA-256 over 32 bytes of salt and the text, in hex.
 * Salt and text lie in a table; without them nobody can tell what it stood for, nor try out what it may have been.
 * @param salt hex
 */
export const saltedSha256 = (salt: string, text: string): string =>
  createHash('sha256').update(Buffer.from(salt, 'hex')).update(text, 'utf8').digest('hex');
