import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { CollectPlan } from '../../shared/schemas/collect-plan.ts';
import type { CollectionDetail } from '../../shared/schemas/collection.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import type { Workers } from '../../shared/schemas/worker.ts';
import { compareBooks, FAKE_KEY } from '../ask/collecting.ts';
import { storeRankedRun, worked } from '../ask/ranked-run.ts';
import { MAIN, winnow } from '../helpers/cli.ts';
import type { FakePlan } from '../helpers/fake-models/plan.ts';
import { spawnFakeModels } from '../helpers/fake-models/spawned.ts';
import { NO_RAY, startRay } from '../helpers/ray.ts';
import { NO_SLURM, startSlurm } from '../helpers/slurm.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';

/** A workspace with a run that selected so many questions. */
function ranked(questions: number): string {
  const workspace = temporaryWorkspace();
  const asked = Array.from({ length: questions }, (_, i) =>
    worked(`q${i}`, { question: `What is ${i} + ${3 * i}?`, answer: String(4 * i) }),
  );
  storeRankedRun(workspace, asked, questions);
  return workspace.dir;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

/** A process that is gone when the test is over. */
function started(args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', process.env.WINNOW_TEST_SAYS === undefined ? 'ignore' : 'inherit'],
  });
  onTestFinished(() => end(child));
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** A server over a workspace, a provider beside it, and what is asked of the server. */
async function serving(dir: string, plan: Omit<FakePlan, 'reply'>) {
  const fake = await spawnFakeModels(plan);
  onTestFinished(() => fake.close());
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const keys = { GEMINI_API_KEY: FAKE_KEY, GOOGLE_GEMINI_BASE_URL: fake.url };
  const serve = async (): Promise<ChildProcess> => {
    const args = ['serve', '--port', String(port), '--worker-silence', '3'];
    const child = started(args, { WINNOW_WORKSPACE: dir, GOOGLE_GEMINI_BASE_URL: fake.url });
    for (let left = 400; left > 0; left--) {
      const answers = await fetch(`${url}/api/v1/health`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (answers) return child;
      await setTimeout(50);
    }
    throw new Error('the server does not answer');
  };
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/api/v1${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const said = (await response.json()) as unknown;
    if (!response.ok) throw new Error(JSON.stringify(said));
    return said;
  };
  const workerArgs = (name: string, spool: string, ...more: string[]) => [
    ...['worker', '--server', url, '--name', name, '--spool', spool, '--concurrency', '6', ...more],
  ];
  return {
    fake,
    url,
    keys,
    serve,
    ask,
    workerArgs,
    worker: (name: string, spool: string, ...more: string[]) =>
      started(workerArgs(name, spool, ...more), keys),
    start: async (order: object = {}): Promise<string> =>
      ((await ask('/collections', { teacher: 'gemini', byWorkers: true, ...order })) as JobItem).jobId,
    billed: async () => (await fake.ledger()).billed.length,
    job: async (id: string) => (await ask(`/jobs/${id}`)) as JobItem,
    collection: async (id: string) => (await ask(`/collections/${id}`)) as CollectionDetail,
  };
}

type Serving = Awaited<ReturnType<typeof serving>>;

async function until(is: () => Promise<boolean>, what: string, seconds = 240): Promise<void> {
  for (let left = seconds * 10; left > 0; left--) {
    if (await is().catch(() => false)) return;
    await setTimeout(100);
  }
  throw new Error(`${what}: not within ${seconds} s`);
}

const untilDone = (served: Serving, id: string) =>
  until(async () => (await served.job(id)).state === 'done', 'the collection is done');

it('a worker and the server killed half way cost at most the calls of that worker, and the quota is never passed', async () => {
  const [N, RPM] = [90, 60];
  const dir = ranked(N);
  const served = await serving(dir, {
    latencyMs: 250,
    quotas: [{ requestsPerMinute: RPM, window: 'sliding' }],
  });
  let server = await served.serve();
  const id = await served.start({ rpm: RPM, budgetUsd: 5 });
  const [shared, own] = [temporaryFolder(), temporaryFolder()];
  const a = served.worker('a', shared);
  served.worker('b', shared);
  served.worker('c', own);
  await until(async () => (await served.billed()) >= 12, '12 replies');
  await end(a);
  await until(async () => (await served.billed()) >= 30, '30 replies');
  await end(server);
  await setTimeout(1000);
  server = await served.serve();
  expect(await served.job(id)).toMatchObject({ state: 'waiting', isResumable: true });
  await served.ask(`/jobs/${id}/resume`, {});
  const again = served.worker('a', shared, '--once');
  await untilDone(served, id);
  expect(await once(again, 'exit')).toEqual([0, null]);
  const collection = await served.collection(id);
  expect(collection).toMatchObject({ asked: N, answered: N, failed: {}, pending: 0 });
  const { entries, billed } = await served.fake.ledger();
  compareBooks(dir, collection, entries);
  expect(entries.filter(({ status }) => status === 429)).toEqual([]);
  expect(billed.length).toBeGreaterThanOrEqual(N);
  expect(billed.length).toBeLessThanOrEqual(N + 6); // what the killed worker had under way
  const { workers } = (await served.ask('/workers')) as Workers;
  expect(workers.filter(({ replies }) => replies > 0).length).toBeGreaterThanOrEqual(2);
  await end(server, 'SIGTERM');
  const verified = await winnow(dir, ['ledger', 'verify', '--json']);
  expect([verified.code, verified.err]).toEqual([0, '']);
  for (const name of ['winnow.db', 'winnow.db-wal'])
    expect(fileOf(join(dir, name)).includes(FAKE_KEY)).toBe(false);
});

it('the server killed with every call out goes on under a ceiling that just holds them, and a worker with a bad key holds nobody up', async () => {
  const N = 100;
  const dir = ranked(N);
  const served = await serving(dir, { latencyMs: 1500, keys: { [FAKE_KEY]: {} } });
  let server = await served.serve();
  const { callUsd } = (await served.ask('/collections/plan', {
    ...{ teacher: 'gemini', byWorkers: true },
  })) as CollectPlan;
  const budgetUsd = 12.5 * (callUsd ?? 0); // what two workers hold at once, and no call more
  const id = await served.start({ budgetUsd, concurrency: 12 });
  const bad = started(served.workerArgs('bad', temporaryFolder()), {
    ...served.keys,
    GEMINI_API_KEY: 'AIza-unknown',
  });
  const leases = async () =>
    ((await served.ask('/workers')) as Workers).workers.reduce((sum, one) => sum + one.leases, 0);
  await until(async () => (await leases()) > 0, 'the bad worker has calls');
  const folder = temporaryFolder();
  const good = ['a', 'b'].map((name) => served.worker(name, folder, '--once'));
  if (bad.exitCode === null) await once(bad, 'exit');
  expect(bad.exitCode).toBe(1);
  for (let kills = 0; kills < 2; kills++) {
    await until(async () => (await leases()) >= 8, 'every call that may leave at first is out', 60);
    await end(server);
    server = await served.serve();
    await served.ask(`/jobs/${id}/resume`, {});
  }
  await until(async () => (await served.job(id)).state !== 'running', 'the collection ends');
  expect(await served.job(id)).toMatchObject({ state: 'done' });
  for (const worker of good) if (worker.exitCode === null) await once(worker, 'exit');
  const collection = await served.collection(id);
  expect(collection).toMatchObject({ asked: N, answered: N, failed: {}, pending: 0, unsettledUsd: 0 });
  expect(await served.billed()).toBe(N); // nobody was paid twice
  compareBooks(dir, collection, (await served.fake.ledger()).entries);
});

const fileOf = (path: string): Buffer => {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
};

/** A script that starts a worker as a job would. */
function script(served: Serving, dir: string, name: string): string {
  const path = join(dir, 'worker.sh');
  const env = Object.entries(served.keys).map(([key, value]) => `export ${key}='${value}'`);
  const words = served.workerArgs('NAME', join(dir, 'spool'), '--once').map((word) => `'${word}'`);
  const command = `exec '${process.execPath}' '${MAIN}' ${words.join(' ').replace("'NAME'", `"${name}"`)}`;
  writeFileSync(path, ['#!/bin/bash', ...env, command, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(NO_SLURM !== null)(
  `workers as an array of Slurm (skipped where ${NO_SLURM ?? 'Slurm is missing'})`,
  () => {
    it('bring a collection to its end, also where a node is lost half way', async () => {
      const dir = ranked(80);
      const served = await serving(dir, { latencyMs: 1000 });
      await served.serve();
      const id = await served.start({ concurrency: 12 });
      const cluster = await startSlurm({ nodes: 2, cpus: 1 });
      onTestFinished(() => cluster.stop());
      const folder = temporaryFolder();
      chmodSync(folder, 0o755);
      const job = script(served, folder, 'array-$SLURM_ARRAY_TASK_ID');
      cluster.ask('sbatch', '--array=0-1', `--output=${folder}/%a.log`, '--no-requeue', job);
      const names = async () =>
        ((await served.ask('/workers')) as Workers).workers.map(({ name }) => name).sort();
      await until(async () => (await names()).length === 2, 'both tasks are there');
      expect(await names()).toEqual(['array-0', 'array-1']);
      const before = await served.billed();
      await until(async () => (await served.billed()) >= before + 8, '8 replies more');
      cluster.kill(1);
      await untilDone(served, id);
      const collection = await served.collection(id);
      expect(collection).toMatchObject({ asked: 80, answered: 80, failed: {} });
      compareBooks(dir, collection, (await served.fake.ledger()).entries);
      const jobs = () => cluster.ask('squeue', '--noheader', '--format=%T', '--states=RUNNING').trim();
      await until(async () => !jobs().includes('RUNNING\nRUNNING'), 'the task on the other node ends', 60);
    });
  },
);

const ON_RAY = `
import subprocess, sys, ray
ray.init(address=sys.argv[1], logging_level="critical", log_to_driver=False)

@ray.remote(num_cpus=1, max_retries=-1)
def worker(script):
    return subprocess.run([script]).returncode

print(ray.get([worker.remote(sys.argv[2]) for _ in range(2)]))
`;

describe.skipIf(NO_RAY !== null)(
  `workers as tasks of Ray (skipped where ${NO_RAY ?? 'Ray is missing'})`,
  () => {
    it('bring a collection to its end', async () => {
      const dir = ranked(40);
      const served = await serving(dir, { latencyMs: 300 });
      await served.serve();
      const id = await served.start();
      const cluster = await startRay(2);
      onTestFinished(() => cluster.stop());
      const job = script(served, temporaryFolder(), 'ray-$$');
      const driver = spawn(cluster.python, ['-c', ON_RAY, cluster.address, job], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let out = '';
      driver.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
      await untilDone(served, id);
      await once(driver, 'close');
      expect(out.trim()).toBe('[0, 0]');
      const collection = await served.collection(id);
      expect(collection).toMatchObject({ asked: 40, answered: 40, failed: {} });
      expect(await served.billed()).toBe(40);
    });
  },
);
