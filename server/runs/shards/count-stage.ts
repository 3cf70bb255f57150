import { join } from 'node:path';
import { cellCounts, cellsFor } from '../../algorithms/similarity/sets.ts';
import { countWords, wordCounters } from '../../decide/near/candidates.ts';
import { numbersOf, readFrame } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { inFile, outDir } from '../../engine/shards/round.ts';
import { writeCounts } from './counted.ts';
import { eachNear } from './near-file.ts';

export interface CountArgs {
  /** How many elements all sets have that take part. */
  elements: number;
  /** Hash over which sets take part. Hex. */
  numbers: string;
}

/** Numbers of the sets of a shard, by row; -1 for one that does not take part. */
export const setNumbers = (run: string, shard: number): Int32Array =>
  numbersOf(Int32Array, readFrame(inFile({ run, name: 'count' }, shard), 0));

/** How many elements the sets of a shard have that take part. */
export function elementsOf(run: string, shard: number, numbers: Int32Array): number {
  const file = join(outDir({ run, name: 'look' }, shard), 'sizes.bin');
  const sizes = numbersOf(Uint32Array, readFrame(file, 0));
  let elements = 0;
  numbers.forEach((number, row) => {
    if (number >= 0) elements += sizes[row]!;
  });
  return elements;
}

/** Counts how often elements and words stand in a shard: what is rare in the pool is told by the sum. */
export const countStage: ShardStage = ({ run, job, args, out }) => {
  const { elements } = args as CountArgs;
  const numbers = setNumbers(run, job);
  const all = new Uint32Array(elementsOf(run, job, numbers));
  const words = wordCounters();
  let [sets, end] = [0, 0];
  eachNear(run, job, ({ form, set }, row) => {
    if (numbers[row]! < 0) return;
    all.set(set, end);
    end += set.length;
    countWords([form], words);
    sets++;
  });
  const cells = cellsFor(elements);
  writeCounts(out('counted'), cellCounts(all, cells), { words, all: cells });
  return { counts: { sets } };
};
