import { WinnowError } from '../../../shared/error.ts';
import type { PoolRow } from '../../db/pool.ts';
import type { ShardReading } from '../../db/shard-pools.ts';
import { Fault } from '../fault.ts';
import { fileSize } from '../readers/bytes.ts';
import { decoding, openParquet, type ParquetRows } from '../readers/parquet.ts';
import type { JsonObject } from '../records/json.ts';
import { type Door, doorOf, poolRow } from './door.ts';

/** Which rows of a file. */
export interface RowsAsked {
  /** Where the file lies, and how it is called below the folder of its pool. */
  file: string;
  path: string;
  /** As it was when it was registered. */
  bytes: number;
  reading: ShardReading;
  /** From 0, ascending. */
  rows: Uint32Array | readonly number[];
}

/** Files that are kept open. */
const OPEN = 4;
/** Where this share of a row group is asked for, all of it is decoded and kept: the rest is asked for next. */
const SHARE = 1 / 64;

interface Open {
  parquet: ParquetRows;
  /** The row group that was decoded last. */
  group: { start: number; rows: (JsonObject | Fault)[] } | null;
}

/**
 * Reads rows of shards in any order; the row group that was read last is kept, so that reading on costs nothing twice.
 * @returns the rows as a run reads them, each with its row number in place of that in the pool; rows that are no
 * questions are left out
 */
export function rowReader() {
  const open = new Map<string, Promise<Open>>();
  const doors = new Map<string, Door>();

  async function opened({ file, path, bytes }: RowsAsked): Promise<Open> {
    const known = open.get(file) ?? openShard(file, path, bytes);
    open.delete(file);
    open.set(file, known); // the last one that was asked for is the last one to go
    known.catch(() => open.delete(file));
    for (const [oldest, waiting] of open) {
      if (open.size <= OPEN) break;
      open.delete(oldest);
      void waiting.then(({ parquet }) => parquet.close()).catch(() => undefined);
    }
    return known;
  }

  return {
    async read(asked: RowsAsked): Promise<PoolRow[]> {
      const name = JSON.stringify(asked.reading);
      const door = doors.get(name) ?? doorOf(asked.reading);
      doors.set(name, door);
      return decoding(asked.file, async () => {
        const shard = await opened(asked);
        const found: PoolRow[] = [];
        for (const { rows, start, count } of byGroup(shard.parquet, asked.rows)) {
          const json = await rowsIn(shard, rows, { start, count });
          rows.forEach((row, i) => {
            const taken = door(json[i] ?? new Fault('not-an-object', 'there is no such row'), asked.path);
            if (!(taken instanceof Fault)) found.push(poolRow(row, taken));
          });
        }
        return found;
      });
    },
    async close(): Promise<void> {
      const all = [...open.values()];
      open.clear();
      for (const one of await Promise.allSettled(all))
        if (one.status === 'fulfilled') await one.value.parquet.close();
    },
  };
}

async function openShard(file: string, path: string, bytes: number): Promise<Open> {
  const size = await fileSize(file);
  if (size !== bytes) throw changed(path);
  return { parquet: await openParquet(file, file, size), group: null };
}

/** A shard is not what it was. */
export const changed = (path: string): WinnowError =>
  new WinnowError(
    'conflict',
    `The shard ${path} was changed since it was registered; put it back as it was, or register the folder again with: winnow import --shards DIR`,
  );

/** Rows by the row group that they lie in. */
function* byGroup({ groups }: ParquetRows, rows: RowsAsked['rows']) {
  let at = 0;
  for (const { start, rows: count } of groups) {
    const from = at;
    while (at < rows.length && rows[at]! < start + count) at++;
    if (at > from) yield { rows: Array.from(rows.slice(from, at)), start, count };
  }
}

async function rowsIn(
  shard: Open,
  rows: readonly number[],
  { start, count }: { start: number; count: number },
): Promise<(JsonObject | Fault | undefined)[]> {
  if (shard.group?.start !== start && rows.length < count * SHARE) {
    const first = rows[0]!;
    const some = [...(await shard.parquet.read(first, rows.at(-1)! + 1))];
    return rows.map((row) => some[row - first]);
  }
  if (shard.group?.start !== start) {
    shard.group = null;
    shard.group = { start, rows: [...(await shard.parquet.read(start, start + count))] };
  }
  const { rows: all } = shard.group;
  return rows.map((row) => all[row - start]);
}
