import { createHash, hash } from 'node:crypto';
import { join } from 'node:path';
import { bytesOf, writeFrames } from '../../engine/shards/frames.ts';
import type { NarrowShard } from './narrow.ts';
import { ID_BYTES, idAt, type NarrowGroup, openNarrow, RECORD_BYTES } from './narrow-file.ts';
import { Scatter, sortedEntries } from './scatter.ts';

/** Bytes of a number of a question in its pool. */
export const N_BYTES = 6;
/** An entry by id: the id, the number, the hash of the record. */
export const ID_ENTRY = ID_BYTES + N_BYTES + RECORD_BYTES;
/** An entry by external id: a key, the source, the number, the id. */
export const KEY_BYTES = 8;
const KEY_ENTRY = KEY_BYTES + 4 + N_BYTES + ID_BYTES;
/** As it is kept: key and number. */
export const KEPT_ENTRY = KEY_BYTES + N_BYTES;

/** Entries of a partition, about: three megabytes are read to find one. */
const ENTRIES = 65_536;
const MOST_PARTITIONS = 4096;

/** What is found out by looking at all shards together. */
export interface PoolIndex {
  /** Numbers of questions that are there already in a shard before, ascending. */
  present: Float64Array;
  /** Numbers of those whose external id has another text before, ascending. */
  taken: Float64Array;
  questions: number;
  /** As a run over all of them has it. Hex. */
  poolSha256: string;
  /** Over all files of the index. Hex. */
  sha256: string;
}

/** Power of two, so that a partition is the first bits of a key. */
const partitionsFor = (rows: number): number =>
  Math.min(MOST_PARTITIONS, 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, rows / ENTRIES)))));

/** Number of the first row of each shard, less one: rows are counted from 1 through the whole pool. */
export function startsOf(rows: readonly number[]): number[] {
  let start = 0;
  return rows.map((count) => {
    start += count;
    return start - count;
  });
}

/**
 * Makes the index of a pool in a folder: who is where by id and by external id. The first of those with one id stays,
 * and of those with one external id in one source; memory is bounded by a partition, not by the pool.
 */
export function writeIndex(dir: string, narrowDir: string, shards: readonly NarrowShard[]): PoolIndex {
  const partitions = partitionsFor(shards.reduce((sum, { head }) => sum + head.rows, 0));
  const ids = new Scatter(dir, 'ids', ID_ENTRY, partitions);
  const keys = new Scatter(dir, 'keys', KEY_ENTRY, partitions);
  scatter(narrowDir, shards, partitions, { ids, keys });
  const files = createHash('sha256');
  const gone = { present: [] as number[], taken: [] as number[] };
  for (let partition = 0; partition < partitions; partition++)
    files.update(writeKeys(fileOf(dir, 'keys', partition), keys.take(partition), gone));
  const repeats = new Set([...gone.present, ...gone.taken]);
  const pool = createHash('sha256');
  let questions = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const { sha256, count } = writeIds(
      fileOf(dir, 'ids', partition),
      ids.take(partition),
      { repeats, present: gone.present },
      (line) => void pool.update(line),
    );
    files.update(sha256);
    questions += count;
  }
  const [present, taken] = [gone.present, gone.taken].map((all) => Float64Array.from(all).sort());
  const { sha256 } = writeFrames(join(dir, 'gone.bin'), [
    bytesOf(present!),
    bytesOf(taken!),
    bytesOf(Float64Array.of(partitions)),
  ]);
  files.update(sha256);
  return {
    ...{ present: present!, taken: taken!, questions },
    poolSha256: pool.digest('hex'),
    sha256: files.digest('hex'),
  };
}

export const fileOf = (dir: string, name: string, partition: number): string =>
  join(dir, `${name}-${`${partition}`.padStart(4, '0')}.bin`);

function scatter(
  narrowDir: string,
  shards: readonly NarrowShard[],
  partitions: number,
  { ids, keys }: { ids: Scatter; keys: Scatter },
): void {
  const starts = startsOf(shards.map(({ head }) => head.rows));
  const sourceNumbers = new Map<string, number>();
  for (const [i, { narrow, head }] of shards.entries()) {
    const sources = head.sources.map((name) => {
      const known = sourceNumbers.get(name) ?? sourceNumbers.size;
      sourceNumbers.set(name, known);
      return known;
    });
    eachGroup(join(narrowDir, narrow), (group) => {
      group.rows.forEach((row, at) => {
        const n = starts[i]! + row + 1;
        const id = group.ids.subarray(at * ID_BYTES, (at + 1) * ID_BYTES);
        const entry = ids.entry(partitionOf(id, partitions));
        entry.set(id, 0);
        entry.writeUIntBE(n, ID_BYTES, N_BYTES);
        entry.set(group.records.subarray(at * RECORD_BYTES, (at + 1) * RECORD_BYTES), ID_BYTES + N_BYTES);
        const externalId = group.externalIds[at];
        if (externalId === null || externalId === undefined) return;
        const key = keyOf(externalId);
        const own = keys.entry(partitionOf(key, partitions));
        own.set(key, 0);
        own.writeUInt32BE(sources[group.sources[at]!]!, KEY_BYTES);
        own.writeUIntBE(n, KEY_BYTES + 4, N_BYTES);
        own.set(id, KEY_BYTES + 4 + N_BYTES);
      });
    });
  }
}

export function eachGroup(file: string, take: (group: NarrowGroup, number: number) => void): void {
  const narrow = openNarrow(file);
  try {
    for (let number = 0; number < narrow.groups; number++) take(narrow.group(number), number);
  } finally {
    narrow.close();
  }
}

export const keyOf = (externalId: string): Buffer =>
  hash('sha256', externalId, 'buffer').subarray(0, KEY_BYTES);

/** By the first twelve bits. */
export const partitionOf = (key: Uint8Array, partitions: number): number =>
  Math.floor((((key[0]! << 4) | (key[1]! >> 4)) * partitions) / 4096);

/** Of each external id in a source the first question stays. @returns the hash of the file */
function writeKeys(file: string, entries: Buffer, gone: { present: number[]; taken: number[] }): string {
  const sourceAt = (i: number) => entries.readUInt32BE(i * KEY_ENTRY + KEY_BYTES);
  const numberAt = (i: number) => entries.readUIntBE(i * KEY_ENTRY + KEY_BYTES + 4, N_BYTES);
  const partAt = (i: number, from: number, bytes: number) =>
    entries.subarray(i * KEY_ENTRY + from, i * KEY_ENTRY + from + bytes);
  const idOf = (i: number) => partAt(i, KEY_BYTES + 4 + N_BYTES, ID_BYTES);
  const order = sortedEntries(
    entries,
    KEY_ENTRY,
    (a, b) => sourceAt(a) - sourceAt(b) || numberAt(a) - numberAt(b),
  );
  const kept: Buffer[] = [];
  let first = -1;
  for (const i of order) {
    const isAgain =
      first >= 0 &&
      partAt(i, 0, KEY_BYTES).equals(partAt(first, 0, KEY_BYTES)) &&
      sourceAt(i) === sourceAt(first);
    if (isAgain) {
      (idOf(i).equals(idOf(first)) ? gone.present : gone.taken).push(numberAt(i));
      continue;
    }
    first = i;
    kept.push(partAt(i, 0, KEY_BYTES), partAt(i, KEY_BYTES + 4, N_BYTES));
  }
  return writeFrames(file, [Buffer.concat(kept)]).sha256;
}

/** Of each id the first question stays; those that are gone by their external id are no more looked at. */
function writeIds(
  file: string,
  entries: Buffer,
  { repeats, present }: { repeats: ReadonlySet<number>; present: number[] },
  line: (text: string) => void,
): { sha256: string; count: number } {
  const numberAt = (i: number) => entries.readUIntBE(i * ID_ENTRY + ID_BYTES, N_BYTES);
  const tailAt = (i: number) => entries.readUInt16BE(i * ID_ENTRY + 8);
  const order = sortedEntries(
    entries,
    ID_ENTRY,
    (a, b) => tailAt(a) - tailAt(b) || numberAt(a) - numberAt(b),
  );
  const kept: Buffer[] = [];
  let before = '';
  for (const i of order) {
    if (repeats.has(numberAt(i))) continue;
    const id = idAt(entries.subarray(i * ID_ENTRY), 0);
    if (id === before) {
      present.push(numberAt(i));
      continue;
    }
    before = id;
    const record = entries.toString('hex', i * ID_ENTRY + ID_BYTES + N_BYTES, (i + 1) * ID_ENTRY);
    line(`${id} ${record}\n`);
    kept.push(entries.subarray(i * ID_ENTRY, (i + 1) * ID_ENTRY));
  }
  return { sha256: writeFrames(file, [Buffer.concat(kept)]).sha256, count: kept.length };
}
