import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, it } from 'vitest';
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

const ROUNDS = ['look', 'equal', 'count', 'holders', 'pairs', 'judge', 'cluster', 'signals'];

/** Kills a run as soon as a job of a round is done. @returns what was done by then */
async function killedIn(dir: string, root: string, round: string): Promise<Map<string, number>> {
  const file = join(dir, `${round}.pid`);
  const killed = winnow(dir, IN_SHARDS, {}, ['sh', '-c', 'echo $$ > "$0"; exec "$@"', file]);
  const isThere = () => [...doneIn(root).keys()].some((job) => job.startsWith(`${round} `));
  while (!isThere()) await setTimeout(3);
  process.kill(Number(readFileSync(file, 'utf8')), 'SIGKILL');
  expect((await killed).code).toBe(null);
  await setTimeout(500); // a job that was under way may end still
  return doneIn(root);
}

it('does again nothing that was done and selects the same, whichever round a run in shards was killed in', async () => {
  const workspace = temporaryWorkspace();
  const { dir } = workspace;
  await fillWithSample(workspace, 1000);
  const expected = selectionOf(await winnow(dir, RUN));
  const root = join(dir, 'shards');
  const afresh = () => {
    for (const left of [root, join(dir, 'cache')]) rmSync(left, { recursive: true, force: true });
  };
  const ends: unknown[] = [];
  for (const round of ROUNDS) {
    afresh();
    const before = await killedIn(dir, root, round);
    const selection = selectionOf(await winnow(dir, IN_SHARDS));
    const after = doneIn(root);
    const rounds = new Set([...after.keys()].map((job) => job.split(' ')[0]));
    ends.push([round, selection, rounds.size, [...before].filter(([job, ino]) => after.get(job) !== ino)]);
  }
  expect(ends).toEqual(ROUNDS.map((round) => [round, expected, ROUNDS.length, []]));
  for (const file of readdirSync(join(dir, 'cache'))) // what was seen is at hand in part
    if (file < '8') rmSync(join(dir, 'cache', file));
  const before = doneIn(root);
  expect(selectionOf(await winnow(dir, IN_SHARDS))).toBe(expected);
  expect(doneIn(root)).toEqual(before);
}, 900_000);
