import { expect, test } from 'vitest';
import { signedInAs } from '../helpers/people.ts';
import { reviewing } from '../review/reviewing.ts';
import { startServer } from './server.ts';

/** A server over a run of `n`, and a way to write to it as somebody. */
async function serving(n: number, pool = n) {
  const found = await reviewing(n, pool);
  const server = await startServer(found.workspace);
  const as = (headers: Record<string, string> = { 'Content-Type': 'application/json' }) => ({
    post: async (path: string, body: object = {}, more: Record<string, string> = {}) =>
      server.api(path, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify(body) }),
    get: async (path: string) => (await server.api(path, { headers })).body as never,
  });
  const who = (name: string, role: Parameters<typeof signedInAs>[2]) =>
    as(signedInAs(found.workspace, name, role));
  return { ...found, ...server, as, who };
}

type Items = { items: { questionId: string; reviewer: string; decision: string; stale: boolean }[] };
type Next = {
  items: { leaseId: string; questionId: string; trace: { verdict: unknown } | null }[];
  empty: unknown;
};

test('POST /reviews takes what the contract says, answers 201, and the same again is the same', async () => {
  const { as, ids, run } = await serving(2);
  const { post, get } = as();
  const first = await post('/reviews', {
    questionId: 'q0',
    decision: 'reject',
    note: 'unclear',
    runId: run.report.runId,
  });
  const item = {
    reviewId: expect.stringMatching(/^review-/),
    questionId: ids[0],
    textSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    aspect: 'release',
    reviewer: 'local',
    decision: 'reject',
    note: 'unclear',
    fields: null,
    at: '2026-11-24T00:00:00.000Z',
    seconds: null,
    queueId: null,
    guidelines: null,
    final: false,
    replaces: null,
    withdrawn: false,
    stale: false,
  };
  expect([first.status, first.body]).toEqual([201, item]);
  const again = await post('/reviews', { questionId: ids[0], decision: 'reject', note: 'unclear' });
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(await get('/reviews')).toEqual({ items: [first.body], nextCursor: null });
  for (const bad of [
    {},
    { questionId: 'q0' },
    { questionId: 'q0', decision: 'maybe' },
    { questionId: 'q0', decision: 'skip', extra: 1 },
  ])
    expect((await post('/reviews', bad)).status).toBe(400);
  expect((await post('/reviews', { questionId: 'nothing', decision: 'skip' })).status).toBe(404);
  const other = { questionId: 'q1', decision: 'accept', textSha256: '00'.repeat(32) };
  expect((await post('/reviews', other)).status).toBe(409);
  for (const key of ['one', 'one'])
    await post('/reviews', { questionId: 'q1', decision: 'accept' }, { 'Idempotency-Key': key });
  const { items } = (await get('/reviews?limit=1')) as Items;
  expect(items.map(({ questionId, decision }) => [questionId, decision])).toEqual([[ids[1], 'accept']]);
});

test('the selection of the latest run is a queue at one request, and follows the verdicts', async () => {
  const { as, ids } = await serving(2, 4);
  const { post, get } = as();
  const made = (await post('/runs/latest/review')).body as { queueId: string };
  expect(made).toMatchObject({ items: 2, done: 0, people: 1, aspect: 'release', form: { properties: {} } });
  expect((await post('/runs/latest/review')).body).toMatchObject({ queueId: made.queueId });
  const judged: string[] = [];
  for (let i = 0; i < 3; i++) {
    const { items } = (await post(`/queues/${made.queueId}/next`, { tab: 'a' })).body as Next;
    const [next] = items;
    if (next === undefined) break;
    judged.push(next.questionId);
    const said = { ...next, queueId: made.queueId, decision: i === 0 ? 'reject' : 'accept' };
    const { questionId, leaseId, queueId, decision } = said;
    expect((await post('/reviews', { questionId, leaseId, queueId, decision })).status).toBe(201);
  }
  expect(judged).toEqual([ids[0], ids[1], ids[2]]); // the reserve steps in for the first
  const end = (await post(`/queues/${made.queueId}/next`, { tab: 'a' })).body;
  expect(end).toMatchObject({ items: [], empty: { reason: 'done', holders: [] }, done: 2, of: 2 });
  expect(await get('/runs/latest/selection-change')).toMatchObject({
    accepted: 2,
    left: [{ questionId: ids[0], rejectedBy: ['local'] }],
    steppedIn: [{ questionId: ids[2] }],
  });
});

test('a queue is blind: nobody sees what others or models said until they have judged', async () => {
  const { who, ids } = await serving(1);
  const cur = who('cur', 'curator');
  const [ann, ben] = [who('ann', 'reviewer'), who('ben', 'reviewer')];
  const queue = { name: 'twice', people: 2, guidelines: '# Look' };
  const made = await cur.post('/queues', queue);
  expect(made.status).toBe(201);
  const { queueId } = made.body as { queueId: string };
  const judge = async (by: typeof ann, decision: string) => {
    const { items } = (await by.post(`/queues/${queueId}/next`)).body as Next;
    expect(items[0]?.trace).toMatchObject({ thinking: expect.any(String), verdict: null });
    const { leaseId, questionId } = items[0] ?? { leaseId: '', questionId: '' };
    await by.post('/reviews', { queueId, leaseId, questionId, decision });
  };
  await judge(ann, 'accept');
  await ann.post(`/questions/${ids[0]}/comments`, { text: 'is 0 meant?', flagged: true });
  const seen = async (by: typeof ann) =>
    ((await by.get('/reviews')) as Items).items.map(({ reviewer }) => reviewer);
  const comments = async (by: typeof ann) =>
    ((await by.get(`/questions/${ids[0]}/comments`)) as Items).items.length;
  expect([await seen(ben), await seen(cur), await comments(ben), await comments(cur)]).toEqual([
    [],
    ['ann'],
    0,
    1,
  ]);
  await judge(ben, 'reject');
  expect([await seen(ben), await comments(ben)]).toEqual([['ben', 'ann'], 1]);
  const rejectedBy = async (by: typeof ann) =>
    ((await by.get('/runs/latest/selection-change')) as { left: { rejectedBy: string[] }[] }).left.map(
      (one) => one.rejectedBy,
    );
  expect([await rejectedBy(ann), await rejectedBy(ben), await rejectedBy(cur)]).toEqual([
    [[]],
    [['ben']],
    [['ben']],
  ]);
  const hidden = (await cur.get(`/queues/${queueId}/disagreements?names=false`)) as {
    items: { judgements: { reviewer: string }[] }[];
  };
  expect(hidden.items[0]?.judgements.map(({ reviewer }) => reviewer)).toEqual(['A', 'B']);
  const verdict = { questionId: ids[0], decision: 'accept', why: 'both read it right' };
  const blank = await cur.post(`/queues/${queueId}/verdicts`, { ...verdict, why: ' \t ' });
  expect([blank.status, blank.body]).toMatchObject([400, { error: 'bad-usage' }]);
  expect((await cur.post(`/queues/${queueId}/verdicts`, verdict)).body).toMatchObject({
    final: true,
    reviewer: 'cur',
  });
  expect(await cur.get(`/queues/${queueId}/disagreements`)).toMatchObject({ items: [] });
});

test('drafts, a heartbeat, what is held, and giving back', async () => {
  const { who, ids } = await serving(2);
  const [cur, ann, ben] = [who('cur', 'curator'), who('ann', 'reviewer'), who('ben', 'reviewer')];
  const { queueId } = (await cur.post('/runs/latest/review')).body as { queueId: string };
  const at = `/queues/${queueId}`;
  await ann.post(`${at}/next`, { tab: 'a', limit: 2 });
  expect((await ben.post(`${at}/next`)).body).toMatchObject({
    items: [],
    empty: {
      reason: 'held',
      holders: ids.map((questionId) => ({ user: 'ann', questionId, until: '2026-11-24T00:05:00.000Z' })),
    },
  });
  await ann.post(`${at}/drafts`, { questionId: ids[0], draft: { note: 'half' } });
  const draft = { note: 'of nothing' };
  expect((await ann.post(`${at}/drafts`, { questionId: 'q9', draft })).status).toBe(404);
  const { queueId: bens } = (await cur.post('/queues', { name: 'for ben', members: ['ben'] }))
    .body as typeof cur & {
    queueId: string;
  };
  expect((await ann.post(`/queues/${bens}/drafts`, { questionId: ids[0], draft })).status).toBe(403);
  expect((await ann.post(`${at}/heartbeat`, { tab: 'a' })).body).toMatchObject({
    leases: ids.map((questionId) => ({ questionId })),
  });
  expect((await ann.post(`${at}/next`, { tab: 'a', limit: 2 })).body).toMatchObject({
    items: [{ draft: { note: 'half' } }, { draft: null }],
  });
  await ann.post(`${at}/give-back`, { tab: 'a' });
  expect((await ben.post(`${at}/next`, { limit: 2 })).body).toMatchObject({
    items: ids.map((questionId) => ({ questionId, draft: null })),
  });
});

test('a judgement is stale once the question has another text', async () => {
  const { as, ids, workspace } = await serving(1);
  const { post, get } = as();
  await post('/reviews', { questionId: ids[0], decision: 'accept' });
  workspace.db.prepare('UPDATE questions SET live = 0 WHERE id = ?').run(ids[0]);
  expect(((await get('/reviews')) as Items).items).toMatchObject([{ decision: 'accept', stale: true }]);
});
