import { join } from 'node:path';
import { numbersOf, readFrame } from '../../engine/shards/frames.ts';
import { ID_BYTES, idAt } from './narrow-file.ts';
import {
  fileOf,
  ID_ENTRY,
  KEPT_ENTRY,
  KEY_BYTES,
  keyOf,
  N_BYTES,
  type PoolIndex,
  partitionOf,
} from './pool-index.ts';

/** Numbers of the questions that are no questions of the pool, and how many partitions there are. */
export function readGone(dir: string): Pick<PoolIndex, 'present' | 'taken'> & { partitions: number } {
  const file = join(dir, 'gone.bin');
  const [present, taken, told] = [0, 1, 2].map((piece) => numbersOf(Float64Array, readFrame(file, piece)));
  return { present: present!, taken: taken!, partitions: told![0] ?? 1 };
}

/** How many partitions there are, without the numbers of repeats: of those there may be many. */
export const readPartitions = (dir: string): number =>
  numbersOf(Float64Array, readFrame(join(dir, 'gone.bin'), 2))[0] ?? 1;

/**
 * Finds the number of a question by its id; null where it is not of the pool. One partition is read, and kept for the
 * next: whoever asks for many asks in the order of ids.
 */
export function numberFinder(dir: string, partitions: () => number): (id: string) => number | null {
  let last: { partition: number; entries: Buffer } | undefined;
  return (id) => {
    if (!/^[0-9a-f]{20}$/.test(id)) return null;
    const sought = Buffer.from(id, 'hex');
    const partition = partitionOf(sought, partitions());
    if (last?.partition !== partition)
      last = { partition, entries: readFrame(fileOf(dir, 'ids', partition), 0) };
    const { entries } = last;
    const at = firstAtLeast(entries, ID_ENTRY, sought);
    if (at === entries.length / ID_ENTRY || idAt(entries.subarray(at * ID_ENTRY), 0) !== id) return null;
    return entries.readUIntBE(at * ID_ENTRY + ID_BYTES, N_BYTES);
  };
}

/** Numbers of questions that may have this external id, ascending: of another one with the same key, too. */
export function numbersOfExternalId(dir: string, partitions: number, externalId: string): number[] {
  const sought = keyOf(externalId);
  const entries = readFrame(fileOf(dir, 'keys', partitionOf(sought, partitions)), 0);
  const found: number[] = [];
  for (let at = firstAtLeast(entries, KEPT_ENTRY, sought); at < entries.length / KEPT_ENTRY; at++) {
    if (!entries.subarray(at * KEPT_ENTRY, at * KEPT_ENTRY + KEY_BYTES).equals(sought)) break;
    found.push(entries.readUIntBE(at * KEPT_ENTRY + KEY_BYTES, N_BYTES));
  }
  return found.sort((a, b) => a - b);
}

/** Place of the first entry that does not come before a key. */
function firstAtLeast(entries: Buffer, width: number, key: Buffer): number {
  let [low, high] = [0, entries.length / width];
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = middle * width;
    if (entries.compare(key, 0, key.length, at, at + key.length) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Every question of a pool in the order of ids, with the hash of its record in upper case. */
export function* indexEntries(
  dir: string,
  partitions: number,
): Generator<{ id: string; n: number; record: string }> {
  for (let partition = 0; partition < partitions; partition++) {
    const entries = readFrame(fileOf(dir, 'ids', partition), 0);
    for (let at = 0; at < entries.length; at += ID_ENTRY)
      yield {
        id: idAt(entries.subarray(at), 0),
        n: entries.readUIntBE(at + ID_BYTES, N_BYTES),
        record: entries.toString('hex', at + ID_BYTES + N_BYTES, at + ID_ENTRY).toUpperCase(),
      };
  }
}
