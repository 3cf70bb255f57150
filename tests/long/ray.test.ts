import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { type Ended, winnow } from '../helpers/cli.ts';
import { addQuestions } from '../helpers/questions.ts';
import { NO_RAY, type RayCluster, startRay } from '../helpers/ray.ts';
import { plainPool } from '../helpers/shards.ts';
import { spoiledAndAgain } from '../helpers/spoiled.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';

const RUN = ['--json', 'run', '--n', '100', '--seed', '7'];

function filled(): string {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, plainPool(3000));
  return workspace.dir;
}

const onRay = ({ python, address }: RayCluster, ...more: string[]): string[] => [
  ...RUN,
  ...['--engine', 'ray', '--ray-python', python, '--ray-address', address],
  ...['--shard-records', '300', '--shard-memory', '512', ...more],
];

const selectionOf = ({ code, out, err }: Ended): unknown => {
  expect([code, err]).toEqual([0, expect.not.stringContaining('winnow:')]);
  return (JSON.parse(out) as { selectionSha256: string }).selectionSha256;
};

describe.skipIf(NO_RAY !== null)(`a run on Ray (skipped where ${NO_RAY ?? 'Ray is missing'})`, () => {
  it('selects the same on two nodes, and where one of them is lost half way', async () => {
    const expected = selectionOf(await winnow(filled(), RUN));
    const cluster = await startRay(2);
    try {
      expect(selectionOf(await winnow(filled(), onRay(cluster)))).toBe(expected);
      const dir = filled();
      const running = winnow(dir, onRay(cluster));
      const done = () => {
        const [run] = existsSync(join(dir, 'shards')) ? readdirSync(join(dir, 'shards')) : [];
        const out = join(dir, 'shards', run ?? '', 'look/out');
        return run !== undefined && existsSync(out)
          ? readdirSync(out).filter((name) => !name.endsWith('.part'))
          : [];
      };
      while (done().length < 2) await setTimeout(20);
      expect(done().length).toBeLessThan(10);
      cluster.kill(2);
      expect(selectionOf(await running)).toBe(expected);
    } finally {
      cluster.stop();
    }
  });

  it('selects the same where shards were spoiled, which are done again', async () => {
    const expected = selectionOf(await winnow(filled(), RUN));
    const cluster = await startRay(1);
    try {
      const { runs, isWhole } = await spoiledAndAgain(
        filled(),
        onRay(cluster, '--shard-records', '1000'),
        {},
      );
      expect([...runs.map(selectionOf), isWhole]).toEqual([expected, expected, true]);
    } finally {
      cluster.stop();
    }
  });

  it('says in one line that a shard fails, or that there is no cluster', async () => {
    const cluster = await startRay(1);
    try {
      const failed = await winnow(filled(), onRay(cluster, '--shard-memory', '2'));
      expect([failed.code, failed.out]).toEqual([
        1,
        expect.stringMatching(/Shard \d+ of look failed 3 times on ray: exit code -?\d+ on .*out of memory/),
      ]);
    } finally {
      cluster.stop();
    }
    const gone = await winnow(filled(), onRay(cluster));
    expect([gone.code, gone.out]).toEqual([
      1,
      expect.stringContaining('Ray took no jobs, or was lost with them:'),
    ]);
  });
});
