import { deserialize, serialize } from 'node:v8';
import type { SourceRow } from '../../comply/source-findings.ts';
import type { ShardFile } from '../../db/shard-pools.ts';
import { openFrames } from '../../engine/shards/frames.ts';
import type { PlacedFault } from '../fault.ts';

/** Bytes of an id of ours, and of the hash of a record. */
export const ID_BYTES = 10;
export const RECORD_BYTES = 32;

/** What a row group holds, without its texts. Lists are by question, in the order of rows. */
export interface NarrowGroup {
  /** Rows that are questions, from 0 in their file. */
  rows: Uint32Array;
  ids: Uint8Array;
  records: Uint8Array;
  /** Places among the sources of the file; licences from 1, 0 where none is declared. */
  sources: Uint32Array;
  licenses: Uint32Array;
  externalIds: (string | null)[];
  levels: (string | null)[];
  /** The topics that each states, as JSON arrays of names; '' where none. */
  topics: string[];
  /** Rows that could not be taken. */
  faults: { line: number; byte: number; reason: PlacedFault['fault']['reason']; message: string }[];
}

/** What is said of a file as a whole. */
export interface NarrowHead extends Pick<ShardFile, 'bytes' | 'sha256' | 'rows' | 'groups' | 'columns'> {
  /** Where the data of each row group begin. */
  bytesOfGroups: number[];
  sources: string[];
  licenses: string[];
  /** What its rows say of their sources, each kind of row once. */
  origins: SourceRow[];
}

/** Reads what was written of a shard; the head is its last piece. @throws WinnowError `failed` where it is not whole */
export function openNarrow(file: string) {
  const frames = openFrames(file);
  return {
    head: deserialize(frames.at(frames.count - 1)) as NarrowHead,
    groups: frames.count - 1,
    group: (number: number): NarrowGroup => deserialize(frames.at(number)) as NarrowGroup,
    close: frames.close,
  };
}

export const packNarrow = (piece: NarrowGroup | NarrowHead): Buffer => serialize(piece);

export const idAt = (ids: Uint8Array, i: number): string => hexAt(ids, i, ID_BYTES);
export const recordAt = (records: Uint8Array, i: number): string => hexAt(records, i, RECORD_BYTES);

const hexAt = ({ buffer, byteOffset }: Uint8Array, i: number, width: number): string =>
  Buffer.from(buffer, byteOffset + i * width, width).toString('hex');
