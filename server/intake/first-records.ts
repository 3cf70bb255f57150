import { WinnowError } from '../../shared/error.ts';
import type { Fault } from './fault.ts';
import { bytesAt, fileSize } from './readers/bytes.ts';
import type { ReadOptions, RecordSink } from './readers/options.ts';
import { readParquet } from './readers/parquet.ts';
import { isParquet } from './readers/parquet-magic.ts';
import { readRecords } from './readers/read.ts';
import { refusal } from './readers/refusals.ts';
import type { JsonObject } from './records/json.ts';

/** A record at its line, or why there is none. */
export interface Found {
  line: number;
  record: JsonObject | null;
  fault: Fault | null;
}

/** Bytes after which the look ends, whatever was found by then. */
const MOST_BYTES = 64 * 1024 * 1024;

/**
 * The first records of a file, as an import reads them, and no more of it than they take.
 * @throws WinnowError `bad-input` for a file that can not be read at all
 */
export async function firstRecords(path: string, options: ReadOptions, most: number): Promise<Found[]> {
  const found: Found[] = [];
  const enough = new WinnowError('stopped', 'That was enough.');
  const add = (one: Found): void => {
    found.push(one);
    if (found.length >= most) throw enough;
  };
  const sink: RecordSink = {
    record: (record, line) => add({ line, record, fault: null }),
    reject: ({ line, fault }) => add({ line, record: null, fault }),
  };
  try {
    if (isParquet(await bytesAt(path, 0, 4)) && ['auto', 'parquet'].includes(options.format))
      await parquetRows(path, most, sink);
    else await readRecords(path, options, { progress: ({ bytes }) => stopAfter(bytes, enough) }, sink);
  } catch (cause) {
    if (cause !== enough) throw cause;
  }
  return found;
}

/** In place, and only so many rows of its first groups. */
async function parquetRows(path: string, most: number, sink: RecordSink): Promise<void> {
  const finds = {
    record: sink.record.bind(sink),
    fault: (fault: Fault, line: number, byte: number) => sink.reject({ fault, line, byte }),
    refuse: (why: string): never => {
      throw refusal(path, why, 'look into the file');
    },
  };
  await readParquet(path, path, await fileSize(path), () => undefined, finds, most);
}

function stopAfter(bytes: number, enough: WinnowError): void {
  if (bytes > MOST_BYTES) throw enough;
}
