import { join } from 'node:path';
import { addCells, type CellCounts, cellOf } from '../../algorithms/similarity/sets.ts';
import { addWords, wordCounters } from '../../decide/near/candidates.ts';
import {
  bytesOf,
  type Frames,
  type FrameWriter,
  numbersOf,
  openFrames,
  readFrame,
} from '../../engine/shards/frames.ts';
import { outDir } from '../../engine/shards/round.ts';
import { writeWhole } from './look-on-shards.ts';

/** Cells are kept in ranges, so that nobody holds more than one of them however many there are. */
const RANGE = 2 ** 24;

const rangesOf = (cells: number): number => Math.ceil(cells / RANGE);

/** Writes what one shard counted: the cells and the counts of each range, and the words. */
export function writeCounts(
  file: Pick<FrameWriter, 'add'>,
  { cells, counts }: CellCounts,
  { words, all }: { words: Uint8Array<ArrayBuffer>; all: number },
): void {
  let from = 0;
  for (let range = 0; range < rangesOf(all); range++) {
    let to = from;
    while (to < cells.length && cells[to]! < (range + 1) * RANGE) to++;
    file.add(bytesOf(cells.slice(from, to)));
    file.add(bytesOf(counts.slice(from, to)));
    from = to;
  }
  file.add(words);
}

/** Adds up what the shards counted, range by range, and the words behind them. @returns the hash of the file */
export function writeCounted(run: string, shards: number, all: number): string {
  return writeWhole(countedFile(run), (out) => {
    for (let range = 0; range < rangesOf(all); range++) {
      const counters = new Uint16Array(Math.min(all, RANGE));
      for (let shard = 0; shard < shards; shard++)
        withCounts(run, shard, (file) => {
          const cells = numbersOf(Uint32Array<ArrayBuffer>, file.at(2 * range));
          const counts = numbersOf(Uint16Array<ArrayBuffer>, file.at(2 * range + 1));
          addCells(counters, { cells, counts }, range * RANGE);
        });
      out.add(bytesOf(counters));
    }
    const words = wordCounters();
    for (let shard = 0; shard < shards; shard++)
      withCounts(run, shard, (file) => addWords(words, file.at(2 * rangesOf(all))));
    out.add(words);
  });
}

/** What one shard counted. No more than one such file is open at a time: there may be more shards than a process may open. */
function withCounts(run: string, shard: number, act: (file: Frames) => void): void {
  const file = openFrames(join(outDir({ run, name: 'count' }, shard), 'counted.bin'));
  try {
    act(file);
  } finally {
    file.close();
  }
}

const countedFile = (run: string): string => join(run, 'counted.bin');

/**
 * How many sets of the pool hold each of some elements, as the shards counted together; no more than one range of
 * cells is held at a time.
 * @param cells how many there are
 */
export function weightsIn(run: string, sets: readonly Uint32Array[], cells: number): Uint16Array[] {
  const weights = sets.map(({ length }) => new Uint16Array(length));
  for (let range = 0; range < rangesOf(cells); range++) {
    const counters = numbersOf(Uint16Array, readFrame(countedFile(run), range));
    const first = range * RANGE;
    sets.forEach((set, i) => {
      const own = weights[i]!;
      for (let at = 0; at < set.length; at++) {
        const cell = cellOf(set[at]!, cells) - first;
        if (cell >= 0 && cell < counters.length) own[at] = counters[cell]!;
      }
    });
  }
  return weights;
}

/** How often words stand in the pool, as the shards counted together. */
export function wordsIn(run: string): Uint8Array {
  const file = openFrames(countedFile(run));
  try {
    return numbersOf(Uint8Array, file.at(file.count - 1));
  } finally {
    file.close();
  }
}
