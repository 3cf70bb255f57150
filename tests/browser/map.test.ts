import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { inChildren } from '../../server/cli/children.ts';
import { cacheFolder } from '../../server/runs/facts/cache-folder.ts';
import { findRun } from '../../server/runs/find.ts';
import { MAPS } from '../../server/runs/map/kept.ts';
import { layOutMap } from '../../server/runs/map/lay-out.ts';
import { MAIN } from '../helpers/cli.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { plan, storePool, storeRun } from '../http/pool-with-run.ts';
import { startServer } from '../http/server.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

async function serveMap({ isLaidOut = true } = {}) {
  const workspace = temporaryWorkspace();
  const planned = plan(150);
  const ids = storePool(workspace, planned);
  storeRun(workspace, 'run-1', planned, ids);
  if (isLaidOut)
    await layOutMap(workspace, findRun(workspace, 'run-1'), {
      cache: cacheFolder(join(workspace.dir, ...MAPS), 'test', () => new Date()),
      progress: () => undefined,
      signal: new AbortController().signal,
    });
  const server = await startServer(workspace, PAGES, {
    commanding: inChildren([process.execPath, MAIN], workspace.dir, process.env),
  });
  return { ...server, ids };
}

const mapOn = (page: Page) => page.getByRole('application', { name: /^Map of 150 questions/ });
const shownCount = async (page: Page): Promise<number> =>
  Number(/(\d+) of 150/.exec(await headline(page).innerText())?.[1] ?? 150);

test('a map is laid out from its page, and then shows every question', async () => {
  const { url } = await serveMap({ isLaidOut: false });
  const { page, complaints } = await openPage();
  await page.goto(`${url}/map`);
  await headline(page).getByText('The map of these 150 questions is not laid out yet').waitFor();
  expect(await violationsOn(page, 'map that is not laid out')).toEqual([]);
  await page.getByRole('button', { name: 'Lay out the map' }).click();
  await headline(page).getByText('150 questions, similar ones together').waitFor();
  await mapOn(page).waitFor();
  expect(await violationsOn(page, 'map')).toEqual([]);
  expect(complaints).toEqual([]);
});

test('lasso, legend, treemap and brush narrow the same questions, and the pool reads them', async () => {
  const { url } = await serveMap();
  const { page, complaints } = await openPage();
  await page.goto(`${url}/map`);
  const box = await mapOn(page).boundingBox();
  if (box === null) throw new Error('The map has no place on the page.');
  await page.getByText('Lasso', { exact: true }).click();
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  await page.mouse.move(...at(0.02, 0.02));
  await page.mouse.down();
  for (const [x, y] of [
    [0.55, 0.02],
    [0.55, 0.98],
    [0.02, 0.98],
    [0.02, 0.04],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 6 });
  await page.mouse.up();
  await expect.poll(() => new URL(page.url()).searchParams.get('area')).toMatch(/^v1-/);
  const inArea = await shownCount(page);
  expect(inArea).toBeGreaterThan(10);
  expect(inArea).toBeLessThan(150);

  await page.getByRole('button', { name: /^Selected/ }).click();
  await expect.poll(() => shownCount(page)).toBeLessThan(inArea);
  await page.getByRole('slider', { name: 'Greatest length' }).press('ArrowLeft');
  await expect.poll(() => new URL(page.url()).searchParams.get('length')).toMatch(/^\d+-\d+$/);
  await page.locator('button[title^="Geometry: "]').click();
  await page.getByRole('button', { name: 'Without: Geometry' }).waitFor();
  const left = await shownCount(page);
  await page.reload();
  await expect.poll(() => shownCount(page)).toBe(left);
  await page.getByText('As a command').click();
  await page.getByText(/decisions --run run-1 --area v1-[-.\d]+ --domain 51 --kept --length/).waitFor();
  await page.getByRole('link', { name: /in the pool$/ }).click();
  await headline(page)
    .getByText(new RegExp(`^${left} questions? selected in Geometry in an area of the map`))
    .waitFor();
  await page.getByRole('link', { name: 'On the map' }).click();
  await expect.poll(() => shownCount(page)).toBe(left);
  await page.getByRole('button', { name: 'Clear all' }).click();
  await headline(page).getByText('150 questions, similar ones together').waitFor();
  expect(complaints).toEqual([]);
});

test('by keyboard alone a region is found, kept, and a question of it opened', async () => {
  const { url } = await serveMap();
  const { page, complaints } = await openPage({ colorScheme: 'dark' });
  await page.goto(`${url}/map?by=domain`);
  await mapOn(page).focus();
  for (const key of ['+', '+', 'ArrowRight', 'ArrowUp', '-', 's']) await page.keyboard.press(key);
  await page.getByRole('button', { name: 'Without: In the area' }).waitFor();
  const kept = await shownCount(page);
  expect(kept).toBeLessThan(150);
  await expect.poll(() => new URL(page.url()).searchParams.get('at')).toMatch(/^\d+\.\d+\.\d+$/);
  await page.keyboard.press('Escape');
  await headline(page).getByText('150 questions, similar ones together').waitFor();
  await page.keyboard.press('0');
  await page
    .getByRole('status')
    .filter({ hasText: /Question \d+:/ })
    .waitFor();
  await page.keyboard.press('Enter');
  const drawer = page.getByRole('complementary', { name: 'Question' });
  await drawer.getByRole('heading').first().waitFor();
  expect(new URL(page.url()).pathname).toMatch(/^\/map\/./);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await page.keyboard.press('t');
  await page.getByRole('region', { name: /domains: the numbers$/ }).waitFor();
  expect(complaints).toEqual([]);
});
