import { setNumbers } from './count-stage.ts';
import { type NearRecord, nearOfShard } from './near-file.ts';

/** Two blocks of sets; the first is none of the later ones. */
export interface Tile {
  low: number;
  high: number;
}

/** The sets of a tile that are asked for, each in a cell of its own. */
interface TileRecords {
  cellOf(set: number): number;
  records: readonly (NearRecord | undefined)[];
}

/**
 * Reads sets of a tile. Records lie in each shard in the order of their questions' ids, in which the sets are numbered
 * too: those of a block stand one behind the other, and nothing else is read.
 * @param size sets of a block; @param asked numbers of sets, all of the tile
 */
export function tileRecords(
  run: string,
  { shards, size }: { shards: number; size: number },
  { low, high }: Tile,
  asked: Uint32Array,
): TileRecords {
  const cellOf = (set: number): number => {
    const at = set - low * size;
    return at < size ? at : size + set - high * size;
  };
  const isAsked = new Uint8Array(2 * size);
  for (const set of asked) isAsked[cellOf(set)] = 1;
  const records: (NearRecord | undefined)[] = Array.from({ length: 2 * size }, () => undefined);
  const isOf = (set: number, block: number) => set >= block * size && set < (block + 1) * size;
  for (let shard = 0; shard < shards; shard++) {
    const numbers = setNumbers(run, shard);
    const rows: number[] = [];
    numbers.forEach((set, row) => {
      if ((isOf(set, low) || isOf(set, high)) && isAsked[cellOf(set)] === 1) rows.push(row);
    });
    nearOfShard(run, shard, rows, (record, i) => {
      records[cellOf(numbers[rows[i]!]!)] = record;
    });
  }
  return { cellOf, records };
}
