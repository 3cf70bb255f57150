import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize } from 'node:v8';
import type { PoolRow } from '../../db/pool.ts';
import { eachFrame, type FrameWriter, frameWriter } from '../../engine/shards/frames.ts';
import { inFile, outDir } from '../../engine/shards/round.ts';
import type { Looks } from '../facts/looks.ts';
import type { Batch, LookedAt } from '../look.ts';
import type { MeasureShared } from '../measurer.ts';
import type { ShardPool } from '../over-shards/shard-pool.ts';
import { type LookArgs, packBatch, type ShardBatch } from './look-stage.ts';
import { carryOut, type ShardRun } from './room.ts';
import { joined } from './sections.ts';

/** A pool whose texts were looked at in shards. */
export interface LookedShards {
  run: ShardRun;
  /** Names the texts and all that was measured of them to tell equal ones. */
  texts: string;
  /** Number of the first record of each shard. */
  starts: number[];
  /** The place in the order of ids of each record; ascending within a shard. */
  places: Uint32Array;
  partitions: number;
}

/** Rows that go through a job at once. */
const PAGE = 2048;

/**
 * Writes the pool into shards, has them looked at, and takes what was seen; what tells equal texts stays in files.
 * @param pages of the pool; @param looks puts what was seen where it belongs
 */
export async function lookOnShards(
  run: ShardRun,
  {
    shared,
    looks,
    pages,
    shards,
    texts,
  }: {
    shared: MeasureShared;
    looks: Looks;
    pages: Iterable<PoolRow[]>;
    /** Where the questions lie whose texts each job reads itself; null where they are written into its input. */
    shards: ShardPool | null;
    texts: string;
  },
  progress: (looked: number) => void,
): Promise<LookedShards> {
  const { records } = run.effects;
  const inputs: string[] = [];
  const starts: number[] = [];
  const places: number[] = [];
  for (const shard of shardsOf(looks.batches(repaged(pages, Math.min(PAGE, records)), run.signal), records)) {
    starts.push(places.length);
    const ofShard: Uint32Array[] = [];
    const file = inFile({ run: run.dir, name: 'look' }, inputs.length);
    inputs.push(
      writeWhole(file, (writer) => {
        for (const batch of shard) {
          const own = Uint32Array.from(batch.rows, (row) => looks.placeOf.get(row[1])!);
          ofShard.push(own);
          writer.add(packBatch(shardBatch(batch, own, shards)));
        }
      }),
    );
    for (const place of joined(ofShard).sort()) places.push(place);
  }
  const partitions = inputs.length;
  const args: LookArgs = { shared, inputs, partitions, shards: shards?.at ?? null };
  await carryOut(run, 'look', inputs.length, args);
  for (const shard of inputs.keys()) {
    eachFrame(join(outDir({ run: run.dir, name: 'look' }, shard), 'looks.bin'), (piece) => {
      progress(looks.take(deserialize(piece) as LookedAt));
    });
  }
  return { run, texts, starts, places: Uint32Array.from(places), partitions };
}

/** What a job is handed: questions, or which rows of which files they are. */
const shardBatch = (batch: Batch, places: Uint32Array, shards: ShardPool | null): ShardBatch =>
  shards === null
    ? { batch, places, spans: null }
    : {
        batch: { ...batch, rows: [] },
        places,
        spans: shards.spansOf(batch.rows.map(([n, id]) => ({ n, id }))),
      };

/** The same rows in pages of a size. */
function* repaged(pages: Iterable<readonly PoolRow[]>, size: number): Generator<PoolRow[]> {
  let rest: PoolRow[] = [];
  for (const page of pages) {
    rest = rest.length === 0 ? [...page] : [...rest, ...page];
    for (; rest.length >= size; rest = rest.slice(size)) yield rest.slice(0, size);
  }
  if (rest.length > 0) yield rest;
}

/** Batches by shard: each is to be used up before the next is asked for. */
function* shardsOf<B extends { rows: readonly unknown[] }>(
  batches: Iterator<B>,
  records: number,
): Generator<Iterable<B>> {
  let next = batches.next();
  const one = function* (): Generator<B> {
    for (let count = 0; next.done !== true && count < records; ) {
      const batch = next.value;
      count += batch.rows.length;
      yield batch;
      next = batches.next();
    }
  };
  while (next.done !== true) yield one();
}

/** Writes a file beside and renames it. @returns its hash */
export function writeWhole(file: string, write: (writer: FrameWriter) => void): string {
  mkdirSync(dirname(file), { recursive: true });
  const writer = frameWriter(`${file}.part`);
  try {
    write(writer);
  } catch (cause) {
    writer.drop();
    throw cause;
  }
  const { sha256 } = writer.end();
  renameSync(`${file}.part`, file);
  return sha256;
}
