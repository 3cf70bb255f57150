import { type Static, Type } from '@sinclair/typebox';

/** What a run calls the pool that was imported. */
export const DATABASE_POOL = 'database';

/** A pool that a run can be made over. */
export const poolItemSchema = Type.Object({
  poolId: Type.String({
    description: `What a run is told: \`${DATABASE_POOL}\` for what was imported, else as \`import --shards\` called it.`,
  }),
  name: Type.String({ description: 'Name of its folder.' }),
  questions: Type.Integer({ description: 'Those that take part in a run where no sources are named.' }),
  sources: Type.Integer({ description: 'How many sources they are from.' }),
  shards: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Parquet files; null for what was imported.',
  }),
  bytes: Type.Union([Type.Integer(), Type.Null()], { description: 'Of the shards.' }),
  isThere: Type.Boolean({ description: 'Whether this machine sees its folder.' }),
});
export type PoolItem = Static<typeof poolItemSchema>;

/** A pool in an order. */
export const poolNameSchema = Type.String({
  pattern: `^(${DATABASE_POOL}|latest|pool-[0-9a-f]{16})$`,
  description: 'Over which pool, as `GET /api/v1/pools` lists them; `latest` is the one registered last.',
  default: DATABASE_POOL,
});
