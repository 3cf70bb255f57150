import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tables } from '../../server/db/tables.ts';
import { evidenceFindings } from '../../server/release/trace-evidence.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const BYTES = Buffer.from('{"reply": 1}'.repeat(40));
const SHA256 = createHash('sha256').update(BYTES).digest();

/** A workspace whose one call names a reply by its hash, where there is such a call. */
function tablesWith(blob: Uint8Array | null | undefined, get?: () => Buffer) {
  const workspace = temporaryWorkspace();
  workspace.write('test', () => workspace.blobs.put(BYTES, 'application/json'));
  const byNumber = () => (blob === undefined ? undefined : { blob });
  const calls = { ...workspace.calls, byNumber } as unknown as Tables['calls'];
  return { calls, blobs: get === undefined ? workspace.blobs : { ...workspace.blobs, get } };
}

test.each([
  ['the reply that was hashed', () => tablesWith(SHA256), []],
  ['no call', () => tablesWith(undefined), [['PROVENANCE_GAP', { missing: 'call', number: 1 }]]],
  ['a call without a reply', () => tablesWith(null), [['PROVENANCE_GAP', { missing: 'reply', number: 1 }]]],
  [
    'a reply that is gone',
    () => tablesWith(Buffer.alloc(32)),
    [['PROVENANCE_GAP', { missing: 'reply', sha256: '0'.repeat(64) }]],
  ],
  [
    'other bytes',
    () => tablesWith(SHA256, () => Buffer.from('x')),
    [
      [
        'HASH_MISMATCH',
        { stored: SHA256.toString('hex'), now: createHash('sha256').update('x').digest('hex') },
      ],
    ],
  ],
  [
    'bytes that can not be unpacked',
    () =>
      tablesWith(SHA256, () => {
        throw new Error('invalid stored block lengths');
      }),
    [['HASH_MISMATCH', { stored: SHA256.toString('hex'), now: null }]],
  ],
])('evidenceFindings(tables, trace) of %s', (_, made, expected) => {
  const tables = made();
  expect(evidenceFindings(tables, { call: 1 }).map(({ code, evidence }) => [code, evidence])).toEqual(
    expected,
  );
  expect(evidenceFindings(tables, { call: null })).toEqual([]);
});
