import { expect, test } from 'vitest';
import { signedInAs } from '../helpers/people.ts';
import { addTraces } from '../helpers/traces.ts';
import { queueIn, reviewing } from '../review/reviewing.ts';
import { startServer } from './server.ts';

/**
 * The rule: of what somebody may still judge in a blind queue, and has not, they are told no one's word, no grader's
 * verdict and no defect, whichever way they ask.
 */
test('no route tells a reviewer what was said of an item that waits for them in a blind queue', async () => {
  const { workspace, run, ids } = await reviewing(2, 4);
  const [id = '', other = ''] = ids;
  addTraces(workspace, run.n, ids, { thinking: 'We think of it.', answer: '4', verdict: 'correct' });
  const queue = queueIn(workspace, run, { people: 2 });
  const { api } = await startServer(workspace);
  const [ann, ben, cur] = [
    signedInAs(workspace, 'ann', 'reviewer'),
    signedInAs(workspace, 'ben', 'reviewer'),
    signedInAs(workspace, 'cur', 'curator'),
  ];
  const get = async (headers: Record<string, string>, path: string) => (await api(path, { headers })).body;
  const post = async (headers: Record<string, string>, path: string, body: object) =>
    (await api(path, { method: 'POST', headers, body: JSON.stringify(body) })).body;
  const item = { questionId: id, queueId: queue.id };
  await post(ann, '/reviews', { ...item, decision: 'reject', note: 'secret words' });
  await post(ann, `/questions/${id}/comments`, { text: '@ben secret words', flagged: true });
  const trace = workspace.queueItems.get(queue.id, id)?.trace ?? '';
  const collection = workspace.traces.byId(trace)?.collection;
  const runId = run.report.runId;
  const asked = {
    reviews: `/reviews?questionId=${id}`,
    comments: `/questions/${id}/comments`,
    mentions: '/mentions',
    change: '/runs/latest/selection-change',
    question: `/questions/${id}`,
    trace: `/traces/${trace}`,
    traces: `/collections/${collection}/traces`,
    found: `/collections/${collection}/traces?verdict=correct`,
    items: `/queues/${queue.id}/items`,
    rejected: `/runs/${runId}/decisions?review=rejected`,
    rejectedCount: `/runs/${runId}/decisions/count?review=rejected`,
    flagged: `/runs/${runId}/decisions?flag=TRUNCATED`,
    pinned: `/runs/${runId}/decisions/count?mark=pin`,
    facets: `/runs/${runId}/decisions/facets`,
    progress: `/queues/${queue.id}/progress`,
  };
  const told = async (headers: Record<string, string>) =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(asked).map(async ([name, path]) => [name, await get(headers, path)] as const),
      ),
    );
  const blind = await told(ben);
  expect(blind).toMatchObject({
    reviews: { items: [] },
    comments: { items: [] },
    mentions: {
      items: [
        { questionId: id, text: expect.stringMatching(/^You are shown/), hidden: true, flagged: false },
      ],
      unseen: 1,
    },
    change: { left: [] },
    question: {
      traces: [
        { verdict: null, flags: [] },
        { verdict: null, flags: [] },
      ],
    },
    trace: { verdict: null, verdictRule: null, findings: [], flags: [] },
    rejected: { error: 'forbidden' },
    rejectedCount: { error: 'forbidden' },
    flagged: { error: 'forbidden' },
    pinned: { error: 'forbidden' },
    progress: { items: [] },
  });
  const facetsOf = (of: unknown) => (of as { facets: { facet: string }[] }).facets.map(({ facet }) => facet);
  for (const facet of ['review', 'flag', 'mark']) expect(facetsOf(blind.facets)).not.toContain(facet);
  const rowsOf = (of: unknown) =>
    (of as { items: { questionId: string; verdict: string | null }[] }).items.map((row) => [
      row.questionId,
      row.verdict,
    ]);
  expect(rowsOf(blind.traces)).toContainEqual([id, null]);
  expect(rowsOf(blind.found).map(([question]) => question)).not.toContain(id);
  expect(JSON.stringify(blind)).not.toMatch(/secret words|rejectedBy":\["ann/);

  const overseen = await told(cur);
  expect(overseen).toMatchObject({
    reviews: { items: [{ reviewer: 'ann', decision: 'reject' }] },
    comments: { items: [{ text: '@ben secret words' }] },
    change: { left: [{ questionId: id, rejectedBy: ['ann'] }] },
    trace: { verdict: 'correct' },
    rejected: { items: [{ questionId: id }] },
    rejectedCount: { count: 1 },
    flagged: { items: [] },
    pinned: { count: 0 },
  });

  for (const questionId of [id, other])
    await post(ben, '/reviews', { ...item, questionId, decision: 'accept' });
  expect(await told(ben)).toMatchObject({
    reviews: { items: [{ reviewer: 'ben' }, { reviewer: 'ann' }] },
    comments: { items: [{ text: '@ben secret words' }] },
    mentions: { items: [{ text: '@ben secret words', hidden: false, flagged: true }] },
    change: { left: [{ questionId: id, rejectedBy: [] }] },
    trace: { verdict: 'correct' },
    rejectedCount: { count: 0 },
  });
});
