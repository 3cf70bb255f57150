import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CarryOut } from '../../server/jobs/commands/effects.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import type { PoolItem } from '../../shared/schemas/pools.ts';
import { shippedRecipe } from '../helpers/run.ts';
import { register, shardRecords, writeShards } from '../helpers/shard-pool.ts';
import { plainPool } from '../helpers/shards.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool } from './pool-with-run.ts';
import { startServer } from './server.ts';

it('a run that is ordered over HTTP is carried out where the order says, and nowhere else', async () => {
  const ordered: (readonly string[])[] = [];
  const commanding: CarryOut = (args) => {
    ordered.push(args);
    return Promise.resolve({ exit: 0, out: '{}', lastLine: '' });
  };
  const { api } = await startServer(temporaryWorkspace(), undefined, { commanding });
  const order = async (more: object) => {
    const body = JSON.stringify({ recipe: shippedRecipe('s1'), seed: 7, ...more });
    return (await api('/runs', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body }))
      .status;
  };
  expect([await order({}), await order({ engine: 'slurm' }), await order({ engine: '--sbatch=x' })]).toEqual([
    202, 202, 400,
  ]);
  await expect.poll(() => ordered.length).toBe(2);
  expect(ordered.map((args) => args.slice(2))).toEqual([['--seed=7'], ['--seed=7', '--engine=slurm']]);
});

it('a run over a pool that stays as shards is ordered by the id of that pool, and pools are listed with their sizes', async () => {
  const ordered: (readonly string[])[] = [];
  const commanding: CarryOut = (args) => {
    ordered.push(args);
    return Promise.resolve({ exit: 0, out: '{}', lastLine: '' });
  };
  const workspace = temporaryWorkspace();
  storePool(workspace, plan(3));
  const folder = join(temporaryFolder(), 'questions');
  const [file = ''] = writeShards(folder, shardRecords(plainPool(20)), 20);
  const { poolId } = await register(workspace, folder);
  const { api } = await startServer(workspace, undefined, { commanding });
  const { body } = await api('/pools');
  expect((body as { items: PoolItem[] }).items).toEqual([
    {
      poolId: 'database',
      name: 'database',
      questions: 3,
      sources: 3,
      shards: null,
      bytes: null,
      isThere: true,
    },
    {
      ...{ poolId, name: 'questions', questions: 20, sources: 1, shards: 1, isThere: true },
      bytes: statSync(file).size,
    },
  ]);
  const order = async (pool: string) => {
    const sent = JSON.stringify({ recipe: shippedRecipe('s1'), seed: 7, pool, engine: 'processes' });
    const headers = { 'Content-Type': 'application/json' };
    const { status, body: told } = await api('/runs', { method: 'POST', headers, body: sent });
    return status === 202 ? (told as JobItem).title : [status, (told as { message: string }).message];
  };
  expect([await order('database'), await order('latest'), await order(poolId)]).toEqual([
    's1, seed 7',
    `s1, seed 7, over ${poolId}`,
    `s1, seed 7, over ${poolId}`,
  ]);
  expect(await order('pool-0123456789abcdef')).toEqual([
    404,
    `There is no pool pool-0123456789abcdef; the pools that stay as shards are: ${poolId}.`,
  ]);
  expect(await order('../elsewhere')).toEqual([400, expect.stringContaining('pool')]);
  await expect.poll(() => ordered.length).toBe(3);
  expect(ordered.map((args) => args.slice(2))).toEqual([
    ['--seed=7', '--engine=processes'],
    ['--seed=7', `--pool=${poolId}`, '--engine=processes'],
    ['--seed=7', `--pool=${poolId}`, '--engine=processes'],
  ]);
});
