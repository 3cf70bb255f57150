import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import { HEAD_BYTES } from '../limits.ts';
import { bytesAt, fileChunks, fileSize, gunzipChunks, isGzip, type Watch } from './bytes.ts';
import type { FileFacts, ReadEffects, ReadOptions, RecordSink } from './options.ts';
import { isParquet } from './parquet-magic.ts';
import { refuseForeign } from './refusals.ts';
import { isBlank, TextReader } from './text-reader.ts';

/**
 * Reads one file of any kind that is known, in constant memory: unpacks, decodes, cuts into records, parses.
 * Records and faults reach the sink in the order of the file.
 * @throws WinnowError `bad-input` for a file that can not be read at all, `stopped` when the signal says so
 */
export async function readRecords(
  path: string,
  options: ReadOptions,
  effects: ReadEffects,
  sink: RecordSink,
): Promise<FileFacts> {
  const size = await fileSize(path);
  const watch = watchFor(path, size, effects);
  const packed = isGzip(await bytesAt(path, 0, 2));
  const chunks = packed ? gunzipChunks(path, size, watch) : fileChunks(path, watch, true);
  try {
    const { head, whole } = await headOf(chunks);
    const empty = whole && isBlank(head);
    const facts = () => ({ bytes: size, sha256: watch.hash.digest('hex'), empty });
    if (empty) return facts();
    if (options.format === 'parquet' || isParquet(head)) {
      const { parquetRecords } = await import('./parquet-file.ts');
      await parquetRecords({ path, size, packed, chunks, head, watch, scratch: options.scratch }, sink);
      return facts();
    }
    refuseForeign(path, head);
    const text = new TextReader(path, options, sink, head, whole);
    text.push(head, whole);
    if (!whole) for await (const chunk of chunks) text.push(chunk, false);
    text.end();
    return facts();
  } finally {
    await chunks.return(undefined); // where its reader has thrown, too, no file stays open
  }
}

/** What is told about the bytes of a file while it is read. */
export function watchFor(path: string, total: number, { progress, signal }: ReadEffects): Watch {
  let done = 0;
  return {
    hash: createHash('sha256'),
    read(bytes) {
      done += bytes;
      progress?.({ file: path, bytes: done, total });
    },
    check() {
      if (signal?.aborted) throw new WinnowError('stopped', 'Stopped while reading; nothing was stored.');
    },
  };
}

/** The first bytes of a stream, `HEAD_BYTES` at least where there are as many; the stream goes on behind them. */
async function headOf(chunks: AsyncGenerator<Buffer>): Promise<{ head: Buffer; whole: boolean }> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  while (bytes < HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done) return { head: Buffer.concat(pieces), whole: true };
    pieces.push(Buffer.from(next.value));
    bytes += next.value.length;
  }
  return { head: Buffer.concat(pieces), whole: false };
}
