import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Database } from 'better-sqlite3';

/** Bytes under which packing gains nothing. */
const SMALL = 256;
/**
 * Quick, and within a few percent of the best on texts: a reply must not hold up the others. Less memory is made ready
 * for each than is usual: on replies of 2 to 15 kB the same bytes come out, for little more than half of the time.
 */
const PACKING = { level: 3, memLevel: 6 } as const;

interface Row {
  encoding: 'identity' | 'deflate-raw';
  bytes: Buffer;
}

/** The `blobs` table: raw replies, packed, named by the hash of what they were before. Only this file names it in SQL. */
export function blobTable(db: Database) {
  const insert = db.prepare<[Uint8Array, string, string, Uint8Array, number]>(
    'INSERT OR IGNORE INTO blobs (sha256, media_type, encoding, bytes, size) VALUES (?, ?, ?, ?, ?)',
  );
  const get = db.prepare<[Uint8Array], Row>('SELECT encoding, bytes FROM blobs WHERE sha256 = ?');
  return {
    /** @returns the SHA-256 of the bytes, under which they lie; the same bytes are stored once */
    put(bytes: Uint8Array, mediaType: string): Buffer {
      const sha256 = hash('sha256', bytes, 'buffer');
      const packed = bytes.length < SMALL ? null : deflateRawSync(bytes, PACKING);
      insert.run(
        sha256,
        mediaType,
        packed === null ? 'identity' : 'deflate-raw',
        packed ?? bytes,
        bytes.length,
      );
      return sha256;
    },
    /** The bytes as they came. */
    get(sha256: Uint8Array): Buffer | undefined {
      const row = get.get(sha256);
      return row && (row.encoding === 'identity' ? row.bytes : inflateRawSync(row.bytes));
    },
  };
}
