import { join } from 'node:path';
import { type JoinSettings, pairHolders } from '../../algorithms/similarity/holders.ts';
import { bytesOf, numbersOf, readFrame } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { outDir } from '../../engine/shards/round.ts';
import { BAND_WIDTH } from './holders-stage.ts';
import { joined, Sections } from './sections.ts';

export interface PairsArgs {
  settings: JoinSettings;
  shards: number;
  /** Sets of a band that one is compared with: so many that came before it. */
  longest: number;
  tiles: Tiles;
}

/**
 * Sets in blocks of numbers, and pairs in tiles: the two blocks in which their sets are. Whoever judges the pairs of a
 * tile reads the sets of two blocks, whatever else there is.
 */
export interface Tiles {
  /** Numbers of a block. */
  size: number;
  blocks: number;
}

const tileCount = ({ blocks }: Tiles): number => (blocks * (blocks + 1)) / 2;

/** The number of a tile. @param low, high blocks, of which the first is none of the later ones */
const tileAt = (low: number, high: number): number => (high * (high + 1)) / 2 + low;

/** The blocks of each tile. */
export const blocksOfTiles = ({ blocks }: Tiles): { low: number; high: number }[] =>
  Array.from({ length: blocks }, (_, high) =>
    Array.from({ length: high + 1 }, (_low, low) => ({ low, high })),
  ).flat();

/** The larger number of a pair and the smaller one, so that pairs are in order as numbers of 64 bits. */
export const PAIR_WIDTH = 2;

/** Pairs sets that stand under one element (`pairs`) or in one band (`banded`) of this partition; each pair once, by tile. */
export const pairsStage: ShardStage = ({ run, job, args, out }) => {
  const { settings, shards, longest, tiles } = args as PairsArgs;
  const count = tileCount(tiles);
  const pairs = new Sections(count, PAIR_WIDTH);
  const addTo = (sections: Sections) => (x: number, y: number) => {
    const [a, b] = x < y ? [x, y] : [y, x];
    sections.add(tileAt(Math.floor(a / tiles.size), Math.floor(b / tiles.size)), [b, a]);
  };
  pairHolders(rowsOf(run, shards, 'holders', job), settings, addTo(pairs));
  const banded = new Sections(count, PAIR_WIDTH);
  pairBands(rowsOf(run, shards, 'bands', job), longest, addTo(banded));
  const sections = Array.from({ length: count }, () => 0);
  for (const [name, all] of Object.entries({ pairs, banded })) {
    const file = out(name);
    for (let tile = 0; tile < count; tile++) {
      const once = uniquePairs(all.of(tile).slice());
      file.add(bytesOf(once));
      sections[tile]! += once.length / PAIR_WIDTH;
    }
  }
  return { counts: { pairs: sections.reduce((sum, own) => sum + own, 0) }, sections };
};

/** Rows of one partition, of all shards. */
function rowsOf(run: string, shards: number, name: string, partition: number): Uint32Array {
  return joined(
    Array.from({ length: shards }, (_, shard) =>
      numbersOf(
        Uint32Array,
        readFrame(join(outDir({ run, name: 'holders' }, shard), `${name}.bin`), partition),
      ),
    ),
  );
}

/** The same pairs in order, each once: sorted as numbers of 64 bits (little endian), which no comparison in between slows. */
export function uniquePairs(pairs: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  new BigUint64Array(pairs.buffer, pairs.byteOffset, pairs.length / PAIR_WIDTH).sort();
  let end = 0;
  for (let at = 0; at < pairs.length; at += PAIR_WIDTH) {
    if (end > 0 && pairs[at] === pairs[end - 2] && pairs[at + 1] === pairs[end - 1]) continue;
    pairs[end] = pairs[at]!;
    pairs[end + 1] = pairs[at + 1]!;
    end += PAIR_WIDTH;
  }
  return pairs.slice(0, end);
}

/** Each set of a band with those that came before it under the same key, in the order of their numbers. */
function pairBands(rows: Uint32Array, longest: number, add: (x: number, y: number) => void): void {
  const count = rows.length / BAND_WIDTH;
  const at = (row: number, column: number) => rows[row * BAND_WIDTH + column]!;
  const order = Uint32Array.from({ length: count }, (_, row) => row).sort(
    (x, y) => at(x, 1) - at(y, 1) || at(x, 0) - at(y, 0) || at(x, 2) - at(y, 2),
  );
  for (let i = 0, from = 0; i < count; i++) {
    const [row, head] = [order[i]!, order[from]!];
    if (at(row, 0) !== at(head, 0) || at(row, 1) !== at(head, 1)) from = i;
    for (let j = Math.max(from, i - longest); j < i; j++) add(at(row, 2), at(order[j]!, 2));
  }
}
