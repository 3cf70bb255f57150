import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { inChildren } from '../../server/cli/children.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { memoryOver } from '../../server/runs/facts/memory.ts';
import { MAIN } from '../helpers/cli.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { addTwoFaults } from '../runs/two-faults.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

/** Thirty plain questions and two with faults, over which a real run selected ten. */
async function serveLab() {
  const workspace = temporaryWorkspace();
  addTwoFaults(workspace);
  const memory = memoryOver(cacheFolder(`${workspace.dir}/cache`, 'test', () => new Date()));
  const run = await runShipped(workspace, { set: ['diversity.n=10'], recipe: 'winnow', memory });
  const server = await startServer(workspace, PAGES, {
    deciding: () => runEffects({ memory }),
    commanding: inChildren([process.execPath, MAIN], workspace.dir, process.env),
  });
  return { ...server, run };
}

test('a threshold is moved, the page shows who changes and why, and the recipe is saved and run', async () => {
  const { url, run } = await serveLab();
  const { page, complaints } = await openPage();
  await page.goto(url);
  await page.getByRole('link', { name: 'Recipe' }).click();
  await headline(page)
    .getByText(`10 of 32 questions would be selected, the same as in ${run.runId}`)
    .waitFor();
  const n = page.getByRole('textbox', { name: 'N', exact: true });
  await n.fill('12');
  await headline(page).getByText('12 would be selected instead of 10: 2 come in, 0 go out').waitFor();
  await page.getByRole('button', { name: 'What n is' }).click();
  await page.getByText('How many to select.').waitFor();
  await page.getByText('Unit: questions. Default: 1,000. Source: 1,000, s1 section 2.2.').waitFor();
  await expect.poll(() => new URL(page.url()).search).toBe('?set=diversity.n%3D12');

  await page.getByRole('link', { name: 'Come in (2)' }).click();
  await page.getByRole('cell', { name: 'diversity.n: 10 → 12' }).first().waitFor();
  await page.getByRole('row', { name: /diversity.n 10 12 2 0/ }).waitFor();
  await page.getByRole('link', { name: /^12 selected/ }).click();
  await page.getByText('Questions that would be selected').waitFor();
  await page.reload();
  await headline(page).getByText('2 come in').waitFor();

  await n.fill('many');
  await page.getByText('A whole number of at least 0, or all.').waitFor();
  expect(await page.getByRole('button', { name: 'Run it' }).getAttribute('aria-disabled')).toBe('true');
  await n.fill('12');
  await page.getByText('npm run -s winnow -- run --recipe winnow --set diversity.n=12 --seed 42').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as recipe file' }).click();
  const saved = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  expect([saved.recipe, saved.stages.at(-1).n]).toEqual(['winnow', 12]);
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByRole('link', { name: `Hold it against ${run.runId}` }).click();
  await headline(page).getByText(`selects 2 that ${run.runId} does not, and leaves out 0`).waitFor();
  await page.getByRole('cell', { name: 'diversity.n: 10 → 12' }).first().waitFor();
  expect(complaints).toEqual([]);
});

test('form and JSON stay in step, sliders move by keys, and every setting goes back to what it was', async () => {
  const { url } = await serveLab();
  const { page, complaints } = await openPage();
  await page.goto(`${url}/recipe?view=json`);
  const json = page.getByLabel('Recipe as JSON');
  const text = await json.inputValue();
  await json.fill(text.replace('"n": 10', '"n": 3'));
  await headline(page).getByText('3 would be selected instead of 10: 0 come in, 7 go out').waitFor();
  await json.fill('{');
  await page.getByText('This is not JSON yet').waitFor();
  await page.getByText('Form', { exact: true }).click();
  const share = page.getByRole('slider', { name: 'Harder, moved along' });
  await share.focus();
  await page.keyboard.press('ArrowRight');
  await page.getByText('difficulty.harder: 0.5 → 0.51').waitFor();
  await page.getByRole('button', { name: 'Put n back to 10' }).click();
  await page.getByRole('button', { name: 'Put back difficulty.harder: 0.5 → 0.51' }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  expect(await violationsOn(page, 'the lab')).toEqual([]);
  await page.getByLabel('Starts from').selectOption('s1');
  await page.getByText('Another recipe than that of the run').waitFor();
  await headline(page)
    .getByText(/would be selected/)
    .waitFor();
  expect(complaints).toEqual([]);
});

test('a newer question overtakes an older one, which is given up', async () => {
  const { url } = await serveLab();
  const { page } = await openPage();
  await page.goto(`${url}/recipe`);
  await headline(page).getByText('would be selected').waitFor();
  const aborted: string[] = [];
  page.on('requestfailed', (request) => void aborted.push(request.postData() ?? ''));
  await page.route('**/api/v1/previews', async (route) => {
    const isSlow = (route.request().postData() ?? '').includes('"n":4');
    if (isSlow) await new Promise((done) => setTimeout(done, 1500));
    await route.continue().catch(() => undefined); // it was given up meanwhile
  });
  const n = page.getByRole('textbox', { name: 'N', exact: true });
  const asked = page.waitForRequest((request) => (request.postData() ?? '').includes('"n":4'));
  await n.fill('4');
  await asked;
  await n.fill('5');
  await headline(page).getByText('5 would be selected instead of 10').waitFor();
  await expect.poll(() => aborted.filter((body) => body.includes('"n":4'))).toHaveLength(1);
});

test('a pool without a run says what will be here', async () => {
  const server = await startServer(temporaryWorkspace(), PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${server.url}/recipe`);
  await headline(page).getByText('The pool is empty').waitFor();
  await page.goto(`${server.url}/recipe/compare`);
  await headline(page).getByText('There are not two runs yet').waitFor();
  await page.goto(`${server.url}/jobs`);
  await headline(page).getByText('No job yet').waitFor();
  expect(complaints).toEqual([]);
});
