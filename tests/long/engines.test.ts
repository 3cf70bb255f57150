import { readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedPool } from '../bench/commands.ts';
import { type Ended, winnow } from '../helpers/cli.ts';
import { NO_RAY, startRay } from '../helpers/ray.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { NO_SLURM, startSlurm } from '../helpers/slurm.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

/** What all engines must agree on. */
function toldBy({ code, out, err }: Ended): unknown {
  expect([code, err]).toEqual([0, expect.not.stringContaining('winnow:')]);
  const { selectionSha256, funnel, selected } = JSON.parse(out) as Record<string, unknown>;
  return { selectionSha256, funnel, selected };
}

/** Carries a recipe out on every engine that this machine has, each time from nothing. */
async function onEveryEngine(dir: string, records: number): Promise<string[]> {
  const run = async (engine: string, args: string[] = [], env: NodeJS.ProcessEnv = {}) => {
    rmSync(join(dir, 'cache'), { recursive: true, force: true });
    return toldBy(await winnow(dir, ['--json', 'run', '--engine', engine, ...args], env));
  };
  const shards = ['--shard-records', `${records}`];
  const local = await run('local');
  const left = [];
  expect(await run('processes', shards)).toEqual(local);
  if (NO_SLURM === null) {
    const cluster = await startSlurm({ cpus: Math.min(8, availableParallelism()), memory: 16_000 });
    expect(await run('slurm', shards, cluster.env).finally(() => cluster.stop())).toEqual(local);
  } else left.push(NO_SLURM);
  if (NO_RAY === null) {
    const { python, address, stop } = await startRay(2);
    const there = ['--ray-python', python, '--ray-address', address];
    expect(await run('ray', [...shards, ...there]).finally(stop)).toEqual(local);
  } else left.push(NO_RAY);
  return left;
}

test('every engine makes the same of the real pool', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const dir = join(temporaryFolder(), 'workspace');
  const filesIn = (folder: string) =>
    readdirSync(join(REAL_POOL ?? '', folder))
      .filter((name) => name.endsWith('.gz'))
      .sort()
      .map((name) => join(REAL_POOL ?? '', folder, name));
  expect((await winnow(dir, ['import', ...filesIn('pool')])).code).toBe(0);
  expect((await winnow(dir, ['benchmarks', 'add', ...filesIn('evals')])).code).toBe(0);
  const left = await onEveryEngine(dir, 15_000);
  if (left.length > 0) context.skip(`left out: ${left.join('; ')}`);
});

test('every engine makes the same of 590,290 generated questions', async (context) => {
  const folder = temporaryFolder();
  const dir = join(folder, 'workspace');
  const parts = Array.from({ length: 10 }, (_, i) => generatedPool(folder, i + 1));
  expect((await winnow(dir, ['import', ...parts.map(({ pool }) => pool)])).code).toBe(0);
  expect((await winnow(dir, ['benchmarks', 'add', parts[0]!.benchmark])).code).toBe(0);
  const left = await onEveryEngine(dir, 100_000);
  if (left.length > 0) context.skip(`left out: ${left.join('; ')}`);
});
