import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from '../http/pool-with-run.ts';
import { startServer } from '../http/server.ts';
import { violationsOn } from './axe.ts';
import { ARTEFACTS, headline, openPage, PAGES, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

test('facets count what the filter leaves, narrow it, and let it go again', async () => {
  const { url } = await serveWorkbench(plan(300));
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool`);
  await page.getByRole('button', { name: 'Facets' }).click();
  const facets = page.getByRole('complementary', { name: 'Facets' });
  const source = facets.getByRole('region', { name: 'Source' });
  await source.getByRole('button', { name: 'quarry 100' }).click();
  await headline(page).getByText('100 questions from quarry').waitFor();
  await facets.getByRole('region', { name: 'Reason' }).getByRole('button', { name: 'Numbering 20' }).click();
  await headline(page).getByText('20 questions fell: numbering from quarry').waitFor();
  await source.getByRole('button', { name: 'harbour 20' }).waitFor();
  await facets.getByRole('region', { name: 'Length in tokens' }).getByRole('button').first().click();
  await headline(page)
    .getByText(/ of (less than|\d)/)
    .waitFor();
  expect(new URL(page.url()).searchParams.get('facets')).toBe('yes');
  await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
  expect(await violationsOn(page, 'the pool with facets')).toEqual([]);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await headline(page).getByText('300 questions').waitFor();
  await source.getByRole('button', { name: 'quarry 100' }).click();
  await source.getByRole('button', { name: 'quarry 100', pressed: true }).click();
  await headline(page).getByText('300 questions').waitFor();
  expect(complaints).toEqual([]);
});

test('columns are chosen and sorted, and the address keeps them', async () => {
  const { url } = await serveWorkbench(plan(60));
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool`);
  await page.getByRole('link', { name: 'Tokens' }).click();
  await expect
    .poll(() => page.getByRole('columnheader', { name: 'Tokens' }).getAttribute('aria-sort'))
    .toBe('ascending');
  await page.getByRole('link', { name: 'Tokens' }).click();
  await expect
    .poll(() => page.getByRole('columnheader', { name: 'Tokens' }).getAttribute('aria-sort'))
    .toBe('descending');
  const tokens = async () => (await page.locator('tbody tr td:nth-child(4)').allInnerTexts()).map(Number);
  await expect.poll(async () => (await tokens())[0]).toBe(403);
  const shown = await tokens();
  expect(shown).toEqual([...shown].sort((a, b) => b - a));
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Licence' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Domain' }).click();
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('columnheader', { name: 'Licence' }).waitFor();
  expect(await page.getByRole('columnheader').allInnerTexts()).toEqual([
    'Question',
    'Source',
    'Licence',
    'Tokens',
    'Outcome',
  ]);
  expect(complaints).toEqual([]);
});

test('beside facets and all columns a question keeps its room, and the table scrolls sideways in its own frame', async () => {
  const { url } = await serveWorkbench(plan(30));
  const { page } = await openPage();
  await page.goto(`${url}/pool?facets=yes&cols=source+license+domain+length+difficulty+rank+id+outcome`);
  await page.locator('[data-row="0"] a').waitFor();
  await page.getByRole('complementary', { name: 'Facets' }).getByRole('button').first().waitFor();
  await page.screenshot({ path: join(ARTEFACTS, 'pool-all-columns.png') });
  const widths = await page.evaluate(() => {
    const widthOf = (what: string) => document.querySelector(what)?.getBoundingClientRect().width ?? 0;
    const frame = document.querySelector('section[aria-label="Questions"]');
    const page = document.documentElement;
    return {
      head: widthOf('th'),
      cell: widthOf('[data-row="0"] td'),
      rows: widthOf('[data-row="0"]') === frame?.scrollWidth,
      isScrolled: (frame?.scrollWidth ?? 0) > (frame?.clientWidth ?? 0),
      isPageScrolled: page.scrollWidth > page.clientWidth,
    };
  });
  expect(widths).toEqual({ head: 264, cell: 264, rows: true, isScrolled: true, isPageScrolled: false });
});

test('a view is saved under a name, opened again, and removed', async () => {
  const { url } = await serveWorkbench(plan(30));
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool?source=quarry&kept=true&sort=length`);
  await page.getByRole('button', { name: 'Views' }).click();
  const views = page.getByRole('dialog', { name: 'Views' });
  await views.getByText('None is saved yet.').waitFor();
  await views.getByLabel('Name of this view').fill('Selected of the quarry');
  await page.keyboard.press('Enter');
  const link = views.getByRole('link', { name: 'Selected of the quarry' });
  await link.waitFor();
  expect(await violationsOn(page, 'the views')).toEqual([]);
  await views.getByRole('button', { name: 'Close' }).click();
  await page.goto(`${url}/pool?run=run-1`);
  await page.getByRole('button', { name: 'Views' }).click();
  await link.click();
  await expect.poll(() => new URL(page.url()).search).toBe('?source=quarry&kept=true&sort=length&run=run-1');
  await page.getByRole('button', { name: 'Views' }).click();
  await views.getByRole('button', { name: 'Remove Selected of the quarry' }).click();
  await views.getByText('None is saved yet.').waitFor();
  expect(complaints).toEqual([]);
});

test('a whole filter is tagged once it is confirmed how many those are, and put back', async () => {
  const { url, workspace } = await serveWorkbench(plan(50));
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool?reason=solved&stage=difficulty`);
  await headline(page).getByText('10 questions fell').waitFor();
  await page.getByRole('button', { name: 'Pin, exclude or tag' }).click();
  const dialog = page.getByRole('dialog', { name: 'Pin, exclude or tag' });
  await dialog.getByRole('heading', { name: 'Say something of 10 questions' }).waitFor();
  await dialog.getByRole('textbox', { name: 'Tag' }).fill('too-easy');
  await dialog.getByRole('textbox', { name: 'Why' }).fill('solved by everybody');
  await dialog.getByRole('textbox', { name: 'Who says so' }).fill('ann');
  await dialog
    .getByText('tag --run run-1 --stage difficulty --reason solved --as too-easy --by ann --why')
    .waitFor();
  expect(await violationsOn(page, 'saying something of a whole filter')).toEqual([]);
  await dialog.getByRole('button', { name: 'Tag 10 questions' }).click();
  await dialog.getByText('Said of 10 questions.').waitFor();
  expect(workspace.marks.all().map(({ name }) => name)).toEqual(Array(10).fill('too-easy'));
  await dialog.getByRole('button', { name: /^Undo marks-/ }).click();
  await dialog.getByText('taken back').waitFor();
  expect(workspace.marks.all()).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a filtered list is loaded as a file, and its command is shown', async () => {
  const { url } = await serveWorkbench(plan(60));
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool?source=quarry&sort=length`);
  await headline(page).getByText('20 questions').waitFor();
  const loading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const file = await loading;
  expect(file.suggestedFilename()).toBe('decisions.csv');
  const chunks: Buffer[] = [];
  for await (const chunk of await file.createReadStream()) chunks.push(Buffer.from(chunk as Buffer));
  const lines = Buffer.concat(chunks).toString().trimEnd().split('\r\n');
  expect(lines).toHaveLength(21);
  await page.getByRole('button', { name: 'Command' }).click();
  await page.getByText('decisions --run run-1 --source quarry --sort length').waitFor();
  expect(complaints).toEqual([]);
});

test('settings keep theme and density in this browser, and make a backup known', async () => {
  const workspace = temporaryWorkspace();
  const planned = plan(20);
  storeRun(workspace, 'run-1', planned, storePool(workspace, planned));
  const { url } = await startServer(workspace, PAGES, { keyOf: () => 'AIza-secret' });
  const { page, complaints } = await openPage();
  await page.goto(`${url}/settings`);
  await page.getByText('Nobody has said anything of a key yet.').waitFor();
  await page.getByText('None lies here yet.').waitFor();
  expect(await violationsOn(page, 'settings')).toEqual([]);
  await page.getByText('Say where you work').waitFor();
  await page.getByLabel('Country you work in').fill('de');
  await page.getByLabel('What the output is for').fill('traces for a study');
  await page.getByRole('button', { name: 'Attest', exact: true }).click();
  await page.getByRole('region', { name: 'What was said of keys' }).getByText('traces for a study').waitFor();
  expect(await page.content()).not.toContain('AIza');
  await page.getByRole('radio', { name: 'Dense' }).check({ force: true });
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await page.reload();
  expect(await page.evaluate(() => ({ ...document.documentElement.dataset }))).toEqual({
    theme: 'dark',
    density: 'dense',
  });
  await page.goto(`${url}/pool`);
  await page.getByRole('link', { name: /^Question 0:/ }).waitFor();
  expect(
    await page
      .locator('tbody tr')
      .first()
      .evaluate((row) => row.getBoundingClientRect().height),
  ).toBe(32);
  expect(complaints).toEqual([]);
});
