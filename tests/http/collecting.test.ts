import { expect, test } from 'vitest';
import { setWorkspacePolicy } from '../../server/db/policy.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import type { CollectPlan } from '../../shared/schemas/collect-plan.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import { FAKE_KEY } from '../ask/collecting.ts';
import { ASSETS } from '../helpers/run.ts';
import { collectingFrom, serveCollecting } from './collecting-server.ts';
import { startServer } from './server.ts';

type Served = Awaited<ReturnType<typeof serveCollecting>>;

const ORDER = { teacher: 'gemini' };
const planOf = async ({ post }: Served, order: object = ORDER) => {
  const { status, body } = await post('/collections/plan', order);
  expect(status).toBe(200);
  return body as CollectPlan;
};
const jobOf = async ({ api }: Pick<Served, 'api'>, id: string) => (await api(`/jobs/${id}`)).body as JobItem;
const until = (served: Pick<Served, 'api'>, id: string, state: JobItem['state']) =>
  expect.poll(async () => (await jobOf(served, id)).state).toBe(state);

test('a plan shows the price of each choice, the flags by policy and what would be refused, and asks nobody', async () => {
  const served = await serveCollecting();
  const plan = await planOf(served, { ...ORDER, samples: 2, budgetUsd: 1 });
  expect(plan).toMatchObject({
    runId: 'run-0000000001',
    service: 'gemini-api',
    model: 'gemini-3.8-flash',
    samples: 2,
    toAsk: 8,
    budgetUsd: 1,
    spentUsd: 0,
    policy: 'internal',
    refusals: [],
    warnings: [],
  });
  expect(plan.scopes.map(({ scope, questions, calls }) => [scope, questions, calls])).toEqual([
    ['selected', 4, 8],
    ['reserve', 4, 8],
    ['survivors:quality', 8, 16],
    ['survivors:difficulty', 8, 16],
    ['pool', 8, 16],
  ]);
  const [selected, , , , pool] = plan.scopes.map(({ usd }) => usd?.mean ?? 0);
  expect(pool).toBeCloseTo(2 * (selected ?? 0), 5);
  expect(plan.usd?.low).toBeLessThan(plan.usd?.mean ?? 0);
  expect(plan.flags.map(({ code }) => code)).toContain('PROVIDER_FORBIDS_COMPETING_MODEL');
  expect(plan.outlooks.map(({ policy, releasable }) => [policy, releasable])).toEqual([
    ['strict', 'with-permission'],
    ['research-only', 'with-attestation'],
    ['internal', 'with-attestation'],
  ]);
  expect(served.fake.ledger.entries).toEqual([]);
  expect([served.workspace.events.count(), served.workspace.collections.all()]).toEqual([0, []]);
});

test('the provider is asked about the model only where that is wished, and for free', async () => {
  const served = await serveCollecting();
  const { capabilities } = await planOf(served, { ...ORDER, probe: true });
  expect(capabilities).toEqual(expect.arrayContaining(['it thinks']));
  expect(served.fake.ledger.entries.filter(({ billed }) => billed !== null)).toEqual([]);
});

test('a start answers 202 with a job, which ends with its traces stored; nothing of the key is shown', async () => {
  const served = await serveCollecting();
  const { planId, collectionId } = await planOf(served, { ...ORDER, budgetUsd: 2 });
  const { status, body } = await served.post('/collections', { ...ORDER, budgetUsd: 2, planId });
  expect({ status, body }).toMatchObject({
    status: 202,
    body: {
      jobId: collectionId,
      kind: 'traces',
      state: 'running',
      title: 'gemini-3.8-flash (gemini)',
      budgetUsd: 2,
    },
  });
  await until(served, collectionId, 'done');
  const { body: collection, text } = await served.api(`/collections/${collectionId}`);
  expect(collection).toMatchObject({ asked: 4, answered: 4, money: { ceilingUsd: 2 } });
  expect(text).not.toContain(FAKE_KEY);
  expect((await served.api('/jobs')).body).toMatchObject({ items: [{ jobId: collectionId, state: 'done' }] });
  expect(served.workspace.events.count()).toBeGreaterThan(0);
});

test('another plan than the one that was seen is not started', async () => {
  const served = await serveCollecting();
  const { planId } = await planOf(served);
  const { status, body } = await served.post('/collections', { ...ORDER, samples: 2, planId });
  expect({ status, body }).toMatchObject({ status: 409, body: { error: 'conflict' } });
  expect(served.fake.ledger.entries.filter(({ billed }) => billed !== null)).toEqual([]);
});

test('a flag that blocks stops the start with the line of the command, unless it is accepted with a purpose', async () => {
  const served = await serveCollecting();
  setWorkspacePolicy(served.workspace, 'strict', 'Ada', loadShipped(ASSETS.data).policies);
  const [refusal] = (await planOf(served)).refusals;
  expect(refusal).toMatchObject({
    error: 'refused',
    codes: expect.arrayContaining(['PROVIDER_FORBIDS_COMPETING_MODEL']),
  });
  const refused = await served.post('/collections', ORDER);
  expect({ status: refused.status, body: refused.body }).toMatchObject({
    status: 422,
    body: { error: 'refused', message: refusal?.message, details: { codes: refusal?.codes } },
  });
  const accepting = { ...ORDER, accept: refusal?.codes };
  expect((await planOf(served, accepting)).refusals).toMatchObject([{ error: 'bad-usage' }]);
  expect((await served.post('/collections', accepting)).status).toBe(400);
  const order = { ...accepting, purpose: 'a study of ours' };
  const { planId, collectionId, refusals } = await planOf(served, order);
  expect(refusals).toEqual([]);
  expect((await served.post('/collections', { ...order, planId })).status).toBe(202);
  await until(served, collectionId, 'done');
  const types = served.workspace.events
    .all()
    .map(({ body }) => (JSON.parse(Buffer.from(body).toString('utf8')) as { type: string }).type);
  expect(types.filter((type) => type === 'collection.flags-accepted')).toHaveLength(1);
});

test('a job is paused, and taken up again where it stands', async () => {
  const served = await serveCollecting({ questions: 60, plan: { latencyMs: 60 } });
  const order = { ...ORDER, concurrency: 1 };
  const { body } = await served.post('/collections', order);
  const { jobId } = body as JobItem;
  await expect.poll(async () => (await jobOf(served, jobId)).done).toBeGreaterThan(1);
  expect(await jobOf(served, jobId)).toMatchObject({ total: 30, progress: { spentUsd: expect.any(Number) } });
  expect((await served.post('/collections', order)).status).toBe(409);
  expect((await served.post(`/jobs/${jobId}/pause`)).status).toBe(200);
  await until(served, jobId, 'paused');
  const asked = served.fake.ledger.entries.length;
  expect(asked).toBeLessThan(30);
  expect(await jobOf(served, jobId)).toMatchObject({
    isResumable: true,
    message: expect.stringContaining('Paused'),
  });
  expect((await served.post(`/jobs/${jobId}/resume`)).status).toBe(202);
  await until(served, jobId, 'done');
  const billed = served.fake.ledger.entries.filter((one) => one.billed !== null);
  expect(billed).toHaveLength(30);
  expect((await served.post(`/jobs/${jobId}/pause`)).status).toBe(409);
});

test('a cancelled job is taken up again by resume alone; a budget that stopped one is raised with it', async () => {
  const served = await serveCollecting({ questions: 60, plan: { latencyMs: 30 } });
  const { callUsd } = await planOf(served);
  const order = { ...ORDER, concurrency: 1, budgetUsd: (callUsd ?? 0) + 0.005 };
  expect((await planOf(served, order)).warnings).toEqual([
    expect.stringMatching(/after about \d+ of 30 calls/),
  ]);
  const { body } = await served.post('/collections', order);
  const { jobId } = body as JobItem;
  await until(served, jobId, 'waiting');
  expect(await jobOf(served, jobId)).toMatchObject({ message: expect.stringContaining('The budget') });
  expect((await served.post(`/jobs/${jobId}/cancel`)).status).toBe(200);
  expect((await served.post('/collections', order)).body).toMatchObject({
    error: 'conflict',
    message: expect.stringContaining('was cancelled'),
  });
  expect((await served.post(`/jobs/${jobId}/resume`, { budgetUsd: 9 })).status).toBe(202);
  await until(served, jobId, 'done');
  expect((await served.api(`/collections/${jobId}`)).body).toMatchObject({
    answered: 30,
    money: { ceilingUsd: 9 },
  });
});

test('what a server that was stopped left behind waits in the next one, and goes on there', async () => {
  const first = await serveCollecting({ questions: 60, plan: { latencyMs: 60 } });
  const { body } = await first.post('/collections', { ...ORDER, concurrency: 1 });
  const { jobId } = body as JobItem;
  await expect.poll(async () => (await jobOf(first, jobId)).done).toBeGreaterThan(1);
  await first.close();
  const paid = first.fake.ledger.entries.length;
  const second = await startServer(first.workspace, undefined, { asking: collectingFrom(first.fake.url) });
  expect(await jobOf(second, jobId)).toMatchObject({ state: 'waiting', isResumable: true, progress: null });
  const command = first.workspace.lease(jobId, 'traces collect'); // a command works on it
  expect(await jobOf(second, jobId)).toMatchObject({
    state: 'running',
    isResumable: false,
    message: expect.stringMatching(/^traces collect \(process \d+\) works on it\.$/),
  });
  command.release();
  const headers = { 'Content-Type': 'application/json' };
  expect((await second.api(`/jobs/${jobId}/resume`, { method: 'POST', headers, body: '{}' })).status).toBe(
    202,
  );
  await until(second, jobId, 'done');
  expect(paid).toBeLessThan(30);
  expect(first.fake.ledger.entries.filter(({ billed }) => billed !== null)).toHaveLength(30);
});

test('without a key there is a plan, and a line that says why it can not start', async () => {
  const served = await serveCollecting({ key: null });
  const { refusals, scopes } = await planOf(served);
  expect(scopes[0]?.usd?.mean).toBeGreaterThan(0);
  expect(refusals).toMatchObject([
    { error: 'bad-usage', message: expect.stringContaining('GEMINI_API_KEY') },
  ]);
  const { status, body } = await served.post('/collections', ORDER);
  expect({ status, body }).toMatchObject({ status: 400, body: { message: refusals[0]?.message } });
});

test.each([
  [{}, 400, "In the body,  must have required property 'teacher'."],
  [{ teacher: 'gemini', key: 'x' }, 400, 'is no parameter here'],
  [{ teacher: 'gemini', samples: '2' }, 400, 'In the body, samples must be integer.'],
  [{ teacher: 'gemini', endpoint: 'http://127.0.0.1:1/v1' }, 400, 'GOOGLE_GEMINI_BASE_URL'],
  [{ teacher: 'gemini', for: 'everyone' }, 400, '--for everyone'],
  [{ teacher: 'gemini', run: 'run-none' }, 404, 'run-none'],
  [{ teacher: 'openai', model: 'm', endpoint: 'http://127.0.0.1:1/v1' }, 422, 'winnow terms declare'],
])('an order of %j is refused in one line', async (order, status, message) => {
  const served = await serveCollecting();
  const said = await served.post('/collections/plan', order);
  expect({ status: said.status, body: said.body }).toMatchObject({
    status,
    body: { message: expect.stringContaining(message) },
  });
});

test('the same Idempotency-Key is done once and answered alike', async () => {
  const served = await serveCollecting();
  const headers = { 'Idempotency-Key': 'k1' };
  const [one, two] = await Promise.all([1, 2].map(() => served.post('/collections', ORDER, headers)));
  expect([one?.status, two?.text]).toEqual([202, one?.text]);
  expect((await served.post('/collections', { ...ORDER, samples: 3 }, headers)).status).toBe(409);
  await until(served, (one?.body as JobItem | undefined)?.jobId ?? '', 'done');
});

test('the events of a job tell how far it is', async () => {
  const served = await serveCollecting({ questions: 20, plan: { latencyMs: 80 } });
  const { jobId } = (await served.post('/collections', { ...ORDER, concurrency: 1 })).body as JobItem;
  const response = await fetch(`${served.url}/api/v1/jobs/${jobId}/events`);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  let text = '';
  for await (const piece of response.body ?? []) {
    text += Buffer.from(piece).toString();
    if (text.includes('"state":"done"')) break;
  }
  const jobs = [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as JobItem);
  expect(jobs.map(({ done }) => done)).toEqual(jobs.map(({ done }) => done).sort((a, b) => a - b));
  expect(jobs[0]).toMatchObject({ jobId, state: 'running' });
  expect(jobs.at(-1)).toMatchObject({ state: 'done', done: 10, total: 10 });
  expect((await served.api('/jobs/col-none/events')).status).toBe(404);
});
