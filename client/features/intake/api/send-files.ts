import { WinnowError } from '../../../../shared/error.ts';
import type { Upload } from '../../../../shared/schemas/upload.ts';
import { UPLOAD_LIMITS } from '../../../../shared/vocabulary/uploads.ts';
import { call, sendBytes } from '../../../lib/call.ts';

/** How often a piece is sent again, and how long is waited before that. */
const TRIES = 6;
const PAUSE_MS = 1000;

/**
 * Sends what is missing of an upload, piece by piece, each from where the server stands: after a break it goes on
 * there.
 * @param files by the names under which they are kept
 * @param tell hears of each piece that came through
 * @throws WinnowError where the server refuses, or does not answer for long
 */
export async function sendFiles(
  upload: Upload,
  files: ReadonlyMap<string, File>,
  tell: (upload: Upload) => void,
  signal: AbortSignal,
): Promise<Upload> {
  let known = upload;
  for (const [place, { name, bytes }] of upload.files.entries()) {
    const file = files.get(name);
    if (file === undefined) continue;
    let tries = 0;
    while ((known.files[place]?.received ?? bytes) < bytes) {
      const from = known.files[place]?.received ?? 0;
      const piece = file.slice(from, Math.min(from + UPLOAD_LIMITS.chunkBytes, bytes));
      try {
        known = (await sendBytes(
          `/uploads/${upload.uploadId}/files/${place}?offset=${from}`,
          piece,
          signal,
        )) as Upload; // as of `call`: page and server are of one build
        tries = 0;
        tell(known);
      } catch (cause) {
        tries++;
        if (signal.aborted || tries >= TRIES || isFinal(cause)) throw cause;
        await new Promise((done) => setTimeout(done, PAUSE_MS * tries));
        known = await call('/uploads/{id}', { params: { id: upload.uploadId }, signal }).catch(() => known);
      }
    }
  }
  return known;
}

/** Whether to send it again would not help. */
const isFinal = (cause: unknown): boolean =>
  !(cause instanceof WinnowError) || !['failed', 'conflict', 'busy', 'stopped'].includes(cause.code);
