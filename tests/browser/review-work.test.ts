import { expect, test } from 'vitest';
import { signedInAs } from '../helpers/people.ts';
import { startServer } from '../http/server.ts';
import { queueIn, reviewing, say, taken } from '../review/reviewing.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

test('whoever judges mends the question: the difference is shown first, and the new version leaves the queue', async () => {
  const { workspace, run, ids } = await reviewing(2);
  const queue = queueIn(workspace, run);
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/review?queue=${queue.id}`);
  const shows = async (text: string) =>
    page.getByRole('article').getByText(text, { exact: true }).first().waitFor();
  await shows('What is q0?');
  await page.getByRole('button', { name: 'Mend the question' }).click();
  const save = page.getByRole('button', { name: 'Save as a new version' });
  expect(await save.isDisabled()).toBe(true);
  await page.getByLabel('Question', { exact: true }).fill('What is q0, in metres?');
  await page.locator('ins', { hasText: 'in metres' }).waitFor();
  await page.getByLabel('Why', { exact: true }).fill('the unit was missing');
  await save.click();
  await shows('What is q1?');
  const live = [...workspace.questions.names()].map(({ id }) => workspace.questions.byId(id)?.question);
  expect([workspace.questions.byId(ids[0] ?? '')?.live, live.sort()]).toEqual([
    false,
    ['What is q0, in metres?', 'What is q1?'],
  ]);
  expect(complaints).toEqual([]);
});

test('many are judged in one go: all that the filter leaves, after a count, and nothing that others said or hold', async () => {
  const { workspace, run, ids } = await reviewing(14);
  const queue = queueIn(workspace, run);
  say(workspace, queue, 'ben', ids[1] ?? '', { decision: 'reject', note: 'no' });
  expect(taken(workspace, queue, 'cem')).toEqual([ids[0]]);
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/review/queues/${queue.id}/items`);
  await headline(page).getByText('14 items').waitFor();
  await page.getByLabel('Words of the question').fill('is q1'); // q1 and q10 to q13
  await headline(page).getByText('5 items').waitFor();
  await page.getByText('4 items that nobody has judged or holds').waitFor();
  await page.getByRole('button', { name: 'Accept all' }).click();
  await page.getByLabel('Note for all of them').fill('as agreed');
  await page.getByRole('button', { name: 'Accept 4 items' }).click();
  await page.getByText('4 items judged').waitFor();
  const words = ids.map((id) => workspace.reviews.of(id).map(({ decision, why }) => `${decision} ${why}`));
  expect(words).toEqual(ids.map((_, i) => (i === 1 ? ['reject no'] : i >= 10 ? ['accept as agreed'] : [])));
  expect(complaints).toEqual([]);
});

test('a queue that asks more people where it is not sure is made by the form, and says how far it is', async () => {
  const { workspace } = await reviewing(6);
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/review/queues/new`);
  await page.getByLabel('Name', { exact: true }).fill('Until it is sure');
  await page.getByLabel(/Ask more people where the verdict is not sure/).check();
  await page.getByLabel('Most people per item').fill('3');
  await page.getByLabel('Verdicts that must hold, in percent').fill('90');
  await page.getByRole('button', { name: 'Make queue' }).click();
  await page.waitForURL(/queue-/);
  await page.getByText('up to 3, until 90 % of the verdicts hold').waitFor();
  const [queue] = workspace.queues.all();
  expect([queue?.people, queue?.raises]).toEqual([1, { upTo: 3, sure: 0.9 }]);
  expect(complaints).toEqual([]);
});

test('a comment calls a user by name, who finds it on the page of review, reads it and searches it', async () => {
  const { workspace, run } = await reviewing(2);
  const queue = queueIn(workspace, run, { blind: false }); // in a blind one, ben would have to judge first
  signedInAs(workspace, 'olga', 'owner');
  const { url } = await startServer(workspace, PAGES, { signIn: true });
  const as = async (name: string) => {
    const headers = signedInAs(workspace, name, 'reviewer');
    const { page, complaints } = await openPage();
    const [, value = ''] = (headers.Cookie ?? '').split('=');
    await page.context().addCookies([{ name: 'winnow_session', value, url }]);
    return { page, complaints };
  };
  const [ann, ben] = [await as('ann'), await as('ben')];
  await ann.page.goto(`${url}/review?queue=${queue.id}`);
  await ann.page.getByText('Comments', { exact: true }).click();
  await ann.page.getByRole('button', { name: '@ben' }).click();
  await ann.page.keyboard.type('is the unit given?');
  await ann.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await ann.page.getByText('Said; ben will see it.').waitFor();
  expect(workspace.reviews.count()).toBe(0); // what was typed judged nothing
  await ben.page.goto(`${url}/review?queue=${queue.id}`);
  await ben.page.getByRole('link', { name: '1 mention of you, unread' }).click();
  await headline(ben.page).getByText('1 unread mention of you').waitFor();
  await ben.page.getByText('@ben is the unit given?').waitFor();
  await ben.page.getByRole('button', { name: 'Mark these as read' }).click();
  await headline(ben.page).getByText('No unread mention of you').waitFor();
  await ben.page.getByText('All', { exact: true }).click();
  await ben.page.getByLabel('Words of the comment or the question').fill('UNIT');
  await ben.page.getByText('@ben is the unit given?').waitFor();
  await ben.page.getByLabel('Words of the comment or the question').fill('nothing of it');
  await ben.page.getByText('No comment in which you were named').waitFor();
  expect([...ann.complaints, ...ben.complaints]).toEqual([]);
});
