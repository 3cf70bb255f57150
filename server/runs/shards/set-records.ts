import { join } from 'node:path';
import { numbersOf, openFrames } from '../../engine/shards/frames.ts';
import { type NearRecord, readNear } from './near-file.ts';

/** Numbers of records in one piece of the file that tells them by set. */
export const RECORDS_IN_PIECE = 65_536;

/** The records of some sets, in the order of these. @param sets ascending */
export function recordsOf(run: string, sets: Uint32Array, starts: readonly number[]): NearRecord[] {
  const rows = rowsOf(run, sets);
  const order = Uint32Array.from(sets, (_, i) => i).sort((i, j) => rows[i]! - rows[j]!);
  const records = new Array<NearRecord>(sets.length);
  readNear(
    run,
    order.map((i) => rows[i]!),
    starts,
  ).forEach((record, at) => {
    records[order[at]!] = record;
  });
  return records;
}

/** Numbers of the records of sets. */
function rowsOf(run: string, sets: Uint32Array): Uint32Array {
  const file = openFrames(join(run, 'records.bin'));
  let piece = -1;
  let rows = new Uint32Array(0);
  try {
    return sets.map((set) => {
      if (piece !== Math.floor(set / RECORDS_IN_PIECE)) {
        piece = Math.floor(set / RECORDS_IN_PIECE);
        rows = numbersOf(Uint32Array, file.at(piece));
      }
      return rows[set % RECORDS_IN_PIECE]!;
    });
  } finally {
    file.close();
  }
}
