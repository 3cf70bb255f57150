import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { type Ended, winnow } from '../helpers/cli.ts';
import { writeRecords } from '../helpers/parquet-records.ts';
import { NO_POOL, REAL_POOL, recordsOf } from '../helpers/real-pool.ts';
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

test('the real pool as Parquet shards gives what it gives when it is imported, question by question', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const folder = temporaryFolder();
  const shards = join(folder, 'shards');
  mkdirSync(shards);
  for (const name of namesIn('pool')) {
    const records = recordsOf<Record<string, unknown>>('pool', name);
    writeRecords(join(shards, `${basename(name, '.jsonl.gz')}.parquet`), records, 2000);
  }
  const files = readdirSync(shards)
    .sort()
    .map((name) => join(shards, name));
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
  const sharded = [...over, '--engine', 'processes', '--shard-jobs', '2', '--shard-records', '15000'];
  expect(toldBy(await winnow(registered, sharded))).toEqual(local);
  rmSync(join(registered, 'cache'), { recursive: true, force: true });
  expect(toldBy(await winnow(registered, over))).toEqual(local);

  const lines = async (workspace: string) =>
    (await winnow(workspace, ['decisions'])).out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { questionId: string })
      .sort((a, b) => (a.questionId < b.questionId ? -1 : 1));
  expect(await lines(registered)).toEqual(await lines(database));
  expect((await winnow(registered, ['ledger', 'verify', '--shards'])).code).toBe(0);
});
