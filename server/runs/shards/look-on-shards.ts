import { mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { deserialize } from 'node:v8';
import { WinnowError } from '../../../shared/error.ts';
import type { PoolRow } from '../../db/pool.ts';
import { eachFrame, type FrameWriter, frameWriter } from '../../engine/shards/frames.ts';
import { inFile, outDir } from '../../engine/shards/round.ts';
import type { Looks } from '../facts/looks.ts';
import type { Batch, LookedAt } from '../look.ts';
import type { MeasureShared } from '../measurer.ts';
import type { ShardPool } from '../over-shards/shard-pool.ts';
import { Inputs } from './inputs.ts';
import { type LookArgs, packBatch, type ShardBatch } from './look-stage.ts';
import { carryOut, type ShardRun } from './room.ts';
import { joined } from './sections.ts';

/** A pool in shards. */
export interface Shards {
  run: ShardRun;
  /** Hash of what each job of `look` reads. Hex. */
  inputs: string[];
  /** For each shard the places, in the order of ids, of the questions of each of its batches. */
  batches: Uint32Array[][];
  /** Where the questions lie whose texts each job reads itself; null where they are written into its input. */
  pool: ShardPool | null;
}

/** A pool whose texts were looked at in shards. */
export interface LookedShards {
  run: ShardRun;
  /** Names the texts and all that was measured of them to tell equal ones. */
  texts: string;
  /** Number of the first record of each shard. */
  starts: number[];
  /** The place in the order of ids of each record; ascending within a shard. */
  places: Uint32Array;
  /** How complete each question is, by place. */
  completeness: Uint8Array;
  partitions: number;
}

/** Rows that go through a job at once, at most. */
const PAGE = 2048;

interface ToLookAt {
  shared: MeasureShared;
  /** Puts what was seen where it belongs. */
  looks: Looks;
  pages: Iterable<PoolRow[]>;
  pool: ShardPool | null;
  texts: string;
}

/**
 * Writes the pool into shards and has them looked at, the first ones while the last are still being written; takes what
 * was seen as it comes. What tells equal texts stays in files.
 * @returns the shards once they are written, and what came out once all are looked at
 */
export function lookOnShards(
  run: ShardRun,
  { shared, looks, pages, pool, texts }: ToLookAt,
  progress: (looked: number) => void,
): { written: Promise<Shards>; looked: Promise<LookedShards> } {
  const { size, batches: most } = layoutOf(run.effects.records);
  const total = looks.placeOf.size;
  const jobs = Math.ceil(total / (size * most));
  const inputs = new Inputs(jobs);
  const batches: Uint32Array[][] = [];
  const completeness = new Uint8Array(total);
  const take = (shard: number) =>
    eachLook(run, 'look', shard, (looked, i) => {
      batches[shard]![i]!.forEach((place, at) => {
        completeness[place] = looked.looks[at]![1];
      });
      progress(looks.take(looked));
    });
  const args: LookArgs = { shared, partitions: jobs, shards: pool?.at ?? null };
  const done = carryOut(run, 'look', jobs, args, { inputOf: (job) => inputs.of(job), taken: take });
  const write = async (): Promise<Shards> => {
    for (const shard of shardsOf(looks.batches(repaged(pages, size), run.signal), most)) {
      const own: Uint32Array[] = [];
      const file = inFile({ run: run.dir, name: 'look' }, batches.length);
      const hash = writeWhole(file, (writer) => {
        for (const batch of shard) {
          const places = Uint32Array.from(batch.rows, (row) => looks.placeOf.get(row[1])!);
          own.push(places);
          writer.add(packBatch(shardBatch(batch, places, pool)));
        }
      });
      inputs.put(batches.push(own) - 1, hash);
      await setImmediate(); // whoever waits for it begins now
    }
    if (batches.length !== jobs)
      throw new WinnowError('failed', 'The pool was changed while it was written into shards.');
    return { run, inputs: inputs.all(), batches, pool };
  };
  const written = write().catch((cause: unknown) => {
    inputs.fail(cause);
    throw cause;
  });
  const looked = Promise.all([written, done]).then(
    (): LookedShards => ({ run, texts, completeness, partitions: jobs, ...placesOf(batches) }),
  );
  return { written, looked };
}

/** Hands what a job saw to `take`, batch by batch. */
export function eachLook(
  run: ShardRun,
  round: string,
  shard: number,
  take: (looked: LookedAt, i: number) => void,
): void {
  eachFrame(join(outDir({ run: run.dir, name: round }, shard), 'looks.bin'), (piece, i) =>
    take(deserialize(piece) as LookedAt, i),
  );
}

/** Batches of one size, and how many of them a shard has: shards are as long as each other, but for the last. */
function layoutOf(records: number): { size: number; batches: number } {
  const batches = Math.ceil(records / PAGE);
  return { size: Math.ceil(records / batches), batches };
}

function placesOf(batches: readonly Uint32Array[][]): Pick<LookedShards, 'starts' | 'places'> {
  const shards = batches.map((own) => joined(own).sort());
  let start = 0;
  const starts = shards.map(({ length }) => {
    start += length;
    return start - length;
  });
  return { starts, places: joined(shards) };
}

/** What a job is handed: questions, or which rows of which files they are. */
const shardBatch = (batch: Batch, places: Uint32Array, pool: ShardPool | null): ShardBatch =>
  pool === null
    ? { batch, places, spans: null }
    : {
        batch: { ...batch, rows: [] },
        places,
        spans: pool.spansOf(batch.rows.map(([n, id]) => ({ n, id }))),
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

/** Batches by shard, so many to each: each shard is to be used up before the next is asked for. */
function* shardsOf<B>(batches: Iterator<B>, most: number): Generator<Iterable<B>> {
  let next = batches.next();
  const one = function* (): Generator<B> {
    for (let count = 0; next.done !== true && count < most; count++) {
      yield next.value;
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
