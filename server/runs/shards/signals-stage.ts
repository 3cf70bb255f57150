import { serialize } from 'node:v8';
import { WinnowError } from '../../../shared/error.ts';
import { openFrames } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { fileSha256, inFile } from '../../engine/shards/round.ts';
import { pack, unpack } from '../facts/packing.ts';
import { type Batch, lookAt } from '../look.ts';
import type { MeasureShared } from '../measurer.ts';
import type { ReadSpans, ShardsTold } from '../over-shards/shard-pool.ts';
import { measurerOf, narrow, unpackBatch } from './look-stage.ts';

export interface SignalsArgs {
  shared: MeasureShared;
  /** Where the questions lie, where the input of `look` tells only which rows they are. */
  shards: ShardsTold | null;
}

/** What is known of the questions of a batch beside their texts. */
export type ToldOfBatch = Omit<Batch, 'rows'>;

/** The first piece of an input says which texts it is about; the others, what is known of each batch of them. */
export const packTexts = (looked: string): Buffer => pack({ looked });

/** As JSON and numbers: the same is the same bytes. */
export const packTold = ({ labelled, ...told }: ToldOfBatch): Buffer =>
  pack(told, labelled ?? new Uint8Array(0));

function unpackTold(piece: Buffer): ToldOfBatch {
  const { json, bytes } = unpack(piece);
  const told = json as Omit<ToldOfBatch, 'labelled'>;
  return bytes.length === 0 ? told : { ...told, labelled: new Uint8Array(bytes) };
}

/**
 * Measures what hangs on more than the texts of a shard: on what was learned about domains and difficulty, while
 * `look` was at work on the same texts.
 * @param readSpans reads questions where they lie
 */
export const signalsStage =
  (readSpans: ReadSpans): ShardStage =>
  ({ run, round, job, args, out }) => {
    const { shared, shards } = args as SignalsArgs;
    const look = measurerOf(shared);
    const looks = out('looks');
    let records = 0;
    const textFile = inFile({ run, name: 'look' }, job);
    const told = openFrames(inFile({ run, name: round }, job));
    try {
      const { looked } = unpack(told.at(0)).json as { looked: string };
      if (fileSha256(textFile) !== looked)
        throw new WinnowError('failed', `look/in of shard ${job} is not what was written there.`);
      const texts = openFrames(textFile);
      try {
        for (let i = 0; i < texts.count; i++) {
          const { batch, spans } = unpackBatch(texts.at(i));
          const rows = spans === null || shards === null ? batch.rows : readSpans(shards, spans);
          looks.add(serialize(narrow(lookAt({ ...unpackTold(told.at(i + 1)), rows }, look))));
          records += rows.length;
        }
      } finally {
        texts.close();
      }
    } finally {
      told.close();
    }
    return { counts: { records } };
  };
