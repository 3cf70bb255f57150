import { DATABASE_POOL, type PoolItem } from '../../shared/schemas/pools.ts';

/** The pool that a run is made over where nobody chose one: what was imported, else what was registered last. */
export const likeliestPool = (pools: readonly PoolItem[]): string =>
  pools.find(({ questions }) => questions > 0)?.poolId ?? DATABASE_POOL;

/** Flags of `run` that say over which pool and where it is carried out. */
export const placeFlags = (pool: string, engine = 'local'): string =>
  (pool === DATABASE_POOL ? '' : ` --pool ${pool}`) + (engine === 'local' ? '' : ` --engine ${engine}`);
