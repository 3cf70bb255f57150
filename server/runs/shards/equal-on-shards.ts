import { join } from 'node:path';
import { numbersOf, readFrame } from '../../engine/shards/frames.ts';
import { outDir } from '../../engine/shards/round.ts';
import { type EqualArgs, KINDS } from './equal-stage.ts';
import type { LookedShards } from './look-on-shards.ts';
import { carryOut } from './room.ts';

/** For each place, the one that stands for all with the same text, or the same normal form. */
export type Classes = Readonly<Record<(typeof KINDS)[number], Uint32Array>>;

/** Joins the keys of all shards, a job for each partition. */
export async function classesOn({ run, starts, places, partitions }: LookedShards): Promise<Classes> {
  await carryOut(run, 'equal', partitions, { shards: starts.length } satisfies EqualArgs);
  const [text, form] = KINDS.map((_, kind) => {
    const links = readLinks(run.dir, 'equal', 'links', partitions, kind, places.length);
    const followers = readLinks(run.dir, 'look', 'followers', starts.length, kind, places.length);
    return followers.map((first) => links[first]!);
  });
  return { text: text!, form: form! };
}

/** For each place the one that it is linked to, which may be itself. */
function readLinks(
  run: string,
  round: string,
  name: string,
  jobs: number,
  kind: number,
  count: number,
): Uint32Array {
  const to = Uint32Array.from({ length: count }, (_, place) => place);
  for (let job = 0; job < jobs; job++) {
    const pairs = numbersOf(
      Uint32Array,
      readFrame(join(outDir({ run, name: round }, job), `${name}.bin`), kind),
    );
    for (let at = 0; at < pairs.length; at += 2) to[pairs[at]!] = pairs[at + 1]!;
  }
  return to;
}
