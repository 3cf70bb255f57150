import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { reviewedText } from '../../server/comply/reviewed-text.ts';
import { storeJudgement } from '../../server/review/store.ts';
import { violationsOn } from '../browser/axe.ts';
import { headline, openPage, PAGES, withBrowser } from '../browser/browser.ts';
import { signedInAs } from '../helpers/people.ts';
import { startServer } from '../http/server.ts';
import { countWords, TRAINING } from '../release/fixture.ts';
import { queueIn, reviewing, say } from '../review/reviewing.ts';

withBrowser();

const THINKING = 'First we add the numbers, which gives three. Then we double it. So the sum is seven.';

/** Two questions with a raw trace each; ben has accepted the first. */
async function served() {
  const { workspace, run, ids } = await reviewing(2);
  const createdAt = '2026-11-25T00:00:00.000Z';
  workspace.write('test', () => {
    const collection = 'col-0123456789abcdef';
    workspace.collections.add({ id: collection, run: run.n, teacher: 'gemini', settings: '{}', createdAt });
    ids.forEach((question, i) => {
      workspace.traces.insert({
        ...{ id: `trace-000000000${i}`, collection, question, kind: 'raw', createdAt, outcome: 'usable' },
        ...{ thinking: THINKING, answer: `q${i}!`, tokens: 17, verdict: 'correct' },
      });
    });
  });
  signedInAs(workspace, 'olga', 'owner');
  const queue = queueIn(workspace, run, { name: 'Traces' });
  say(workspace, queue, 'ben', ids[0] ?? '', { note: 'reads well' });
  const releasing = () => ({ countTokens: countWords, training: TRAINING });
  const { url } = await startServer(workspace, PAGES, { signIn: true, releasing });
  const as = async (name: string) => {
    const { Cookie = '' } = signedInAs(workspace, name, 'reviewer');
    const { page, complaints } = await openPage();
    const [, value = ''] = Cookie.split('=');
    await page.context().addCookies([{ name: 'winnow_session', value, url }]);
    return { page, complaints };
  };
  return { workspace, run, ids, queue, url, as };
}

const settled = (page: Page) => page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });

test('a reviewer mends a trace: its difference is shown, others judge it anew, and what was said before is stale', async () => {
  const { workspace, ids, queue, url, as } = await served();
  const { page: ann, complaints } = await as('ann');
  await ann.goto(`${url}/review?queue=${queue.id}`);
  await ann.getByText('What is q1?', { exact: true }).first().waitFor(); // ben has judged the first one
  const [first = ''] = ids;
  // Of the item that ben has accepted, another hand mends the trace.
  await ann.getByRole('button', { name: 'Mend the trace' }).click();
  const form = ann.getByRole('form', { name: 'Mend the trace' });
  await form.getByLabel('Thinking').fill(THINKING.replace('seven', 'six'));
  const difference = form.getByRole('region', { name: 'What changes in the thinking' });
  await difference.locator('del').getByText('seven').waitFor();
  await difference.locator('ins').getByText('six').waitFor();
  await form.getByLabel('Why').fill('three doubled is six');
  expect(await violationsOn(ann, 'mend the trace')).toEqual([]);
  await form.getByRole('button', { name: 'Save as a new version' }).click();
  const done = ann.getByRole('status', { name: 'The trace was mended' });
  await done.getByText('Somebody else has to accept it').waitFor();
  await done.getByRole('button', { name: 'Next item' }).click();
  await ann.locator('[data-empty]').waitFor(); // the first is judged, and this one is ann's own

  await ann.goto(`${url}/review/changes/${ids[1] ?? ''}`);
  await headline(ann).getByText('1 change by people').waitFor();
  await ann.getByRole('heading', { name: 'Trace mended by ann' }).waitFor();
  await ann.locator('del').getByText('seven').waitFor();
  expect(await violationsOn(ann, 'changes')).toEqual([]);
  expect(complaints).toEqual([]);

  // Ben has judged the first item; its trace is mended too, so he is asked again and sees what he said.
  const person = workspace.people.find('ann') ?? '';
  const { editTrace } = await import('../../server/jobs/reviewing/edit-trace.ts');
  editTrace(
    workspace,
    'trace-0000000000',
    { answer: 'It is q0!', why: 'a sentence' },
    {
      ...{ person, actor: person, countTokens: countWords },
    },
  );
  const { page: ben } = await as('ben');
  await ben.goto(`${url}/review/queues/${queue.id}/items?stale=yes`);
  await headline(ben).getByText('1 item in this queue, judged in an earlier text').waitFor();
  await settled(ben);
  await ben
    .getByRole('row', { name: /What is q0/ })
    .getByText('stale')
    .waitFor();
  expect(await violationsOn(ben, 'stale items')).toEqual([]);
  await ben.goto(`${url}/review?queue=${queue.id}`);
  const earlier = ben.getByRole('region', { name: 'Said of an earlier text' });
  await earlier.getByText('reads well').waitFor();
  expect(await violationsOn(ben, 'an item that is asked again')).toEqual([]);
  await ben.keyboard.press('a');
  await ben.getByText('What is q1?', { exact: true }).first().waitFor();
  await ben.goto(`${url}/pool/${first}`);
  const judgements = ben.getByRole('heading', { name: 'Judgements' }).locator('..');
  await judgements.getByText('stale', { exact: true }).waitFor();
  await judgements.getByText('1 judgement is of an earlier text and counts no more.').waitFor();
  expect(await judgements.getByRole('listitem').count()).toBe(2);
});

test('the builder says at once what the recipe refuses', async () => {
  const { workspace, run, ids, url } = await served();
  workspace.db.prepare('UPDATE runs SET recipe = ?').run(
    JSON.stringify({
      ...run.recipe,
      review: { rejected: 'replace', doubtful: 'release', unreviewed: 'refuse' },
    }),
  );
  const { page } = await openPage();
  const { Cookie = '' } = signedInAs(workspace, 'olga', 'owner');
  await page.context().addCookies([{ name: 'winnow_session', value: Cookie.split('=')[1] ?? '', url }]);
  await page.goto(`${url}/releases/new`);
  await page.getByText('internal would let it pass; the recipe does not').waitFor();
  await page.getByText('1 of 2 rows were not judged yet, and the recipe lets none out').waitFor();
  const question = workspace.questions.byId(ids[1] ?? '');
  const trace = workspace.traces.byId('trace-0000000001');
  if (question === undefined || trace === undefined) throw new Error('gone');
  workspace.write('test', () =>
    storeJudgement(
      workspace,
      {
        ...{ question: question.questionId, textSha256: reviewedText(question.contentSha256, trace) },
        ...{
          reviewer: workspace.people.idOf('cem', workspace.randomHex),
          decision: 'accept',
          why: null,
          at: null,
        },
      },
      'tester',
    ),
  );
  await page.reload();
  await page.getByRole('heading', { name: 'internal lets it pass' }).waitFor();
});
