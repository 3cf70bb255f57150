import type { Recipe } from '../../../shared/schemas/recipe.ts';
import type { FactEffects } from './effects.ts';
import type { Identity } from './identity.ts';
import type { PartName } from './parts.ts';
import type { PoolSource } from './pool-source.ts';

/** What is missing of which pool. */
export interface Missing {
  source: PoolSource;
  recipe: Recipe;
  identity: Identity;
  missing: readonly PartName[];
  /** The key of every part. */
  keys: ReadonlyMap<PartName, string>;
}

export type LookEffects = Pick<
  FactEffects,
  'engine' | 'shards' | 'assets' | 'workerFile' | 'progress' | 'signal' | 'memory'
>;
