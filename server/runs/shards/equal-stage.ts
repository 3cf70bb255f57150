import { join } from 'node:path';
import { bytesOf, numbersOf, readFrame } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { outDir } from '../../engine/shards/round.ts';
import { KEY_WIDTH } from './look-stage.ts';
import { Sections } from './sections.ts';

export interface EqualArgs {
  /** How many shards were looked at. */
  shards: number;
}

/** Kinds of keys, in the order of their files. */
export const KINDS = ['text', 'form'] as const;

/** Joins the rows of one partition by their keys: `links` holds each place with the one that stands for its key. */
export const equalStage: ShardStage = ({ run, job, jobs, args, out }) => {
  const { shards } = args as EqualArgs;
  const links = out('links');
  let rows = 0;
  for (const [kind] of KINDS.entries()) {
    const parts = Array.from({ length: shards }, (_, shard) =>
      numbersOf(
        Uint32Array,
        readFrame(join(outDir({ run, name: 'look' }, shard), 'keys.bin'), kind * jobs + job),
      ),
    );
    links.add(bytesOf(linksOf(parts)));
    rows += parts.reduce((sum, part) => sum + part.length / KEY_WIDTH, 0);
  }
  return { counts: { rows } };
};

function linksOf(parts: readonly Uint32Array[]): Uint32Array {
  const first = new Map<string, number>();
  const links = new Sections(1, 2);
  for (const part of parts) {
    for (let at = 0; at < part.length; at += KEY_WIDTH) {
      const key = part.subarray(at, at + KEY_WIDTH - 1).join();
      const place = part[at + KEY_WIDTH - 1]!;
      const known = first.get(key);
      if (known === undefined) first.set(key, place);
      else links.add(0, [place, known]);
    }
  }
  return links.of(0);
}
