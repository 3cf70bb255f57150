import { expect, test } from 'vitest';
import { setGraderRule } from '../../server/db/grader-rule.ts';
import { signedInAs } from '../helpers/people.ts';
import { graded, judgeAll, N } from '../review/graded.ts';
import { startServer } from './server.ts';

test('graders stand beside people, with the rows on which they differ first, as grades agreement tells it', async () => {
  const { workspace, run, ids } = await graded();
  const headers = signedInAs(workspace, 'olga', 'owner');
  const { api } = await startServer(workspace, undefined, { signIn: true });
  const got = async (path: string) => (await api(path, { headers })).body as { items: object[] };
  const rows = (more = '') => got(`/graders/rows?grader=judge&prompt=grade@1${more}`);
  const judge = { grader: 'judge', prompt: 'grade@1', graded: N };
  const nobody = { ...judge, n: 0, agree: 0, kappa: null, low: null, high: null, counts: true };
  expect(await got('/graders')).toMatchObject({
    rule: { verdicts: 0, setAt: null },
    graders: [{ ...nobody, says: expect.any(String) }],
  });
  expect(await rows()).toEqual({ items: [], nextCursor: null });
  judgeAll(workspace, run, true, [2, 5]);
  setGraderRule(workspace, { kappa: 0.9, verdicts: N, bound: 'point' }, 'local');
  expect(await got('/graders')).toMatchObject({
    rule: { kappa: 0.9, verdicts: N, bound: 'point', setAt: expect.any(String) },
    graders: [{ ...judge, n: N, agree: N - 2, kappa: 0.5, counts: false }],
  });
  const row = (i: number, verdict: string, people: string) => ({
    ...{
      grader: 'judge',
      prompt: 'grade@1',
      questionId: ids[i],
      question: `What is q${i}?`,
      attempt: null,
      traceId: `trace-${i}`,
    },
    ...{ collectionId: 'col-raw', verdict, people },
  });
  const differing = [row(2, 'correct', 'wrong'), row(5, 'wrong', 'correct')];
  expect((await rows('&differ=true')).items).toEqual(differing);
  const all = (await rows()).items;
  expect([all.length, all.slice(0, 3)]).toEqual([N, [...differing, row(0, 'correct', 'correct')]]);
  expect((await got('/graders/rows?differ=true')).items).toEqual(differing);
  expect((await got('/graders/rows?grader=none')).items).toEqual([]);
  const reviewer = signedInAs(workspace, 'ann', 'reviewer');
  expect((await api('/graders', { headers: reviewer })).status).toBe(403);
});
