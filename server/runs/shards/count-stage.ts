import { countElements, elementCounters } from '../../algorithms/similarity/sets.ts';
import { countWords, wordCounters } from '../../decide/near/candidates.ts';
import { bytesOf, numbersOf, readFrame } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { inFile } from '../../engine/shards/round.ts';
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

/** Counts how often elements and words stand in a shard: what is rare in the pool is told by the sum. */
export const countStage: ShardStage = ({ run, job, args, out }) => {
  const { elements } = args as CountArgs;
  const numbers = setNumbers(run, job);
  const counters = elementCounters(elements);
  const words = wordCounters();
  let sets = 0;
  eachNear(run, job, ({ form, set }, row) => {
    if (numbers[row]! < 0) return;
    countElements(set, counters);
    countWords([form], words);
    sets++;
  });
  const counted = out('counted');
  for (const counts of [counters, words]) counted.add(bytesOf(counts));
  return { counts: { sets } };
};
