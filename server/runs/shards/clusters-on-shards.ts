import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Sequence } from '../../algorithms/columns/sequence.ts';
import { components } from '../../decide/near/clusters.ts';
import type { SettledCluster } from '../../decide/near/near-duplicates.ts';
import { NO_PAIRS, type Pairs, PairsBuilder, sorted } from '../../decide/near/pairs.ts';
import type { NarrowRow } from '../../decide/stage.ts';
import { readFrame } from '../../engine/shards/frames.ts';
import { sha256Of } from '../../engine/shards/packing.ts';
import { inFile, outDir } from '../../engine/shards/round.ts';
import type { ClusterArgs, Components } from './cluster-stage.ts';
import { type LookedShards, writeWhole } from './look-on-shards.ts';
import { carryOut } from './room.ts';

/** Questions that one job settles, unless a single component has more. */
const MOST_QUESTIONS = 20_000;

export interface ToCluster {
  /** Of the questions that reach the stage, in the order of ids; all places are among these. */
  rows: Sequence<NarrowRow>;
  edges: Pairs;
  /** For each its set, and what stands for its text. */
  firstOf: Int32Array;
  textAt: (place: number) => number;
  /** For each set how many look-alikes it has. */
  looks: Uint32Array;
  /** Hash over the file that tells which record is of which set. Hex. */
  records: string;
  keep: ConfigOf<'duplicates'>['keep'];
}

/**
 * Settles who stays of the questions that hang together: each component whole in one job.
 * @returns for each question that repeats another (`a`) the one that it repeats (`b`), in the order of the latter
 */
export async function clustersOn({ run, starts }: LookedShards, asked: ToCluster): Promise<Pairs> {
  const jobs = shared(components(asked.rows.length, asked.edges));
  if (jobs.length === 0) return NO_PAIRS;
  const edges = edgesByJob(jobs, asked);
  const inputs = jobs.map((places, job) => {
    const input = componentsOf(places, edges[job]!, asked);
    writeWhole(inFile({ run: run.dir, name: 'cluster' }, job), (file) => file.add(serialize(input)));
    return sha256Of(input);
  });
  const args: ClusterArgs = { keep: asked.keep, starts, inputs, records: asked.records };
  await carryOut(run, 'cluster', jobs.length, args);
  const builder = new PairsBuilder();
  for (const [job, places] of jobs.entries()) {
    const piece = readFrame(join(outDir({ run: run.dir, name: 'cluster' }, job), 'clusters.bin'), 0);
    for (const { kept, dropped } of deserialize(piece) as SettledCluster[])
      for (const { place, similarity, rule } of dropped)
        builder.push(places[place]!, places[kept]!, similarity, rule);
  }
  const members = builder.end();
  return sorted(members, (i, j) => members.b[i]! - members.b[j]!);
}

/** For each job the numbers of its edges. */
function edgesByJob(jobs: readonly number[][], { rows, edges }: ToCluster): number[][] {
  const jobOf = new Int32Array(rows.length).fill(-1);
  for (const [job, places] of jobs.entries()) for (const place of places) jobOf[place] = job;
  const own = jobs.map((): number[] => []);
  edges.a.forEach((place, i) => {
    own[jobOf[place]!]!.push(i);
  });
  return own;
}

/** Shares components out among jobs. @returns the places of each job, ascending */
function shared(all: readonly number[][]): number[][] {
  const jobs: number[][] = [];
  for (const places of all) {
    const last = jobs.at(-1);
    if (last === undefined || last.length + places.length > MOST_QUESTIONS) jobs.push([...places]);
    else for (const place of places) last.push(place);
  }
  return jobs.map((places) => places.sort((x, y) => x - y));
}

function componentsOf(
  places: readonly number[],
  own: readonly number[],
  { rows, edges, firstOf, textAt, looks }: ToCluster,
): Components {
  const localOf = new Map(places.map((place, i) => [place, i]));
  return {
    texts: Uint32Array.from(places, textAt),
    sets: Uint32Array.from(places, (place) => firstOf[place]!),
    looks: Uint32Array.from(places, (place) => looks[firstOf[place]!]!),
    rows: places.map((place) => {
      const { id, license, completeness } = rows.at(place)!;
      return { id, license, completeness };
    }),
    a: Uint32Array.from(own, (i) => localOf.get(edges.a[i]!)!),
    b: Uint32Array.from(own, (i) => localOf.get(edges.b[i]!)!),
  };
}
