import { WinnowError } from '../../shared/error.ts';
import type { Look } from '../../shared/schemas/upload.ts';
import { HEAD_BYTES } from './limits.ts';
import { bytesAt, fileChunks, fileSize, gunzipChunks, isGzip } from './readers/bytes.ts';
import { findDelimiter } from './readers/delimiter.ts';
import { textFormat } from './readers/format.ts';
import type { ReadOptions } from './readers/options.ts';
import { isParquet } from './readers/parquet-magic.ts';
import { watchFor } from './readers/read.ts';
import { textHead } from './readers/text-reader.ts';

/** What a file is taken for by its first bytes, as its reader tells it. */
export async function headFacts(
  path: string,
  options: Pick<ReadOptions, 'format' | 'encoding' | 'records'>,
): Promise<Pick<Look, 'format' | 'isPacked' | 'delimiter' | 'encoding'>> {
  const size = await fileSize(path);
  const isPacked = isGzip(await bytesAt(path, 0, 2));
  const { head, whole } = await headBytes(path, size, isPacked);
  if (options.format === 'parquet' || isParquet(head))
    return { format: 'parquet', isPacked, delimiter: null, encoding: null };
  const { text, encoding } = textHead(head, whole, options.encoding);
  const told =
    options.format === 'auto'
      ? options.records === null
        ? textFormat(text, whole)
        : 'json'
      : options.format;
  if (told === 'jsonl' || told === 'json') return { format: told, isPacked, delimiter: null, encoding };
  const delimiter = told === 'tsv' ? '\t' : (findDelimiter(text) ?? ',');
  return { format: delimiter === '\t' ? 'tsv' : 'csv', isPacked, delimiter, encoding };
}

async function headBytes(
  path: string,
  size: number,
  isPacked: boolean,
): Promise<{ head: Buffer; whole: boolean }> {
  const watch = watchFor(path, size, {});
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of isPacked ? gunzipChunks(path, size, watch) : fileChunks(path, watch, false)) {
      pieces.push(Buffer.from(chunk));
      bytes += chunk.length;
      if (bytes >= HEAD_BYTES) return { head: Buffer.concat(pieces), whole: false };
    }
  } catch (cause) {
    // A damaged file is told so by whoever reads it; until there its beginning tells what it is.
    if (!(cause instanceof WinnowError)) throw cause;
    return { head: Buffer.concat(pieces), whole: false };
  }
  return { head: Buffer.concat(pieces), whole: true };
}
