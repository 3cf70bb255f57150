import { DATABASE_POOL, type PoolItem } from '../../shared/schemas/pools.ts';
import { bytesSaid } from '../lib/bytes.ts';
import { counted } from '../lib/format.ts';
import { Picker } from './picker.tsx';

/** Over which pool a run is made; nothing is shown where there is no choice. */
export function PoolPicker({
  pools,
  value,
  onChange,
}: {
  pools: readonly PoolItem[];
  value: string;
  onChange: (poolId: string) => void;
}) {
  if (pools.length < 2) return null;
  return (
    <Picker label="Over which pool" value={value} isFilter={false} onChange={onChange}>
      {pools.map((pool) => (
        <option key={pool.poolId} value={pool.poolId}>
          over {nameOfPool(pool)}: {counted(pool.questions, 'question')}
        </option>
      ))}
    </Picker>
  );
}

const nameOfPool = ({ poolId, name }: PoolItem): string =>
  poolId === DATABASE_POOL ? 'what was imported' : name;

/** What a run over a pool has before it: nothing for what was imported. */
export function poolSays(pool: PoolItem | undefined): string {
  if (pool === undefined || pool.shards === null) return '';
  const { shards, bytes, sources, isThere } = pool;
  const size = `${counted(shards, 'shard')} of Parquet, ${bytesSaid(bytes ?? 0)}, from ${counted(sources, 'source')}`;
  const where = isThere
    ? 'read where they lie'
    : 'which are not seen from here: say where they are with import --shards DIR';
  return `${pool.poolId} is ${size}, ${where}. `;
}
