import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { unsent } from '../../server/ask/worker/carry.ts';
import { openSpool } from '../../server/ask/worker/spool.ts';
import { issueSecret } from '../../server/db/accounts/secrets.ts';
import { userNamed } from '../../server/db/accounts/users.ts';
import { openWorkspace, type Workspace } from '../../server/db/workspace.ts';
import { ROUTES } from '../../shared/api.ts';
import type { Route } from '../../shared/route.ts';
import type { CollectPlan } from '../../shared/schemas/collect-plan.ts';
import type { CollectionDetail } from '../../shared/schemas/collection.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import type { WorkerReply, Workers } from '../../shared/schemas/worker.ts';
import { FAKE_KEY } from '../ask/collecting.ts';
import { workerByHand } from '../ask/workers/by-hand.ts';
import { startWorker } from '../ask/workers/working.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryFolder, temporaryWorkspace } from '../helpers/workspace.ts';
import { serveCollecting } from './collecting-server.ts';
import { startServer } from './server.ts';

type Served = Awaited<ReturnType<typeof serveCollecting>>;

const ORDER = { teacher: 'gemini', byWorkers: true };
const jobOf = async ({ api }: Pick<Served, 'api'>, id: string) => (await api(`/jobs/${id}`)).body as JobItem;
const until = (served: Pick<Served, 'api'>, id: string, state: JobItem['state']) =>
  expect.poll(async () => (await jobOf(served, id)).state).toBe(state);
const collectionOf = async ({ api }: Pick<Served, 'api'>, id: string) =>
  (await api(`/collections/${id}`)).body as CollectionDetail;
const start = async (served: Served, order: object = {}): Promise<string> => {
  const { status, body } = await served.post('/collections', { ...ORDER, ...order });
  expect({ status, body }).toMatchObject({ status: 202 });
  return (body as JobItem).jobId;
};
/** What the provider bills, by its own book. */
const billed = ({ fake }: Pick<Served, 'fake'>) => fake.ledger.totals();
/** The same by the workspace. */
const paid = async (served: Pick<Served, 'api'>, id: string) => {
  const { tokens, spentUsd, unsettledUsd } = await collectionOf(served, id);
  return { tokens, spentUsd, unsettledUsd };
};
const tracesOf = ({ workspace }: Pick<Served, 'workspace'>) =>
  workspace.db
    .prepare(
      'SELECT question, kind, outcome, thinking, answer, tokens, verdict FROM traces ORDER BY question',
    )
    .all();

test('three workers bring the traces that the server would have brought by itself, each asked once', async () => {
  const alone = await serveCollecting({ questions: 16 });
  const by = (await alone.post('/collections', { teacher: 'gemini' })).body as JobItem;
  await until(alone, by.jobId, 'done');
  const served = await serveCollecting({ questions: 16, key: null });
  const id = await start(served);
  expect(id).toBe(by.jobId);
  const workers = ['a', 'b', 'c'].map((name) =>
    startWorker(served.url, served.fake.url, { name, once: true }),
  );
  await until(served, id, 'done');
  const reports = await Promise.all(workers.map(({ done }) => done));
  expect(reports.reduce((sum, { handedOver }) => sum + handedOver, 0)).toBe(8);
  expect(reports.map(({ spooled, left }) => [spooled, left])).toEqual([0, 1, 2].map(() => [0, 0]));
  expect(billed(served)).toEqual(billed(alone));
  expect(tracesOf(served)).toEqual(tracesOf(alone));
  expect(await paid(served, id)).toEqual(await paid(alone, id));
  expect(
    served.workspace.db.prepare("SELECT count(*) AS n FROM worker_leases WHERE state <> 'done'").get(),
  ).toEqual({ n: 0 });
  expect(JSON.stringify(served.workspace.db.prepare('SELECT * FROM worker_leases').all())).not.toContain(
    FAKE_KEY,
  );
});

test('without a worker a collection waits, says so, and uses nothing of its quota', async () => {
  const served = await serveCollecting({ questions: 12 });
  const id = await start(served, { rpm: 3 });
  const waiting = { connected: 0, leased: 0, waiting: 6 };
  await expect.poll(async () => (await jobOf(served, id)).progress?.workers).toEqual(waiting);
  const elsewhere = startWorker(served.url, 'http://127.0.0.1:9', { name: 'elsewhere' });
  await expect.poll(async () => ((await served.api('/workers')).body as Workers).workers.length).toBe(1);
  expect((await served.api('/workers')).body).toMatchObject({
    workers: [{ name: 'elsewhere', user: 'local', leases: 0, replies: 0, state: 'connected', trouble: null }],
    waiting: [{ address: served.fake.url, calls: 6, isServed: false }],
  });
  expect((await served.post(`/jobs/${id}/pause`)).status).toBe(200);
  await until(served, id, 'paused');
  await elsewhere.end();
  expect(await paid(served, id)).toMatchObject({ spentUsd: 0, unsettledUsd: 0 });
  expect((await collectionOf(served, id)).tries).toEqual({ 'not-sent': 6 });
  const meters = served.workspace.db.prepare('SELECT state FROM meters').all() as { state: string }[];
  expect(meters.map(({ state }) => JSON.parse(state) as unknown)).toMatchObject([{ uses: [] }]);
});

test('calls of a worker that fell silent are asked again; its late reply costs exactly what it cost, and makes no trace', async () => {
  const served = await serveCollecting({ questions: 4, workerSilenceMs: 300 });
  const dead = workerByHand(served.post, served.fake.url);
  const id = await start(served);
  const leases = await dead.lease(2);
  expect(leases).toHaveLength(2);
  const replies = await Promise.all(leases.map(dead.call)); // paid for, and then nothing is heard of it
  startWorker(served.url, served.fake.url, { once: true });
  await until(served, id, 'done');
  const before = await paid(served, id);
  expect(before.unsettledUsd).toBeGreaterThan(0);
  expect(tracesOf(served)).toHaveLength(2);
  for (const [i, reply] of replies.entries()) {
    const { body } = await dead.handOver(leases[i]?.leaseId ?? '', reply);
    expect(body).toEqual({ state: 'extra' });
  }
  await expect.poll(async () => (await paid(served, id)).unsettledUsd).toBe(0);
  const { tokens } = await paid(served, id);
  const { prompt, thoughts, answer } = billed(served);
  expect(tokens).toEqual({ prompt, thoughts, answer });
  expect(tracesOf(served)).toHaveLength(2);
  expect(billed(served).calls).toBe(4);
});

test('a reply that comes late, and before another call has left, is the answer: nothing is paid twice', async () => {
  const served = await serveCollecting({ questions: 4, workerSilenceMs: 250 });
  const slow = workerByHand(served.post, served.fake.url);
  const id = await start(served);
  const leases = await slow.lease(2);
  const replies = await Promise.all(leases.map(slow.call));
  await expect.poll(async () => (await jobOf(served, id)).progress?.workers?.waiting).toBe(2); // lost, and offered anew
  const states = [];
  for (const [i, reply] of replies.entries()) {
    const lease = leases[i]?.leaseId ?? '';
    states.push((await slow.handOver(lease, reply)).body, (await slow.handOver(lease, reply)).body);
  }
  expect(states).toEqual([{ state: 'taken' }, { state: 'known' }, { state: 'taken' }, { state: 'known' }]);
  await until(served, id, 'done');
  const { tokens, unsettledUsd } = await paid(served, id);
  expect({ calls: billed(served).calls, ...tokens, unsettledUsd }).toEqual({
    ...billed(served),
    calls: 2,
    unsettledUsd: 0,
  });
});

/** The workspace as a kill at this moment would leave it. */
async function crashImage(workspace: Workspace): Promise<Workspace> {
  const dir = temporaryFolder();
  await workspace.db.backup(join(dir, 'winnow.db'));
  const copy = openWorkspace(dir, {
    now: () => new Date('2026-11-24T00:01:00.000Z'),
    randomHex: (bytes) => randomBytes(bytes).toString('hex'),
    pid: 2,
  });
  onTestFinished(() => copy.close());
  return copy;
}

test('a server that was killed and started again goes on with the leases that are out and the replies that came', async () => {
  const first = await serveCollecting({ questions: 8 });
  const worker = workerByHand(first.post, first.fake.url);
  const id = await start(first);
  const leases = await worker.lease(3);
  const [early, late] = leases;
  const replies = await Promise.all(leases.slice(0, 2).map(worker.call));
  // The image of a server that has stored a reply and made nothing of it yet.
  const { workspace } = first;
  const copy = await crashImage(workspace);
  const { reply, body } = {
    reply: JSON.stringify({ ...replies[0], body: undefined }),
    body: replies[0]?.body ?? '',
  };
  copy.write('test', () =>
    copy.workerLeases.replied(early?.leaseId ?? '', '2026-11-24T00:00:30.000Z', {
      reply,
      body: Buffer.from(body, 'base64'),
    }),
  );
  const second = await serveCollecting({ workspace: copy, fake: first.fake, workerSilenceMs: 600 });
  expect(await jobOf(second, id)).toMatchObject({ state: 'waiting', isResumable: true });
  const again = workerByHand(second.post, second.fake.url);
  expect((await second.post(`/jobs/${id}/resume`)).status).toBe(202);
  expect(await again.lease(8, [late?.leaseId ?? ''])).toHaveLength(1); // the fourth, which nobody had
  await again.beat([late?.leaseId ?? '']);
  expect((await again.handOver(late?.leaseId ?? '', replies[1])).body).toEqual({ state: 'taken' });
  startWorker(second.url, second.fake.url, { once: true });
  await until(second, id, 'done'); // the third and the fourth have been silent for long enough
  expect(tracesOf(second)).toHaveLength(4);
  const asked = second.fake.ledger.billed().map(({ prompt }) => prompt);
  expect(new Set(asked).size).toBe(asked.length); // nobody was paid twice
  // Two went on as other calls; the third and the fourth were lost twice; what was never handed out was not sent.
  expect((await collectionOf(second, id)).tries).toEqual({
    answered: 4,
    lost: 3,
    'not-sent': 1,
    transient: 2,
  });
  for (const { leaseId } of leases) await worker.handOver(leaseId, unsent('the first server may end'));
});

test.each([4, 2])(
  'a server that was killed goes on under the same tight ceiling: of four calls %i are still with a worker, and are not set aside twice; the others never got there, and cost nothing',
  async (still) => {
    const first = await serveCollecting({ questions: 8 });
    const { callUsd } = (await first.post('/collections/plan', ORDER)).body as CollectPlan;
    const budgetUsd = 4.2 * (callUsd ?? 0); // all four at once, and nothing beside them
    const worker = workerByHand(first.post, first.fake.url);
    const id = await start(first, { budgetUsd });
    const leases = await worker.lease(4);
    expect(leases).toHaveLength(4);
    const kept = leases.slice(0, still);
    const copy = await crashImage(first.workspace);
    const second = await serveCollecting({ workspace: copy, fake: first.fake });
    const { who } = worker;
    const said = (held: unknown[]) => second.post('/worker/heartbeat', { ...who, held });
    const held = kept.map(({ leaseId }) => leaseId);
    expect((await said(held)).status).toBe(200);
    expect((await second.post(`/jobs/${id}/resume`)).status).toBe(202);
    await said(held);
    for (const lease of kept) {
      const { body } = await second.post(`/worker/leases/${lease.leaseId}/reply`, await worker.call(lease));
      expect(body).toMatchObject({ state: expect.stringMatching(/^(taken|kept)$/) });
    }
    startWorker(second.url, second.fake.url, { once: true });
    await until(second, id, 'done');
    expect(tracesOf(second)).toHaveLength(4);
    expect(billed(second).calls).toBe(4);
    expect(await paid(second, id)).toMatchObject({ unsettledUsd: 0 });
    for (const { leaseId } of leases) await worker.handOver(leaseId, unsent('the first server may end'));
  },
);

test('what a worker had when it was killed is handed over by the next one over the same folder', async () => {
  const served = await serveCollecting({ questions: 4 });
  const id = await start(served);
  const dir = temporaryFolder();
  const killed = workerByHand(served.post, served.fake.url);
  const [one, two] = await killed.lease(2);
  const spool = openSpool(dir, 'killed');
  for (const lease of [one, two]) if (lease !== undefined) spool.put(lease.leaseId, await killed.call(lease));
  writeFileSync(join(dir, `.${one?.leaseId}.killed.part`), '{"status": 200, "hea'); // and one that was half written
  const strange = `lease-${'f'.repeat(32)}`;
  spool.put(strange, unsent('of another server'));
  const next = startWorker(served.url, served.fake.url, { dir, once: true });
  await until(served, id, 'done');
  expect(await next.done).toMatchObject({ leases: 0, handedOver: 2, spooled: 1, left: 0 });
  expect(spool.leases()).toEqual([strange]);
  expect(billed(served).calls).toBe(2);
});

test('no call leaves that may pass the ceiling, however many workers there are', async () => {
  const served = await serveCollecting({ questions: 60 });
  const { callUsd } = (await served.post('/collections/plan', ORDER)).body as CollectPlan;
  const budgetUsd = (callUsd ?? 0) + 0.005; // one call is set aside, and a few are paid
  const id = await start(served, { budgetUsd });
  const workers = ['a', 'b', 'c'].map((name) => startWorker(served.url, served.fake.url, { name }));
  await until(served, id, 'waiting');
  expect((await jobOf(served, id)).message).toMatch(/^The budget is used up: /);
  await Promise.all(workers.map(({ end }) => end()));
  const { spentUsd, unsettledUsd } = await paid(served, id);
  expect(spentUsd).toBeGreaterThan(0);
  expect(spentUsd).toBeLessThanOrEqual(budgetUsd);
  expect(unsettledUsd).toBe(0);
  const { tokens } = await paid(served, id);
  expect({ prompt: tokens.prompt, thoughts: tokens.thoughts, answer: tokens.answer }).toEqual(
    withoutCalls(billed(served)),
  );
});

const withoutCalls = ({ calls: _, ...tokens }: ReturnType<typeof billed>) => tokens;

test('what was handed out and never got there goes to somebody else, and costs nothing', async () => {
  const served = await serveCollecting({ questions: 4 });
  const id = await start(served);
  const cut = workerByHand(served.post, served.fake.url);
  expect(await cut.lease(2)).toHaveLength(2); // as far as the server knows
  const [one, two] = await cut.lease(2, []);
  expect(two).toBeDefined();
  await cut.handOver(one?.leaseId ?? '', unsent('nobody is there'));
  startWorker(served.url, served.fake.url, { once: true });
  if (two !== undefined) await cut.handOver(two.leaseId, await cut.call(two));
  await until(served, id, 'done');
  expect(billed(served).calls).toBe(2);
  expect((await collectionOf(served, id)).tries).toEqual({ answered: 2 });
});

const reply = (some: Partial<Record<keyof WorkerReply, unknown>> = {}) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from('{}').toString('base64'),
  fault: null,
  latencyMs: 5,
  ...some,
});

test('a reply of the wrong shape, too large or to a lease of somebody else is refused in one line, and changes nothing', async () => {
  const served = await serveCollecting({ questions: 2 });
  signedInAs(served.workspace, 'ann', 'owner');
  const id = await start(served);
  const worker = workerByHand(served.post, served.fake.url);
  const [lease] = await worker.lease(1);
  const leaseId = lease?.leaseId ?? '';
  const bad: [unknown, number, string][] = [
    [{}, 400, 'bad-usage'],
    [reply({ status: 99 }), 400, 'bad-usage'],
    [reply({ status: null }), 400, 'bad-usage'],
    [reply({ body: '{"not": "base64"}' }), 400, 'bad-usage'],
    [reply({ headers: { 'set-cookie': 'a\nb' } }), 400, 'bad-usage'],
    [
      reply({ headers: Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`x-${i}`, ''])) }),
      400,
      'bad-usage',
    ],
    [reply({ fault: { why: 'whim', message: '' } }), 400, 'bad-usage'],
    [reply({ more: 1 } as object), 400, 'bad-usage'],
    [reply({ body: 'A'.repeat(90_000_000) }), 413, 'too-large'],
  ];
  for (const [body, status, error] of bad) {
    const answer = await worker.handOver(leaseId, body);
    expect([answer.status, answer.body]).toMatchObject([
      status,
      { error, message: expect.stringMatching(/^[^\n]+$/) },
    ]);
  }
  expect((await worker.handOver(`lease-${'0'.repeat(32)}`, reply())).status).toBe(404);
  const { text } = issued(served.workspace, 'ann', 'worker');
  const other = workerByHand(served.post, served.fake.url, { Authorization: `Bearer ${text}` });
  expect((await other.handOver(leaseId, reply())).status).toBe(404);
  expect((await worker.handOver(leaseId, await worker.call(lease ?? raise()))).body).toEqual({
    state: 'taken',
  });
  await until(served, id, 'done');
  expect(billed(served).calls).toBe(1);
});

const raise = (): never => {
  throw new Error('no lease');
};

const issued = (workspace: Workspace, name: string, scope: 'worker' | 'read' | 'full') =>
  workspace.write('test', () =>
    issueSecret(workspace, {
      ...{ kind: 'token', user: userNamed(workspace, name).id, lastsMs: 1e9, name: 'n', scope },
    } as const),
  );

test('a token of a worker is good for the routes of workers, and for nothing else', async () => {
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'ann', 'owner');
  const served = await startServer(workspace, undefined, { signIn: true });
  const Authorization = `Bearer ${issued(served.workspace, 'ann', 'worker').text}`;
  const let_in: string[] = [];
  for (const { method, path, roles } of Object.values<Route>(ROUTES)) {
    if (roles === null) continue;
    const isWrite = method === 'post';
    const { status } = await served.api(path.replaceAll(/\{\w+\}/g, 'nothing'), {
      method: method.toUpperCase(),
      headers: { Authorization, ...(isWrite && { 'Content-Type': 'application/json' }) },
      ...(isWrite && { body: '{}' }),
    });
    if (status !== 403) let_in.push(`${method} ${path} ${status}`);
  }
  expect(let_in.sort()).toEqual([
    'post /worker/heartbeat 400',
    'post /worker/leases 400',
    'post /worker/leases/{id}/reply 400',
  ]);
  expect((await served.api('/events', { headers: { Authorization } })).status).toBe(403);
  const reader = `Bearer ${issued(served.workspace, 'ann', 'read').text}`;
  const refused = startWorker(served.url, 'http://127.0.0.1:9', { token: reader.slice(7) });
  await expect(refused.done).rejects.toMatchObject({
    code: 'forbidden',
    message: 'A token for "read" may not do that.',
  });
  const unknown = startWorker(served.url, 'http://127.0.0.1:9', { token: 'token-1.2.3' });
  await expect(unknown.done).rejects.toMatchObject({ code: 'not-signed-in' });
});

test('another protocol is refused with a line that names both', async () => {
  const served = await serveCollecting();
  const { who } = workerByHand(served.post, served.fake.url);
  const answer = await served.post('/worker/leases', {
    ...who,
    protocol: 7,
    version: '9.9.9',
    want: 1,
    held: [],
  });
  expect(answer).toMatchObject({
    status: 409,
    body: {
      message: expect.stringMatching(
        /1\.2\.3 and speaks protocol 1 .*\(9\.9\.9\) speaks 7: run the same version/,
      ),
    },
  });
});
