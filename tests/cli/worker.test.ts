import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { type Keys, NO_KEYS } from '../../server/ask/keys.ts';
import { register, type WorkerContext } from '../../server/cli/worker.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import { FAKE_KEY } from '../ask/collecting.ts';
import { realSleep } from '../ask/scripted.ts';
import { closedPort } from '../helpers/closed-port.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { serveCollecting } from '../http/collecting-server.ts';
import { startServer } from '../http/server.ts';
import { typed } from './in-process.ts';

interface World {
  keys?: Partial<Keys>;
  signal?: AbortSignal;
  token?: string;
}

/** `winnow worker` in this process, with a spool of its own. */
const worker = (server: string, argv: readonly string[] = [], { keys, signal, token }: World = {}) => {
  const some: Partial<WorkerContext> = {
    keys: () => ({ ...NO_KEYS, ...keys }),
    waiting: { sleep: realSleep, random: Math.random },
    workerToken: () => token,
    now: () => new Date(),
    ...(signal && { signal }),
  };
  const words = ['worker', '--server', server, '--spool', temporaryFolder(), ...argv];
  return typed(temporaryWorkspace(), register, words, undefined, some);
};

test('what is wrong with a worker is said in one line: address, token, keys, and what answers there', async () => {
  const keys = { openai: null, openaiBaseUrl: 'http://127.0.0.1:9/v1' };
  const gone = await closedPort();
  await expect(worker(gone, [], { keys })).rejects.toMatchObject({
    code: 'failed',
    message: expect.stringMatching(
      /^Nobody answers at http:\/\/127\.0\.0\.1:\d+ \(fetch failed \(ECONNREFUSED\)\): check --server/,
    ),
  });
  await expect(worker('ftp://somewhere', [], { keys })).rejects.toMatchObject({ code: 'bad-usage' });
  await expect(worker(gone)).rejects.toMatchObject({
    code: 'bad-usage',
    message: expect.stringMatching(
      /^A worker calls with keys of its own, and there is none: set GEMINI_API_KEY/,
    ),
  });
  const other = createServer((_request, response) => void response.end('<h1>hello</h1>'));
  await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
  onTestFinished(() => void other.close());
  const strange = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  await expect(worker(strange, [], { keys })).rejects.toMatchObject({
    code: 'bad-usage',
    message: expect.stringMatching(/ is no Winnow that has workers: check --server/),
  });
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'ann', 'owner');
  const served = await startServer(workspace, undefined, { signIn: true });
  await expect(worker(served.url, [], { keys })).rejects.toMatchObject({ code: 'not-signed-in' });
  await expect(worker(served.url, ['--token', 'token-1.2.3'], { keys })).rejects.toMatchObject({
    code: 'not-signed-in',
    message: 'This token is unknown, revoked or expired; make another one.',
  });
  for (const bad of [
    ['--concurrency', '0'],
    ['--concurrency', '20000'],
    ['--grace', 'x'],
    ['--name', ''],
  ])
    await expect(worker(served.url, bad, { keys })).rejects.toMatchObject({ code: 'bad-usage' });
});

test('with --once it makes what is left, ends, and says what it did; the key is nowhere', async () => {
  const served = await serveCollecting({ questions: 8, key: null });
  await served.post('/collections', { teacher: 'gemini', byWorkers: true });
  const keys = { gemini: FAKE_KEY, geminiBaseUrl: served.fake.url };
  const { out, err } = await worker(served.url, ['--json', '--once', '--name', 'w 1'], { keys });
  expect(JSON.parse(out)).toEqual({
    ...{ worker: 'w-1', server: served.url, leases: 4, handedOver: 4, returned: 0, spooled: 0, left: 0 },
    seconds: expect.any(Number),
  });
  expect(err).toMatch(
    new RegExp(`^w-1 takes calls of ${served.url} \\(Winnow 1\\.2\\.3\\) for ${served.fake.url}\\.`),
  );
  expect(`${out}${err}`).not.toContain(FAKE_KEY);
});

test('stopped, it takes nothing more, hands over what it has, and ends; before the end of all with --once, resumable', async () => {
  const served = await serveCollecting({ questions: 8, plan: { latencyMs: 400 } });
  const { body } = await served.post('/collections', { teacher: 'gemini', byWorkers: true });
  const { jobId } = body as JobItem;
  const keys = { gemini: FAKE_KEY, geminiBaseUrl: served.fake.url };
  const stop = new AbortController();
  const working = worker(served.url, ['--json', '--once', '--concurrency', '1'], {
    keys,
    signal: stop.signal,
  });
  const done = async () => ((await served.api(`/jobs/${jobId}`)).body as JobItem).done;
  await expect.poll(done).toBeGreaterThan(0);
  stop.abort();
  await expect(working).rejects.toMatchObject({
    code: 'stopped',
    details: { returned: 0, spooled: 0, left: 1, handedOver: expect.any(Number) },
  });
  await expect.poll(done).toBe(served.fake.ledger.billed().length);
  const plain = new AbortController();
  plain.abort();
  const { out } = await worker(served.url, [], { keys, signal: plain.signal });
  expect(out).toMatch(/ made 0 calls and handed over 0 replies\.\n$/);
});
