import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { WinnowError } from '../../../shared/error.ts';
import { Fault } from '../fault.ts';
import type { JsonObject } from '../records/json.ts';
import { parseJson } from '../records/parse.ts';
import { badText } from '../records/text.ts';
import { bytesAt } from './bytes.ts';
import { takeDecimals } from './parquet-decimals.ts';
import { isParquet } from './parquet-magic.ts';
import { parquetJson } from './parquet-values.ts';
import { refusal } from './refusals.ts';
import type { Finds } from './scanner.ts';

/**
 * Reads a Parquet file row group by row group, so that one group, not the file, has to fit in memory.
 * The line of a record is its row, from 1; its byte is where its row group begins.
 * @param named how the user called it
 * @param check called between row groups; throws to stop
 * @param most rows that are read
 * @throws WinnowError `bad-input` for a file that is cut or that can not be decoded
 */
export async function readParquet(
  path: string,
  named: string,
  size: number,
  check: () => void,
  finds: Finds<JsonObject>,
  most = Number.POSITIVE_INFINITY,
): Promise<void> {
  const tail = await bytesAt(path, Math.max(0, size - 4), 4);
  if (size < 12 || !isParquet(tail)) {
    throw refusal(named, 'its Parquet data is cut short', 'get the whole file again');
  }
  const handle = await open(path);
  try {
    const file = asyncBuffer(handle, size);
    const metadata = await parquetMetadataAsync(file);
    await readGroups(file, metadata, { check, most }, finds);
  } catch (cause) {
    if (cause instanceof WinnowError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refusal(named, `its Parquet data can not be decoded (${why})`, 'write it again, or as JSON Lines');
  } finally {
    await handle.close();
  }
}

async function readGroups(
  file: AsyncBuffer,
  metadata: FileMetaData,
  { check, most }: { check: () => void; most: number },
  finds: Finds<JsonObject>,
): Promise<void> {
  const decimals = takeDecimals(metadata);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    if (rowStart >= most) return;
    check();
    const rowEnd = Math.min(rowStart + Number(group.num_rows), most);
    const byte = Number(group.columns[0]?.meta_data?.data_page_offset ?? 0);
    const rows: Record<string, unknown>[] = await parquetReadObjects({
      file,
      metadata,
      rowStart,
      rowEnd,
      compressors,
      utf8: false,
      geoparquet: false,
      parsers: PARSERS,
    });
    for (let i = 0; i < rows.length; i++) {
      deliver(rowObject(rows[i] ?? {}, decimals), rowStart + i + 1, byte, finds);
    }
    rowStart = rowEnd;
  }
}

function deliver(row: JsonObject | Fault, line: number, byte: number, finds: Finds<JsonObject>): void {
  const fault = row instanceof Fault ? row : badText(row);
  if (fault !== null) finds.fault(fault, line, byte);
  else if (!(row instanceof Fault)) finds.record(row, line, byte);
}

function rowObject(row: Record<string, unknown>, decimals: ReadonlyMap<string, number>): JsonObject | Fault {
  const members: [string, JsonObject[string]][] = [];
  for (const [name, value] of Object.entries(row)) {
    const json = parquetJson(value, decimals.get(name));
    if (json instanceof Fault) return json;
    members.push([name, json]);
  }
  return Object.fromEntries(members);
}

/** A file as hyparquet wants it, read in place. */
function asyncBuffer(handle: FileHandle, byteLength: number): AsyncBuffer {
  return {
    byteLength,
    async slice(start, end = byteLength) {
      const bytes = new Uint8Array(Math.max(0, end - start));
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
        if (bytesRead === 0) throw new Error('the file ends early');
        done += bytesRead;
      }
      return bytes.buffer;
    },
  };
}

/** Texts that are no UTF-8 stay bytes, JSON keeps its digits, times become texts: nothing is changed in silence. */
const PARSERS = {
  stringFromBytes: (bytes: Uint8Array | undefined): unknown =>
    bytes &&
    (isUtf8(bytes) ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8') : notText),
  jsonFromBytes(bytes: Uint8Array | undefined): unknown {
    if (bytes === undefined) return undefined;
    if (!isUtf8(bytes)) return notText;
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
    const value = parseJson(text);
    return value instanceof Fault ? text : value;
  },
};

const notText = new Fault('invalid-utf8', 'A text column holds bytes that are not UTF-8.');
