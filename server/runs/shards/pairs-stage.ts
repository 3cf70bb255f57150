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
}

/** The larger number of a pair and the smaller one, so that pairs are in order as numbers of 64 bits. */
export const PAIR_WIDTH = 2;

/**
 * Pairs sets that stand under one element (`pairs`) or in one band (`banded`) of this partition; each pair once, by
 * the partition of its smaller number.
 */
export const pairsStage: ShardStage = ({ run, job, jobs, args, out }) => {
  const { settings, shards, longest } = args as PairsArgs;
  const pairs = new Sections(jobs, PAIR_WIDTH);
  const addTo = (sections: Sections) => (x: number, y: number) =>
    sections.add(Math.min(x, y) % jobs, [Math.max(x, y), Math.min(x, y)]);
  pairHolders(rowsOf(run, shards, 'holders', job), settings, addTo(pairs));
  const banded = new Sections(jobs, PAIR_WIDTH);
  pairBands(rowsOf(run, shards, 'bands', job), longest, addTo(banded));
  const sections = Array.from({ length: jobs }, () => 0);
  for (const [name, all] of Object.entries({ pairs, banded })) {
    const file = out(name);
    for (let partition = 0; partition < jobs; partition++) {
      const once = uniquePairs(all.of(partition).slice());
      file.add(bytesOf(once));
      sections[partition]! += once.length / PAIR_WIDTH;
    }
  }
  return { counts: { pairs: sections.reduce((sum, count) => sum + count, 0) }, sections };
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
