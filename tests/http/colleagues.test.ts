import { expect, test } from 'vitest';
import { signedInAs } from '../helpers/people.ts';
import { reviewing } from '../review/reviewing.ts';
import { startServer } from './server.ts';

test('whoever is named in a comment finds it, reads it and searches it; nobody else does', async () => {
  const { workspace, ids } = await reviewing(2);
  signedInAs(workspace, 'olga', 'owner');
  const as = Object.fromEntries(
    (['ann', 'ben'] as const).map((name) => [name, signedInAs(workspace, name, 'reviewer')]),
  );
  const { api } = await startServer(workspace, undefined, { signIn: true });
  const get = async (name: string, path: string) => (await api(path, { headers: as[name] ?? {} })).body;
  const post = (name: string, path: string, body: object) =>
    api(path, { method: 'POST', headers: as[name] ?? {}, body: JSON.stringify(body) });
  expect(await get('ann', '/colleagues')).toMatchObject({
    items: [
      { user: 'ann', role: 'reviewer', skills: [] },
      { user: 'ben', role: 'reviewer', skills: [] },
      { user: 'olga', role: 'owner', skills: [] },
    ],
  });
  const at = `/questions/${ids[0]}/comments`;
  const first = await post('ann', at, { text: '@ben: the units?' });
  expect(first).toMatchObject({ status: 201, body: { mentions: ['ben'] } });
  await post('ann', `/questions/${ids[1]}/comments`, { text: '@ben and @nobody' });
  const commentId = (first.body as { commentId: string }).commentId;
  expect(await get('ben', '/mentions?unseen=true&limit=1')).toMatchObject({
    unseen: 2,
    items: [{ author: 'ann', text: '@ben and @nobody', question: 'What is q1?', seenAt: null }],
  });
  expect(await get('ann', '/mentions')).toMatchObject({ unseen: 0, items: [] });
  expect((await post('ann', '/mentions/seen', { commentIds: [commentId] })).body).toEqual({ seen: 0 });
  expect((await post('ben', '/mentions/seen', { commentIds: [commentId] })).body).toEqual({ seen: 1 });
  expect(await get('ben', '/mentions?unseen=true')).toMatchObject({
    unseen: 1,
    items: [{ question: 'What is q1?' }],
  });
  expect(await get('ben', '/mentions?q=UNITS')).toMatchObject({
    items: [{ commentId, seenAt: expect.any(String) }],
  });
  expect(await get('ben', '/mentions?q=is+q1')).toMatchObject({ items: [{ question: 'What is q1?' }] });
  expect((await post('ben', '/users/ann/skills', { skills: ['x'] })).status).toBe(403);
});
