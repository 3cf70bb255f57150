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

/** Rows that lie together in a Parquet file. */
export interface RowGroup {
  /** Of its first row, from 0. */
  start: number;
  rows: number;
  /** Where its data begin. */
  byte: number;
}

/** A Parquet file that is open. Errors of its decoder are thrown as they are: `decoding` names the file. */
export interface ParquetRows {
  groups: readonly RowGroup[];
  /** Names of the columns, each with its type. */
  columns: readonly { name: string; type: string }[];
  /** Rows from a number up to another one, which is not meant. */
  read(from: number, to: number): Promise<Iterable<JsonObject | Fault>>;
  close(): Promise<void>;
}

/**
 * Opens a Parquet file to read rows of it in any order.
 * @param named how the user called it
 * @throws WinnowError `bad-input` for a file that is cut
 */
export async function openParquet(path: string, named: string, size: number): Promise<ParquetRows> {
  const tail = await bytesAt(path, Math.max(0, size - 4), 4);
  if (size < 12 || !isParquet(tail)) {
    throw refusal(named, 'its Parquet data is cut short', 'get the whole file again');
  }
  const handle = await open(path);
  try {
    const file = asyncBuffer(handle, size);
    const metadata = await parquetMetadataAsync(file);
    const columns = columnsOf(metadata);
    const decimals = takeDecimals(metadata);
    const groups = groupsOf(metadata);
    return {
      groups,
      columns,
      read: async (from, to) => jsonRows(await rowsOf({ file, metadata, groups }, from, to), decimals),
      close: () => handle.close(),
    };
  } catch (cause) {
    await handle.close();
    throw cause;
  }
}

/** What the decoder has to say, with the name of the file. @throws WinnowError `bad-input` */
export async function decoding<T>(named: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (cause) {
    if (cause instanceof WinnowError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw refusal(named, `its Parquet data can not be decoded (${why})`, 'write it again, or as JSON Lines');
  }
}

/**
 * Reads a Parquet file row group by row group, so that one group, not the file, has to fit in memory.
 * The line of a record is its row, from 1; its byte is where its row group begins.
 * @param named how the user called it
 * @param check called between row groups; throws to stop
 * @param most rows that are read
 * @throws WinnowError `bad-input` for a file that is cut or that can not be decoded
 */
export const readParquet = (
  path: string,
  named: string,
  size: number,
  check: () => void,
  finds: Finds<JsonObject>,
  most = Number.POSITIVE_INFINITY,
): Promise<void> =>
  decoding(named, async () => {
    const parquet = await openParquet(path, named, size);
    try {
      for (const { start, rows, byte } of parquet.groups) {
        if (start >= most) return;
        check();
        let line = start;
        for (const row of await parquet.read(start, Math.min(start + rows, most)))
          deliver(row, ++line, byte, finds);
      }
    } finally {
      await parquet.close();
    }
  });

function groupsOf({ row_groups }: FileMetaData): RowGroup[] {
  let start = 0;
  return row_groups.map(({ num_rows, columns }) => {
    const group = {
      start,
      rows: Number(num_rows),
      byte: Number(columns[0]?.meta_data?.data_page_offset ?? 0),
    };
    start += group.rows;
    return group;
  });
}

function columnsOf({ schema }: FileMetaData): { name: string; type: string }[] {
  return schema
    .slice(1)
    .map(({ name, type, converted_type }) => ({ name, type: converted_type ?? type ?? 'GROUP' }));
}

async function rowsOf(
  { file, metadata, groups }: { file: AsyncBuffer; metadata: FileMetaData; groups: readonly RowGroup[] },
  rowStart: number,
  rowEnd: number,
): Promise<Record<string, unknown>[]> {
  const isPart = !groups.some(({ start, rows }) => start === rowStart && start + rows === rowEnd);
  return parquetReadObjects({
    ...{ file, metadata, rowStart, rowEnd, compressors },
    useOffsetIndex: isPart, // pages that are not asked for need not be decoded
    utf8: false,
    geoparquet: false,
    parsers: PARSERS,
  });
}

/** Rows as JSON, one by one, so that never all of them are there twice. */
function* jsonRows(
  rows: readonly Record<string, unknown>[],
  decimals: ReadonlyMap<string, number>,
): Generator<JsonObject | Fault> {
  for (const row of rows) {
    const json = rowObject(row, decimals);
    yield json instanceof Fault ? json : (badText(json) ?? json);
  }
}

function deliver(row: JsonObject | Fault, line: number, byte: number, finds: Finds<JsonObject>): void {
  if (row instanceof Fault) finds.fault(row, line, byte);
  else finds.record(row, line, byte);
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
