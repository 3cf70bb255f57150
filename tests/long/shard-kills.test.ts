import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { winnow } from '../helpers/cli.ts';
import { killedWhen } from '../helpers/killed.ts';
import { shardRecords, writeShards } from '../helpers/shard-pool.ts';
import { plainPool } from '../helpers/shards.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

const QUESTIONS = 20_000;

/** Every file below a folder with its hash; what a killed process left half made is not among them. */
const filesBelow = (dir: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile() && !join(one.parentPath, one.name).includes('.part'))
      .map((one) => join(one.parentPath, one.name))
      .sort()
      .map((file) => [file.slice(dir.length), createHash('sha256').update(readFileSync(file)).digest('hex')]),
  );

const namesIn = (dir: string): string[] => (existsSync(dir) ? readdirSync(dir) : []);

/** What a workspace holds of a registered pool, but for what names it. */
function heldOf(dir: string): unknown {
  const workspace = temporaryWorkspace(dir);
  const [pool, ...others] = workspace.shardPools.all();
  expect(others).toEqual([]);
  const { importId, ...rest } = pool!;
  return {
    ...{ rest, files: workspace.shardPools.files(rest.id), pools: filesBelow(join(dir, 'pools')) },
    imports: workspace.imports.all().map(({ id, report }) => [id === importId, report.imported]),
    events: workspace.events.count(),
    sources: workspace.sources.all().map(({ name, included }) => [name, included]),
  };
}

test('a registration that is killed at any moment, and repeated, gives what one gives that was left alone', async () => {
  const shards = temporaryFolder();
  writeShards(shards, shardRecords(plainPool(QUESTIONS)), 2500, 500);
  const args = ['import', '--shards', shards];
  const alone = temporaryFolder();
  const { ms: whole } = await killedWhen(alone, args, () => false);
  const expected = heldOf(alone);
  expect(expected).toMatchObject({ rest: { questions: QUESTIONS }, imports: [[true, QUESTIONS]] });

  const moments = (dir: string): [string, (ms: number) => boolean][] => {
    const pools = () => namesIn(join(dir, 'pools'));
    const read = (end: string) =>
      namesIn(join(dir, 'pools/shards')).filter((name) => name.endsWith(end)).length;
    return [
      ['the first shard is being read', () => read('.part') > 0],
      ['some shards were read', () => read('.bin') >= 3],
      ['the index is being written', () => pools().some((name) => name.endsWith('.part'))],
      ['the index is there', () => pools().some((name) => /^pool-[0-9a-f]+$/.test(name))],
      ...[0.3, 0.5, 0.7, 0.9, 0.97].map((share): [string, (ms: number) => boolean] => [
        `${share} of its time is over`,
        (ms) => ms > whole * share,
      ]),
    ];
  };
  for (const name of moments('').map(([one]) => one)) {
    const dir = temporaryFolder();
    const isTime = moments(dir).find(([one]) => one === name)![1];
    const { isKilled } = await killedWhen(dir, args, isTime);
    if (!name.includes('time')) expect([name, isKilled]).toEqual([name, true]);
    const { code, err } = await winnow(dir, args);
    expect([name, code, err]).toEqual([name, 0, expect.not.stringContaining('winnow:')]);
    expect([name, heldOf(dir)]).toEqual([name, expected]);
  }
});

test('a run over shards that is killed while its decisions are written, and repeated, is stored once and whole', async () => {
  const shards = temporaryFolder();
  writeShards(shards, shardRecords(plainPool(QUESTIONS)), 2500, 500);
  const dir = temporaryFolder();
  expect((await winnow(dir, ['import', '--shards', shards])).code).toBe(0);
  const args = ['--json', 'run', '--pool', 'latest', '--recipe', 'random', '--n', '50'];
  const expected = JSON.parse((await winnow(dir, args)).out) as { selectionSha256: string; runId: string };
  const linesOf = async (run: string) =>
    (await winnow(dir, ['decisions', '--run', run])).out.trim().split('\n').sort();
  const decisions = await linesOf(expected.runId);
  expect(decisions.length).toBe(QUESTIONS);
  const beside = join(shards, '.winnow', readdirSync(join(shards, '.winnow'))[0]!);
  const known = new Set(readdirSync(beside));
  const isNew = (isOurs: (name: string) => boolean) => (): boolean =>
    existsSync(beside) && readdirSync(beside).some((name) => !known.has(name) && isOurs(name));
  for (const [moment, isTime] of [
    ['the first file is begun', isNew((name) => name.endsWith('.part'))],
    [
      'some files are there',
      isNew((name) => readdirSync(join(beside, name), { recursive: true }).length > 3),
    ],
    ['all files are there', isNew((name) => !name.endsWith('.part'))],
  ] as const) {
    rmSync(join(dir, 'cache'), { recursive: true, force: true });
    const before = temporaryWorkspace(dir).runs.page(50).length;
    const { isKilled } = await killedWhen(dir, args, isTime);
    expect([moment, isKilled]).toEqual([moment, true]);
    const stored = temporaryWorkspace(dir).runs.page(50);
    const again = JSON.parse((await winnow(dir, args)).out) as typeof expected;
    expect([moment, again.selectionSha256]).toEqual([moment, expected.selectionSha256]);
    expect([moment, stored.length === before || stored.length === before + 1]).toEqual([moment, true]);
    expect(await linesOf(again.runId)).toEqual(decisions);
    const { code, out } = await winnow(dir, ['ledger', 'verify', '--shards']);
    expect([moment, code, out]).toEqual([moment, 0, expect.any(String)]);
    for (const name of readdirSync(beside)) known.add(name);
  }
});
