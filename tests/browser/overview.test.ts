import { expect, test } from 'vitest';
import { plan, storeRun } from '../http/pool-with-run.ts';
import { headline, openPage, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

test('the overview says what was selected, shows where the rest fell, and every number leads to its rows', async () => {
  const { url } = await serveWorkbench(plan(100));
  const { page, complaints } = await openPage();
  await page.goto(url);
  await headline(page).getByText('20 of 100 questions selected; 60 were hard enough').waitFor();
  await page.getByRole('heading', { name: 'Quality took 20 of the 40 that fell before the draw' }).waitFor();
  await page.getByText('Not applied:').waitFor();
  await page.getByText('npm run -s winnow -- signals import FILE').waitFor();

  await page.getByRole('link', { name: 'numbering 20' }).click();
  await headline(page).getByText('20 questions fell at quality: numbering').waitFor();
  expect(new URL(page.url()).search).toBe('?run=run-1&stage=quality&reason=numbering');
  await page.goBack();
  await page.getByRole('link', { name: '60 left after Difficulty' }).click();
  await headline(page).getByText('60 questions left after difficulty').waitFor();
  await page.goBack();
  await page.getByRole('link', { name: '20 selected', exact: true }).click();
  await headline(page).getByText('20 questions selected').waitFor();
  expect(complaints).toEqual([]);
});

test('bars are as wide as their counts, and the log scale is one key away', async () => {
  const { url } = await serveWorkbench(plan(100));
  const { page } = await openPage();
  await page.goto(url);
  const bar = page.getByTitle('solved: 20');
  await bar.waitFor();
  const widths = async () => {
    const whole = await bar.locator('xpath=..').boundingBox();
    const part = await bar.boundingBox();
    return Math.round((100 * (part?.width ?? 0)) / (whole?.width ?? 1));
  };
  expect(await widths()).toBe(20);
  await page.getByRole('radio', { name: 'Linear' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(widths).toBe(Math.round((100 * (Math.log10(81) - Math.log10(61))) / Math.log10(101)));
});

test('every picture has its numbers as a table, by button and by the key t', async () => {
  const { url } = await serveWorkbench(plan(100));
  const { page } = await openPage();
  await page.goto(url);
  await page.getByRole('heading', { name: /median/ }).waitFor();
  await page.getByRole('button', { name: 'Table' }).first().click();
  const funnel = page.getByRole('table').first();
  expect(await funnel.getByRole('row').allInnerTexts()).toContain('Quality\tnumbering\t20');
  expect(await page.getByRole('table').count()).toBe(1);
  await page.keyboard.press('t');
  await expect.poll(() => page.getByRole('table').count()).toBe(5);
});

test('the run that is chosen stays chosen from section to section, and the newest is followed', async () => {
  const planned = plan(50);
  const { url, workspace, ids } = await serveWorkbench(planned);
  const { page } = await openPage();
  await page.goto(url);
  await headline(page).getByText('10 of 50').waitFor();
  const other = plan(50).map((one) =>
    one.stage === 'difficulty' ? { ...one, stage: 'quality' as const, reason: 'asymptote' } : one,
  );
  storeRun(workspace, 'run-2', other, ids);
  await headline(page).getByText('10 of 50 questions selected; 30').waitFor();
  await page.getByRole('button', { name: 'Run run-2' }).click();
  await page.getByRole('menuitemradio', { name: /^run-1/ }).click();
  await page.getByRole('link', { name: 'solved 10' }).waitFor();
  await page.getByRole('link', { name: /^Pool/ }).click();
  await headline(page).getByText('50 questions').waitFor();
  expect(new URL(page.url()).search).toBe('?run=run-1');
});

test('an empty workspace says what will be here and how to begin', async () => {
  const { url } = await serveWorkbench([]);
  const { page, complaints } = await openPage();
  await page.goto(url);
  await headline(page).getByText('This workspace is empty').waitFor();
  await page.getByText('npm run -s winnow -- import questions.jsonl').waitFor();
  await page.getByRole('link', { name: /^Pool/ }).click();
  await headline(page).getByText('The pool is empty').waitFor();
  await page.getByRole('link', { name: /^Releases/ }).click();
  await headline(page).getByText('No release yet').waitFor();
  expect(complaints).toEqual([]);
});

test('a pool without a run shows what it holds, and its questions can be read', async () => {
  const { url } = await serveWorkbench(plan(30), { withRun: false });
  const { page, complaints } = await openPage();
  await page.goto(url);
  await headline(page).getByText('30 questions from 3 sources, and no run yet').waitFor();
  await page.getByRole('link', { name: 'quarry' }).click();
  await page.getByRole('link', { name: /^Question 10:/ }).waitFor();
  expect(await page.getByLabel('Outcome').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('what goes wrong is said where it went wrong, with a way on', async () => {
  const { url } = await serveWorkbench(plan(10));
  const { page } = await openPage();
  await page.goto(`${url}/?run=run-9`);
  await page.getByRole('alert').getByText('There is no run run-9').waitFor();
  await page.goto(`${url}/no/such/page`);
  await headline(page).getByText('There is no such page').waitFor();

  const refuse = (code: string, status: number) => (route: { fulfill(reply: object): Promise<void> }) =>
    route.fulfill({
      status,
      contentType: 'application/json',
      body: JSON.stringify({ error: code, message: 'Not you.', details: null }),
    });
  await page.route('**/api/v1/runs/latest', refuse('forbidden', 403));
  await page.goto(url);
  await headline(page).getByText('This is not open to you').waitFor();
  await page.unroute('**/api/v1/runs/latest');
  await page.route('**/api/v1/runs/latest', (route) => route.abort());
  await page.goto(url);
  await page.getByRole('alert').getByText('The server does not answer.').waitFor();
  await page.unroute('**/api/v1/runs/latest');
  await page.getByRole('button', { name: 'Try again' }).click();
  await headline(page).getByText('2 of 10').waitFor();
});
