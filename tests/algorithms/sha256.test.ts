import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256Words } from '../../server/algorithms/sha256.ts';

const ours = (bytes: Uint8Array, start = 0, end = bytes.length): string =>
  Array.from(sha256Words(bytes, start, end, new Int32Array(8)), (word) =>
    (word >>> 0).toString(16).padStart(8, '0'),
  ).join('');
const theirs = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

test('SHA-256 agrees with the crypto library at every length up to four blocks', () => {
  const bytes = Uint8Array.from({ length: 260 }, (_, i) => (i * 131) & 0xff);
  for (let length = 0; length <= 260; length++) {
    expect([length, ours(bytes, 0, length)]).toEqual([length, theirs(bytes.subarray(0, length))]);
  }
});

test('SHA-256 of any slice of any bytes agrees with the crypto library', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), fc.nat(), fc.nat(), (bytes, a, b) => {
      const start = a % (bytes.length + 1);
      const end = start + (b % (bytes.length - start + 1));
      expect(ours(bytes, start, end)).toBe(theirs(bytes.subarray(start, end)));
    }),
  );
});
