import { deserialize, serialize } from 'node:v8';
import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import { rareWords } from '../../decide/near/candidates.ts';
import { clustersOf } from '../../decide/near/clusters.ts';
import type { SettledCluster } from '../../decide/near/near-duplicates.ts';
import { isOfTemplate, pairJudge, setSimilarity } from '../../decide/near/pair-judge.ts';
import { isSame, type NearRule } from '../../decide/near/rules.ts';
import { type KeepRow, keeperOf } from '../../decide/stages/keep-rule.ts';
import { readFrame } from '../../engine/shards/frames.ts';
import type { ShardStage } from '../../engine/shards/job.ts';
import { inFile } from '../../engine/shards/round.ts';
import { wordsIn } from './counted.ts';
import { recordsOf } from './set-records.ts';

export interface ClusterArgs {
  keep: ConfigOf<'duplicates'>['keep'];
  starts: readonly number[];
  /** Hash over what each job's input says. Hex. */
  inputs: readonly string[];
  /** Hash over the file that tells which record is of which set. Hex. */
  records: string;
}

/** Questions that hang together, in the order of their places, and what makes them. */
export interface Components {
  /** For each question: what stands for its text, its set, and how many look-alikes that has. */
  texts: Uint32Array;
  sets: Uint32Array;
  looks: Uint32Array;
  rows: KeepRow[];
  /** Pairs that are the same, by their places here. */
  a: Uint32Array;
  b: Uint32Array;
}

/** Chooses who stays of questions that hang together; each component is settled by itself. */
export const clusterStage: ShardStage = ({ run, round, job, args, out }) => {
  const { keep, starts } = args as ClusterArgs;
  const piece = readFrame(inFile({ run, name: round }, job), 0);
  const { texts, sets, looks, rows, a, b } = deserialize(piece) as Components;
  const distinct = Uint32Array.from(new Set(sets)).sort();
  const records = recordsOf(run, distinct, starts);
  const placeOf = new Map(Array.from(distinct, (set, i) => [set, i]));
  const recordAt = Uint32Array.from(sets, (set) => placeOf.get(set)!);
  const judge = pairJudge((i) => records[i]!, rareWords(wordsIn(run)));
  const relation = (x: number, y: number): NearRule => {
    if (texts[x] === texts[y]) return 'same-text';
    if (sets[x] === sets[y]) return 'same-form';
    return judge(isOfTemplate(looks[x]!, looks[y]!), recordAt[x]!, recordAt[y]!);
  };
  const similarity = (x: number, y: number): number =>
    sets[x] === sets[y] ? 1 : setSimilarity(records[recordAt[x]!]!.set, records[recordAt[y]!]!.set);
  const rowPlace = new Map(rows.map((row, i) => [row, i]));
  const choose = (members: readonly number[]): number =>
    rowPlace.get(
      keeperOf(
        members.map((i) => rows[i]!),
        keep,
      ),
    ) ?? 0;
  const edges = Array.from(a, (from, i) => ({ a: from, b: b[i]! }));
  const clusters = clustersOf(rows.length, edges, choose, (x, y) => isSame(relation(x, y))).map(
    ({ kept, dropped }): SettledCluster => ({
      kept,
      dropped: dropped.map((place) => ({
        place,
        rule: relation(kept, place),
        similarity: similarity(kept, place),
      })),
    }),
  );
  out('clusters').add(serialize(clusters));
  return { counts: { questions: rows.length, clusters: clusters.length } };
};
