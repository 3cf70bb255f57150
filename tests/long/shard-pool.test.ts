import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Ended, winnow } from '../helpers/cli.ts';
import { writeRecords } from '../helpers/parquet-records.ts';
import { NO_RAY, startRay } from '../helpers/ray.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../helpers/real-pool.ts';
import { NO_SLURM, startSlurm } from '../helpers/slurm.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

/** What must not hang on where the questions lie. */
function toldBy({ code, out, err }: Ended): unknown {
  expect([code, err]).toEqual([0, expect.not.stringContaining('winnow:')]);
  const { poolSha256, selectionSha256, evidenceSha256, funnel, selected, figures, signals } = JSON.parse(
    out,
  ) as Record<string, unknown>;
  return { poolSha256, selectionSha256, evidenceSha256, funnel, selected, figures, signals };
}

const namesIn = (folder: string): string[] =>
  readdirSync(join(REAL_POOL ?? '', folder))
    .filter((name) => name.endsWith('.gz'))
    .sort();

/** The real pool as Parquet in a folder. @returns the paths, in order */
function writeReal(shards: string): string[] {
  mkdirSync(shards);
  return namesIn('pool').map((name) => {
    const file = join(shards, `${basename(name, '.jsonl.gz')}.parquet`);
    writeRecords(file, recordsOf<Record<string, unknown>>('pool', name), 2000);
    return file;
  });
}

test('the real pool as Parquet shards gives what it gives when it is imported, question by question, on every engine', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const folder = temporaryFolder();
  const shards = join(folder, 'shards');
  const files = writeReal(shards);
  const benchmarks = namesIn('evals').map((name) => join(REAL_POOL ?? '', 'evals', name));
  const [database, registered] = ['database', 'registered'].map((name) => join(folder, name)) as [
    string,
    string,
  ];
  expect((await winnow(database, ['import', ...files])).code).toBe(0);
  expect((await winnow(registered, ['import', '--shards', shards])).code).toBe(0);
  for (const workspace of [database, registered])
    expect((await winnow(workspace, ['benchmarks', 'add', ...benchmarks])).code).toBe(0);

  const local = toldBy(await winnow(database, ['--json', 'run']));
  const over = ['--json', 'run', '--pool', 'latest'];
  const run = async (args: readonly string[] = [], env: NodeJS.ProcessEnv = {}) => {
    rmSync(join(registered, 'cache'), { recursive: true, force: true });
    return toldBy(await winnow(registered, [...over, ...args], env));
  };
  const sharded = ['--shard-jobs', '2', '--shard-records', '15000'];
  expect(await run()).toEqual(local);
  expect(await run(['--engine', 'processes', ...sharded])).toEqual(local);
  const left: string[] = [];
  if (NO_SLURM === null) {
    const cluster = await startSlurm({ nodes: 2, cpus: 1, memory: 8000 });
    const args = ['--engine', 'slurm', ...sharded];
    expect(await run(args, cluster.env).finally(() => cluster.stop())).toEqual(local);
  } else left.push(NO_SLURM);
  if (NO_RAY === null) {
    const { python, address, stop } = await startRay(2);
    const args = ['--engine', 'ray', ...sharded, '--ray-python', python, '--ray-address', address];
    expect(await run(args).finally(stop)).toEqual(local);
  } else left.push(NO_RAY);

  const lines = async (workspace: string) =>
    (await winnow(workspace, ['decisions'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { questionId: string })
      .sort((a, b) => (a.questionId < b.questionId ? -1 : 1));
  expect(await lines(registered)).toEqual(await lines(database));
  expect((await winnow(registered, ['ledger', 'verify', '--shards'])).code).toBe(0);
  if (left.length > 0) context.skip(`all but: ${left.join('; ')}`);
});
