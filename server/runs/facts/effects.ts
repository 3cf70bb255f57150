import type { Engine } from '../../engine/engine.ts';
import type { MeasureAssets } from '../reference.ts';
import type { ShardEffects } from '../shards/room.ts';
import type { Memory } from './memory.ts';

/** What deciding needs of the world. */
export interface FactEffects {
  engine: Engine;
  /** Where texts are looked at and compared in shards, by other processes; left out where the engine does it here. */
  shards?: ShardEffects;
  assets: MeasureAssets;
  /** File that the engine's workers load. */
  workerFile: string;
  progress: (done: number, total: number) => void;
  signal: AbortSignal;
  /** What is at hand from before. */
  memory: Memory;
}
