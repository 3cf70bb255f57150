import { expect, test } from 'vitest';
import { signedInAs } from '../helpers/people.ts';
import { queueIn, reviewing, say } from '../review/reviewing.ts';
import { startServer } from './server.ts';

interface Entry {
  questionId: string;
  stale: number;
}

test('over HTTP: an edit makes words stale, each sees what they may of them, and the edit is on record', async () => {
  const { workspace, run, ids } = await reviewing(2);
  const [first = ''] = ids;
  const owner = signedInAs(workspace, 'olga', 'owner');
  const [ann, ben, cem] = ['ann', 'ben', 'cem'].map((name) => signedInAs(workspace, name, 'reviewer'));
  const queue = queueIn(workspace, run, { selects: { from: 'questions', ids }, people: 2 });
  say(workspace, queue, 'ben', first, { note: 'fine' });
  say(workspace, queue, 'cem', first, { decision: 'reject' });
  const { api } = await startServer(workspace, undefined, { signIn: true });
  const post = (path: string, body: object, headers = owner) =>
    api(path, { method: 'POST', headers, body: JSON.stringify(body) });
  const contentSha256 = Buffer.from(workspace.questions.byId(first)?.contentSha256 ?? []).toString('hex');
  const edited = await post(`/questions/${first}/edits`, { contentSha256, answer: '7', why: 'a slip' }, ann);
  expect(edited.status).toBe(201);
  const { questionId } = edited.body as { questionId: string };
  expect((await post(`/queues/${queue.id}/refresh`, {})).status).toBe(200);

  const listed = async (headers: Record<string, string> | undefined, query = '') =>
    (
      (await api(`/queues/${queue.id}/items?${query}`, { headers: headers ?? {} })).body as { items: Entry[] }
    ).items
      .filter(({ stale }) => stale > 0)
      .map((one) => [one.questionId, one.stale]);
  expect(await listed(owner, 'stale=true')).toEqual([[questionId, 2]]);
  expect(await listed(ben, 'stale=true')).toEqual([[questionId, 1]]);
  expect(await listed(ann)).toEqual([]);

  const words = async (headers: Record<string, string> | undefined, id = questionId) =>
    (
      (await api(`/reviews?versions=true&questionId=${id}`, { headers: headers ?? {} })).body as {
        items: { reviewer: string; stale: boolean; questionId: string }[];
      }
    ).items.map(({ reviewer, stale, questionId: of }) => [reviewer, stale, of]);
  expect(await words(owner)).toEqual([
    ['cem', true, first],
    ['ben', true, first],
  ]);
  expect((await words(cem)).some(([who]) => who === 'cem')).toBe(true);
  expect(await words(ann)).toEqual([]);

  const handed = await post(`/queues/${queue.id}/next`, { limit: 5 }, ben);
  const items = (handed.body as { items: { questionId: string; earlier: object[] }[] }).items;
  expect(items.find((one) => one.questionId === questionId)?.earlier).toEqual([
    {
      ...{
        reviewId: expect.any(String),
        questionId: first,
        reviewer: 'ben',
        isOwn: true,
        at: expect.any(String),
      },
      ...{ decision: 'accept', note: 'fine' },
    },
  ]);
  expect((await api(`/questions/${questionId}/edits`, { headers: ben ?? {} })).body).toEqual({
    items: [
      {
        ...{ of: 'question', id: questionId, before: first, editor: 'ann', at: expect.any(String) },
        ...{ why: 'a slip', stands: true, takesBack: false, outcome: null },
        parts: [{ name: 'answer', before: 'q0!', after: '7' }],
      },
    ],
    nextCursor: null,
  });
  const reference = workspace.traces.all(first)[0]?.id ?? '';
  expect((await post(`/traces/${reference}/edits`, { answer: 'x', why: 'y' }, ben)).body).toMatchObject({
    error: 'conflict',
  });
});
