import type { PlacedFault } from '../fault.ts';
import type { JsonObject } from '../records/json.ts';
import type { Format } from './format.ts';

export interface ReadOptions {
  format: Format;
  /** A label of the Encoding Standard; a byte order mark wins over it. */
  encoding: string;
  /** Where the records of a JSON file lie, as in `data.train[].row`; null for the top. */
  records: string | null;
  /** Whether a table with this header can be meant: prose is a table to nobody. */
  isHeader: (names: readonly string[]) => boolean;
  /** Where a packed Parquet file may be unpacked to while it is read. */
  scratch: string;
}

export interface ReadEffects {
  progress?(p: { file: string; bytes: number; total: number }): void;
  signal?: AbortSignal;
}

export interface RecordSink {
  record(record: JsonObject, line: number, byte: number): void;
  reject(placed: PlacedFault): void;
}

/** What a file was: its size and hash as it lies on the disk, whether it held nothing at all. */
export interface FileFacts {
  bytes: number;
  sha256: string;
  empty: boolean;
}
