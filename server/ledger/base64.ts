/**
 * The bytes of standard base64 with its padding (RFC 4648 section 4), or null for anything that is not exactly
 * how those bytes are written: Buffer alone would skip over stray characters, and two texts would be one hash.
 */
export function bytesOfBase64(text: string): Uint8Array | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}

export const base64Of = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
