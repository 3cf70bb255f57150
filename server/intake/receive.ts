import { open, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { WinnowError } from '../../shared/error.ts';
import type { Upload } from '../../shared/schemas/upload.ts';
import { settleFile, uploadAt, uploadPath } from './uploads.ts';

/** Files that are being written by this process: two writers would tear a file apart. */
const writing = new Set<string>();

/**
 * Takes bytes of a file of an upload from where it stands. What has come stays where the sender breaks off, or this
 * process is killed, so that the next one goes on behind it.
 * @param offset where these bytes begin; what was received so far
 * @param bytes is left as it is where it is not read to its end
 * @throws WinnowError `not-found`; `conflict` for another offset, with `received` as details; `busy` while somebody
 * else sends it; `too-large` for more bytes than were announced, none of which is kept
 */
export async function receiveBytes(
  { dir }: { dir: string },
  { id, place, offset }: { id: string; place: number; offset: number },
  bytes: AsyncIterable<unknown>,
): Promise<Upload> {
  const file = uploadAt({ dir }, id).files[place];
  if (file === undefined)
    throw new WinnowError('not-found', `The upload ${id} has no file number ${place}; they count from 0.`);
  const path = join(dir, uploadPath(id, file.name));
  if (writing.has(path)) throw new WinnowError('busy', `Somebody else is sending ${file.name}.`);
  if (offset !== file.received)
    throw new WinnowError(
      'conflict',
      `Of ${file.name} there are ${file.received} bytes, so the next ones begin there and not at ${offset}.`,
      { received: file.received },
    );
  writing.add(path);
  try {
    await writeAt(path, offset, file, bytes);
    const upload = uploadAt({ dir }, id);
    if (upload.files[place]?.received === file.bytes) settleFile(path);
    return upload;
  } catch (cause) {
    if (cause instanceof WinnowError) await truncate(path, offset); // it was not the file that was announced
    throw cause;
  } finally {
    writing.delete(path);
  }
}

async function writeAt(
  path: string,
  offset: number,
  { name, bytes: most }: { name: string; bytes: number },
  bytes: AsyncIterable<unknown>,
): Promise<void> {
  const file = await open(path, 'r+');
  try {
    let at = offset;
    for await (const piece of bytes) {
      const chunk = piece as Buffer; // a stream without an encoding gives nothing else
      if (at + chunk.length > most)
        throw new WinnowError('too-large', `More bytes came for ${name} than were announced.`);
      for (let done = 0; done < chunk.length; ) {
        const { bytesWritten } = await file.write(chunk, done, chunk.length - done, at + done);
        done += bytesWritten;
      }
      at += chunk.length;
    }
  } finally {
    await file.close();
  }
}
