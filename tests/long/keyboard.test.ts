import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { headline, openPage, withBrowser } from '../browser/browser.ts';
import { serveWhole } from '../browser/whole-workspace.ts';

withBrowser();

/** Pages as they are asked for in the palette, and where that leads. */
const PLACES = [
  ['Overview', '/'],
  ['Pool', '/pool'],
  ['Map', '/map'],
  ['Recipe', '/recipe'],
  ['Compare two runs', '/recipe/compare'],
  ['Traces', '/traces'],
  ['Plan a collection', '/traces/plan'],
  ['Review', '/review'],
  ['Make a review queue', '/review/queues/new'],
  ['Compliance', '/compliance'],
  ['Releases', '/releases'],
  ['Build a release', '/releases/new'],
  ['See what releases taught', '/releases/evaluations'],
  ['Audit', '/audit'],
  ['Jobs', '/jobs'],
  ['People', '/people'],
  ['Settings', '/settings'],
  ['Import questions', '/import'],
] as const;

/** What has the focus, and whether it can be seen to have it. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const it = document.activeElement;
    if (it === null || it === document.body) return null;
    const { width, height } = it.getBoundingClientRect();
    const label = it.closest('label') ?? it;
    const isShown = [it, label].some((one) => getComputedStyle(one).outlineStyle !== 'none');
    // What the page itself brings the focus to is shown by what changed there.
    return {
      isShown: isShown || (it instanceof HTMLElement && it.tabIndex < 0),
      hasRoom: width > 0 && height > 0,
      tag: it.tagName,
    };
  });

test('every page is reached, walked and left by the keyboard alone', { timeout: 120_000 }, async () => {
  const { url, run, ids } = await serveWhole(60);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/?run=${run.runId}`);
  await headline(page).waitFor();
  for (const [asked, path] of PLACES) {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Go to' }).waitFor();
    await page.keyboard.type(asked);
    await page.getByRole('option', { selected: true }).filter({ hasText: asked }).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(() => new URL(page.url()).pathname).toBe(path);
    await headline(page).first().waitFor();
    expect(new URL(page.url()).searchParams.get('run')).toBe(run.runId);
    if (path !== '/review') {
      // The desk of reviewers has keys of its own, which its own tests press.
      await page.keyboard.press('Shift+Slash');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    for (let step = 0; step < 6; step++) {
      await page.keyboard.press('Tab');
      expect([path, await focused(page)]).toEqual([
        path,
        { isShown: true, hasRoom: true, tag: expect.any(String) },
      ]);
    }
  }

  await page.goto(`${url}/pool?kept=true&run=${run.runId}`);
  await page.locator('[data-row="0"] a').waitFor();
  const row = () =>
    page.evaluate(() => document.activeElement?.closest('[data-row]')?.getAttribute('data-row'));
  await page.keyboard.press('j');
  await expect.poll(row).toBe('0');
  await page.keyboard.press('ArrowDown');
  await expect.poll(row).toBe('1');
  await page.keyboard.press('End');
  await expect.poll(row).toBe(String(ids.length - 1));
  await page.keyboard.press('Home');
  await expect.poll(row).toBe('0');
  await page.keyboard.press('Enter');
  await page.getByRole('complementary', { name: 'Question' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('complementary', { name: 'Question' }).waitFor({ state: 'detached' });
  await expect.poll(row).toBe('0');
  expect(complaints).toEqual([]);
});
