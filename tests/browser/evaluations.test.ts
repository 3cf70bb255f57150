import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { plan } from '../http/pool-with-run.ts';
import { storeEvaluation } from '../http/stored-evaluations.ts';
import { violationsOn } from './axe.ts';
import { ARTEFACTS, headline, openPage, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

const RIGHT: Record<string, number[]> = {
  random: [5, 7, 9, 11],
  longest: [4, 8, 10, 10],
  s1: [6, 10, 15, 17],
  winnow: [7, 12, 17, 19],
};

async function served(recipes: readonly string[]) {
  const planned = plan(10);
  const workbench = await serveWorkbench(planned);
  const { workspace, ids } = workbench;
  for (const recipe of recipes)
    storeEvaluation(workspace, { planned, ids }, { recipe, right: RIGHT[recipe] ?? [] });
  return { ...workbench, planned };
}

test('evaluations are drawn over thinking, compared by recipe, switched off, and are numbers behind a key', async () => {
  const { url, workspace, planned, ids } = await served(['s1', 'winnow', 'random', 'longest']);
  storeEvaluation(workspace, { planned, ids }, { recipe: 'diverse', right: [9, 9, 9, 9], benchmark: 'gpqa' });
  const { page, complaints } = await openPage();
  await page.goto(`${url}/releases`);
  await page.getByRole('link', { name: /What they taught/ }).click();
  await expect
    .poll(() => headline(page).textContent())
    .toBe(
      'winnow answers 63.3 % of aime24 right with about 6,200 thinking tokens: not plainly more than s1 with 56.7 %'.replaceAll(
        ' %',
        '\u00a0%',
      ),
    );
  const table = page.getByRole('region', { name: 'Evaluations side by side' });
  const rows = () => table.getByRole('row').allInnerTexts();
  expect((await rows()).map((row) => row.split(/\s+/)[0])).toEqual([
    'Recipe',
    'random',
    'longest',
    's1',
    'winnow',
  ]);
  expect((await rows())[4]).toMatch(
    /student-winnow\s+run-winnow\s+63\.3\s%\s+45\.5\s% – 78\.1\s%\s+compared with\s+6,200 "Wait" 2x\s+100 %\s+[\d.]+$/,
  );
  // s1 missed two that winnow answered, and none the other way round: of 30 items that may be chance
  await expect.poll(async () => (await rows())[3]).toMatch(/\s\u22126\.7 \u221216\.7 to 0\s/);
  expect((await rows())[1]).toMatch(/\s\u221226\.7 \u221243\.3 to \u221213\.3, plainly less\s/);
  await page.getByRole('combobox', { name: 'Compared at' }).selectOption('ended at 500');
  await expect.poll(async () => (await rows())[1]).toMatch(/\s\u22126\.7 \u221216\.7 to 0\s/);
  await page.getByRole('combobox', { name: 'Compared at' }).selectOption('each at its best');
  await page.getByRole('combobox', { name: 'Compared with' }).selectOption('random');
  await expect.poll(async () => (await rows())[4]).toMatch(/\s\+26\.7 \+13\.3 to \+43\.3, plainly more\s/);
  expect(await page.locator('polyline').count()).toBe(4);
  await page.getByRole('checkbox', { name: 'Draw random' }).uncheck();
  expect(await page.locator('polyline').count()).toBe(3);
  await expect.poll(() => new URL(page.url()).searchParams.get('hide')).toBe('evaluation-random-aime24');
  await page.getByRole('button', { name: 'Table' }).click();
  await expect.poll(() => page.getByRole('table').first().getByRole('row').count()).toBe(1 + 3 * 4);
  expect(await page.getByRole('table').first().getByRole('row').nth(1).innerText()).toMatch(
    /^longest\s+student-longest\s+ended at 500\s+480\s+4\s+30\s+13\.3/,
  );
  await page.getByRole('button', { name: 'Table' }).click();
  await page.getByRole('combobox', { name: 'Benchmark' }).selectOption('gpqa');
  await expect
    .poll(() => headline(page).textContent())
    .toMatch(/^diverse answers 30\s% of gpqa right with about 480 thinking tokens$/);
  expect(await page.getByRole('heading', { name: /of the six recipes/ }).textContent()).toBe(
    '5 of the six recipes of the ablation were evaluated',
  );
  expect(await page.getByText('Open: full.').count()).toBe(1);
  expect(complaints).toEqual([]);
});

test('before there is an evaluation the page says how one comes about', async () => {
  const { url } = await served([]);
  const { page } = await openPage();
  await page.goto(`${url}/releases`);
  await page.getByRole('heading', { name: 'No release yet' }).waitFor();
  await page.getByRole('link', { name: /What they taught/ }).click();
  await expect.poll(() => headline(page).textContent()).toBe('No model was evaluated yet');
  await page.getByRole('heading', { name: '0 of the six recipes of the ablation were evaluated' }).waitFor();
  expect(await violationsOn(page, 'no evaluation')).toEqual([]);
});

test.each([
  ['light', 1440, 900],
  ['dark', 390, 844],
] as const)(
  'axe finds nothing on it and nothing is wider than the page: %s, %i',
  async (colorScheme, width, height) => {
    const { url } = await served(['s1', 'winnow', 'random', 'longest']);
    const { page } = await openPage({ colorScheme, width, height });
    await page.goto(`${url}/releases/evaluations`);
    await page.locator('polyline').first().waitFor();
    mkdirSync(ARTEFACTS, { recursive: true });
    await page.screenshot({ path: join(ARTEFACTS, `evaluations-${width}x${height}-${colorScheme}.png`) });
    expect(await violationsOn(page, 'evaluations')).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  },
);
