import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Ended, winnow } from '../helpers/cli.ts';
import { fillWithSample } from '../helpers/shards.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const RUN = ['--json', 'run', '--n', '100', '--seed', '7'];
const IN_SHARDS = [
  ...RUN,
  ...['--engine', 'processes', '--shard-records', '300', '--shard-jobs', '2', '--keep-shards'],
];

const selectionOf = ({ code, out }: Ended): unknown =>
  code === 0 ? (JSON.parse(out) as { selectionSha256: string }).selectionSha256 : out;

/** Which jobs of a folder of runs are done, with what tells that none was done anew. */
function doneIn(root: string): Map<string, number> {
  const done = new Map<string, number>();
  const names = (dir: string) => (existsSync(dir) ? readdirSync(dir) : []);
  for (const run of names(root))
    for (const round of names(join(root, run)).filter((name) => existsSync(join(root, run, name, 'out'))))
      for (const job of names(join(root, run, round, 'out'))) {
        const file = join(root, run, round, 'out', job, 'done.json');
        const stat = job.includes('.') ? undefined : statSync(file, { throwIfNoEntry: false });
        if (stat !== undefined) done.set(`${round} ${job}`, stat.ino);
      }
  return done;
}

describe('a run in shards that was killed', () => {
  let dir = '';
  let expected: unknown;
  beforeAll(async () => {
    const workspace = temporaryWorkspace();
    dir = workspace.dir;
    await fillWithSample(workspace, 2000);
    workspace.close();
    expected = selectionOf(await winnow(dir, RUN));
  }, 120_000);

  it.each([['look'], ['equal'], ['count'], ['holders'], ['pairs'], ['judge'], ['cluster'], ['signals']])(
    'in the round %s does again nothing that was done, and selects the same',
    async (round) => {
      const root = join(dir, 'shards');
      for (const left of [root, join(dir, 'cache')]) rmSync(left, { recursive: true, force: true });
      const file = join(dir, `${round}.pid`);
      const killed = winnow(dir, IN_SHARDS, {}, ['sh', '-c', 'echo $$ > "$0"; exec "$@"', file]);
      const isThere = () => [...doneIn(root).keys()].some((job) => job.startsWith(`${round} `));
      while (!isThere()) await setTimeout(3);
      process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
      expect((await killed).code).toBe(null);
      await setTimeout(300); // a job that was under way may end still
      const before = doneIn(root);
      const again = await winnow(dir, IN_SHARDS);
      expect(selectionOf(again)).toBe(expected);
      const after = doneIn(root);
      expect([...before].filter(([job, inode]) => after.get(job) !== inode)).toEqual([]);
    },
    120_000,
  );

  it('before it was stored, with all that was seen in the cache, does nothing again', async () => {
    const root = join(dir, 'shards');
    for (const left of [root, join(dir, 'cache')]) rmSync(left, { recursive: true, force: true });
    await winnow(dir, IN_SHARDS);
    for (const groups of readdirSync(join(dir, 'cache')).slice(0, 3)) rmSync(join(dir, 'cache', groups));
    const before = doneIn(root);
    expect(selectionOf(await winnow(dir, IN_SHARDS))).toBe(expected);
    expect(doneIn(root)).toEqual(before);
  });
});
