import { join } from 'node:path';
import { deserialize } from 'node:v8';
import type { JoinSettings } from '../../algorithms/similarity/holders.ts';
import { cellsFor } from '../../algorithms/similarity/sets.ts';
import { CONTAINED, LONGEST_BUCKET } from '../../decide/near/candidates.ts';
import { isOfTemplate } from '../../decide/near/pair-judge.ts';
import { type Pairs, PairsBuilder, sorted } from '../../decide/near/pairs.ts';
import { isSame } from '../../decide/near/rules.ts';
import { bytesOf, readFrame } from '../../engine/shards/frames.ts';
import { inFile, outDir } from '../../engine/shards/round.ts';
import { type CountArgs, elementsOf } from './count-stage.ts';
import { writeCounted } from './counted.ts';
import type { HoldersArgs } from './holders-stage.ts';
import { type JudgeArgs, type Judged, RULES } from './judge-stage.ts';
import { type LookedShards, writeWhole } from './look-on-shards.ts';
import { blocksOfTiles, type PairsArgs, type Tiles } from './pairs-stage.ts';
import { carryOut, type ShardRun } from './room.ts';
import { RECORDS_IN_PIECE } from './set-records.ts';

/** Pairs that one job judges at most: a tile with more is split. */
const MOST_PAIRS = 2_000_000;
/** As many, where blocks are larger than they should be: a pair has two sets, and these are held. */
const FEW_PAIRS = 100_000;

/** Sets of a block, for as long as there are no more than `MOST_BLOCKS`. */
const BLOCK = 100_000;
const MOST_BLOCKS = 64;
/** As many, where there are shards for them: so that a few workers have their share of a small pool. */
const FEW_BLOCKS = 4;

/** How sets are put into blocks. */
function tilesOf(sets: number, shards: number): Tiles {
  const least = Math.min(shards, FEW_BLOCKS);
  const blocks = Math.max(least, Math.min(MOST_BLOCKS, Math.ceil(sets / BLOCK)));
  const size = Math.max(1, Math.ceil(sets / blocks));
  return { size, blocks: Math.max(1, Math.ceil(sets / size)) };
}

export interface FoundPairs {
  /** Pairs of sets that are the same, in order, by their numbers. */
  edges: Pairs;
  /** For each set, how many look-alikes it has that are different problems. */
  looks: Uint32Array;
  /** Hash over the file that tells which record is of which set. Hex. */
  records: string;
}

/**
 * Finds the pairs that `findNearDuplicates` finds, in rounds of jobs none of which sees all sets.
 * @param firsts places of the questions whose sets take part; their numbers are their places in this list
 */
export async function pairsOn(
  looked: LookedShards,
  firsts: Uint32Array,
  { method, threshold }: { method: 'join' | 'minhash'; threshold: number },
): Promise<FoundPairs> {
  const { run, starts, partitions } = looked;
  const { numbers, elements } = writeNumbers(looked, firsts);
  const counting: CountArgs = { elements, numbers };
  await carryOut(run, 'count', starts.length, counting);
  const cells = cellsFor(elements);
  const counted = writeCounted(run.dir, starts.length, cells);
  const isBanded = method === 'minhash';
  const settings: JoinSettings = {
    threshold: isBanded ? null : threshold,
    longest: isBanded ? Number.POSITIVE_INFINITY : LONGEST_BUCKET,
    contained: CONTAINED,
  };
  const holding: HoldersArgs = { settings, banded: isBanded ? threshold : null, partitions, counted, cells };
  await carryOut(run, 'holders', starts.length, holding);
  const tiles = tilesOf(firsts.length, starts.length);
  const pairing: PairsArgs = { settings, shards: starts.length, longest: LONGEST_BUCKET, tiles };
  const paired = await carryOut(run, 'pairs', partitions, { ...pairing, after: holding });
  const slices = slicesOf(
    paired.map(({ sections }) => sections),
    tiles,
  );
  const records = writeRecords(looked, firsts);
  const judging: JudgeArgs = {
    settings,
    threshold,
    slices,
    ...{ partitions, starts, records, cells },
    size: tiles.size,
  };
  const judged = new Array<Judged>(slices.length);
  const taken = (job: number) => {
    judged[job] = judgedBy(run, job);
  };
  await carryOut(run, 'judge', slices.length, { ...judging, after: holding }, { taken });
  return { ...edgesOf(judged, firsts.length), records };
}

const judgedBy = ({ dir }: ShardRun, job: number): Judged =>
  deserialize(readFrame(join(outDir({ run: dir, name: 'judge' }, job), 'judged.bin'), 0)) as Judged;

/** Tells each shard which of its records take part. */
function writeNumbers(
  { run, starts, places }: LookedShards,
  firsts: Uint32Array,
): { numbers: string; elements: number } {
  const numberOf = new Int32Array(places.length).fill(-1);
  firsts.forEach((place, number) => {
    numberOf[place] = number;
  });
  let elements = 0;
  const hashes = starts.map((start, shard) => {
    const own = Int32Array.from(
      places.subarray(start, starts[shard + 1] ?? places.length),
      (at) => numberOf[at]!,
    );
    elements += elementsOf(run.dir, shard, own);
    return writeWhole(inFile({ run: run.dir, name: 'count' }, shard), (file) => file.add(bytesOf(own)));
  });
  return { numbers: hashes.join(), elements };
}

/** Says by set which record it is. */
function writeRecords({ run, places }: LookedShards, firsts: Uint32Array): string {
  const recordOf = new Uint32Array(places.length);
  places.forEach((place, record) => {
    recordOf[place] = record;
  });
  const records = firsts.map((place) => recordOf[place]!);
  return writeWhole(join(run.dir, 'records.bin'), (file) => {
    for (let from = 0; from < records.length; from += RECORDS_IN_PIECE)
      file.add(bytesOf(records.slice(from, from + RECORDS_IN_PIECE)));
  });
}

/** A job for each tile that has pairs, more for one with many, so that no job holds more than its share. */
export function slicesOf(sections: readonly (readonly number[])[], tiles: Tiles): JudgeArgs['slices'] {
  const most = tiles.size > BLOCK ? FEW_PAIRS : MOST_PAIRS;
  return blocksOfTiles(tiles).flatMap(({ low, high }, tile) => {
    const pairs = sections.reduce((sum, counts) => sum + (counts[tile] ?? 0), 0);
    const parts = Math.ceil(pairs / most);
    return Array.from({ length: parts }, (_part, part) => ({ tile, low, high, part, parts }));
  });
}

const SAME = RULES.map(isSame);

/** Puts together what the jobs judged: a pair of a template stands as it was judged there. */
function edgesOf(judged: readonly Judged[], sets: number): Omit<FoundPairs, 'records'> {
  const looks = new Uint32Array(sets);
  for (const { a, b, plain } of judged) {
    plain.forEach((rule, i) => {
      if (SAME[rule]!) return;
      for (const one of [a[i]!, b[i]!]) looks[one]!++;
    });
  }
  const builder = new PairsBuilder();
  for (const { a, b, similarity, plain, template } of judged) {
    for (let i = 0; i < a.length; i++) {
      const rule = (isOfTemplate(looks[a[i]!]!, looks[b[i]!]!) ? template : plain)[i]!;
      if (SAME[rule]!) builder.push(a[i]!, b[i]!, similarity[i]!, RULES[rule]!);
    }
  }
  const edges = builder.end();
  return { edges: sorted(edges, (i, j) => edges.a[i]! - edges.a[j]! || edges.b[i]! - edges.b[j]!), looks };
}
