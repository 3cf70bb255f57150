import type { NearRecord } from './near-file.ts';
import { recordsOf } from './set-records.ts';

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
 * Reads sets of a tile, and nothing else.
 * @param starts of each shard, the number of its first record; @param size sets of a block
 * @param asked numbers of sets, all of the tile
 */
export function tileRecords(
  run: string,
  { starts, size }: { starts: readonly number[]; size: number },
  { low, high }: Tile,
  asked: Uint32Array,
): TileRecords {
  const cellOf = (set: number): number => {
    const at = set - low * size;
    return at < size ? at : size + set - high * size;
  };
  const setIn = (cell: number): number => (cell < size ? low * size + cell : (high - 1) * size + cell);
  const isAsked = new Uint8Array(2 * size);
  for (const set of asked) isAsked[cellOf(set)] = 1;
  const cells = Uint32Array.from(isAsked.keys()).filter((cell) => isAsked[cell] === 1);
  const found = recordsOf(run, cells.map(setIn), starts); // cells are in the order of their sets
  const records: (NearRecord | undefined)[] = Array.from({ length: 2 * size }, () => undefined);
  cells.forEach((cell, i) => {
    records[cell] = found[i];
  });
  return { cellOf, records };
}
