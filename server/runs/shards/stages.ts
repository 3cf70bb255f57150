import type { ShardStage } from '../../engine/shards/job.ts';
import type { ReadSpans } from '../over-shards/shard-pool.ts';
import { clusterStage } from './cluster-stage.ts';
import { countStage } from './count-stage.ts';
import { equalStage } from './equal-stage.ts';
import { holdersStage } from './holders-stage.ts';
import { judgeStage } from './judge-stage.ts';
import { lookStage } from './look-stage.ts';
import { pairsStage } from './pairs-stage.ts';
import { signalsStage } from './signals-stage.ts';

/**
 * What shard jobs can be asked for, in the order in which a run asks.
 * @param readSpans reads questions of pools that stay where they are
 */
export const shardStages = (readSpans: ReadSpans): Readonly<Record<string, ShardStage>> => ({
  look: lookStage(readSpans),
  equal: equalStage,
  count: countStage,
  holders: holdersStage,
  pairs: pairsStage,
  judge: judgeStage,
  cluster: clusterStage,
  signals: signalsStage(readSpans),
});
