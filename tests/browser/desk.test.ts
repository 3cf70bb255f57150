import { expect, test } from 'vitest';
import { FORMS } from '../../client/features/review/queue-draft.ts';
import { worked } from '../ask/ranked-run.ts';
import { startServer } from '../http/server.ts';
import { queueIn, reviewing, reviewingOf, say } from '../review/reviewing.ts';
import { openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

test('while the server is away judgements wait in the browser, over a reload, and what others were quicker with is not lost', async () => {
  const { workspace, run, ids } = await reviewing(4);
  const queue = queueIn(workspace, run);
  const { url } = await startServer(workspace, PAGES);
  const { page } = await openPage();
  await page.goto(`${url}/review?queue=${queue.id}`);
  const shows = async (text: string) =>
    page.getByRole('article').getByText(text, { exact: true }).first().waitFor();
  await shows('What is q0?');
  await page.context().setOffline(true);
  await page.keyboard.press('a');
  await shows('What is q1?');
  await page.keyboard.press('n');
  await page.keyboard.type('does not follow');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await shows('What is q2?');
  await page.getByText('The server does not answer. 2 judgements wait').waitFor();
  expect(workspace.reviews.count()).toBe(0);
  // Somebody else gets the second one meanwhile, by a lease that ran out.
  workspace.write('test', () => workspace.db.exec('DELETE FROM review_leases'));
  say(workspace, queue, 'ben', ids[1] ?? '');
  await page.context().setOffline(false);
  await page.reload();
  await page.getByText('Not stored: reject').waitFor();
  await page.getByText('Others were quicker').waitFor();
  await page.getByText('does not follow').waitFor();
  const words = ids.map((id) => workspace.reviews.of(id).map(({ decision }) => decision));
  expect(words).toEqual([['accept'], ['accept'], [], []]);
  await page.getByRole('button', { name: 'Put away' }).click();
  await page.reload();
  await shows('What is q2?');
  expect(await page.getByText('Not stored').count()).toBe(0);
});

test('steps are judged by key, text is marked, and keys can be changed', async () => {
  const solution = 'We set up.\n\nStep 1: add $1+1$.\n\nWait, is that so?\n\nThe final answer is 2.';
  const found = await reviewingOf([worked('q0', { solution }), worked('q1', { solution })], 2);
  const { workspace, run, ids } = found;
  const { properties } = FORMS.steps;
  const form = { ...FORMS.safety, properties: { ...properties, ...FORMS.safety.properties } };
  const queue = queueIn(workspace, run, { aspect: 'steps', form });
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/review?queue=${queue.id}`);
  await page.getByRole('article').getByText('What is q0?', { exact: true }).waitFor();
  for (const key of [']', '1', '3', ']', '2']) await page.keyboard.press(key);
  await page.getByText('3 steps judged.').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.evaluate(() => {
    const block = document.querySelector('[data-block]') ?? document.body;
    const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode() ?? block;
    document.getSelection()?.setBaseAndExtent(text, 3, text, 6);
  });
  await page.keyboard.press('2');
  await page.getByRole('button', { name: 'Remove the mark dangerous at 3' }).waitFor();
  await page.locator('mark', { hasText: 'set' }).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('button', { name: /^a: accept/ }).click();
  await page.keyboard.press('x');
  await page.getByText('x is taken').waitFor();
  await page.getByRole('button', { name: /^a: accept/ }).click();
  await page.keyboard.press('j');
  await page.getByRole('button', { name: /^j: accept/ }).waitFor();
  await page.keyboard.press('j');
  await page.getByRole('article').getByText('What is q1?', { exact: true }).waitFor();
  await expect.poll(() => workspace.reviews.count()).toBe(1);
  const starts = ['We set', 'Step 1', 'Wait,', 'The final'].map((part) => solution.indexOf(part));
  const [word] = workspace.reviews.of(ids[0] ?? '');
  expect([word?.decision, JSON.parse(word?.fields ?? '')]).toEqual([
    'accept',
    {
      steps: [
        { start: starts[0], verdict: 'holds' },
        { start: starts[1], verdict: 'wrong' },
        { start: starts[3], verdict: 'unneeded' },
      ],
      marks: [{ start: 3, end: 6, label: 'dangerous' }],
    },
  ]);
  expect(complaints).toEqual([]);
});

test('what was begun is there again, a key that is held judges once, and a focused button has its own keys', async () => {
  const { workspace, run, ids } = await reviewing(4);
  const queue = queueIn(workspace, run, { form: FORMS.safety });
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/review?queue=${queue.id}`);
  const shows = async (text: string) =>
    page.getByRole('article').getByText(text, { exact: true }).first().waitFor();
  const note = page.getByRole('textbox', { name: 'Note' });
  const words = () => workspace.reviews.count();
  await shows('What is q0?');
  // Left within the time of the draft, and come back to.
  await page.keyboard.press('n');
  await page.keyboard.type('slow note');
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  await shows('What is q1?');
  expect(await note.inputValue()).toBe('');
  await page.keyboard.press('ArrowLeft');
  await shows('What is q0?');
  expect(await note.inputValue()).toBe('slow note');
  // Another page, and back; then closed in the middle of a word.
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Audit' }).click();
  await page.waitForURL(/\/audit/);
  await page.goBack();
  await shows('What is q0?');
  expect(await note.inputValue()).toBe('slow note');
  await note.press('End');
  await page.keyboard.type(', more');
  await page.reload();
  await shows('What is q0?');
  expect(await note.inputValue()).toBe('slow note, more');
  // Ctrl+Z is the text box's own while one writes.
  await page.keyboard.press('a');
  await page.getByRole('heading', { name: '1 of 4 judged' }).waitFor();
  await page.keyboard.press('n');
  await page.keyboard.type('x');
  await page.keyboard.press('Control+z');
  expect([await note.inputValue(), words()]).toEqual(['', 1]);
  await page.keyboard.press('Escape');
  // Space presses what has the focus, and skips nothing.
  await page.locator('summary', { hasText: 'Comments' }).focus();
  await page.keyboard.press(' ');
  await page.getByRole('textbox', { name: /^Comment;/ }).waitFor();
  // Held: one item, however long.
  await page.getByRole('article').focus();
  for (let i = 0; i < 6; i++) await page.keyboard.down('x');
  await page.keyboard.up('x');
  await shows('What is q2?');
  await page.getByRole('heading', { name: '2 of 4 judged' }).waitFor();
  await page.keyboard.press('u');
  await page.getByRole('heading', { name: '1 of 4 judged' }).waitFor();
  const said = ids.map((id) => workspace.reviews.of(id).map(({ decision, why }) => [decision, why]));
  expect(said.slice(0, 3)).toEqual([[['accept', 'slow note, more']], [['reject', null]], []]);
  expect(complaints).toEqual([]);
});
