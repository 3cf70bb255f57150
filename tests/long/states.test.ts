import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page, Route } from 'playwright-core';
import { expect, test } from 'vitest';
import { violationsOn } from '../browser/axe.ts';
import { ARTEFACTS, openPage, withBrowser } from '../browser/browser.ts';
import { pagesOf, serveWhole } from '../browser/whole-workspace.ts';
import { serveCommand } from '../helpers/served.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

withBrowser();

const FOLDER = join(ARTEFACTS, 'states');

const answer = (status: number, error: string, message: string) => (route: Route) =>
  route.fulfill({ status, contentType: 'application/json', body: JSON.stringify({ error, message }) });

/** What becomes of every request for data, and what a page must say then. */
const STATES = {
  broken: { act: answer(500, 'failed', 'It broke.'), says: /It broke\./ },
  forbidden: { act: answer(403, 'forbidden', 'This takes a curator.'), says: /This takes a curator\./ },
  loading: { act: () => undefined, says: null },
} as const;

/** Who asks, and whether anything changed, is answered always: the frame of a page stands on it. */
const ALWAYS = ['/session', '/events', '/health', '/workspace'];

/** Pages that show nothing of the server by themselves, or begin with a form. */
const OWN = [
  'audit',
  'import',
  'new-queue',
  'people',
  'settings',
  'no-such-page',
  'map-question',
  'question',
  'release',
];

const contentOf = (page: Page) => page.locator('#content');

test.each(Object.keys(STATES) as (keyof typeof STATES)[])(
  'every page says so where what it shows is %s',
  async (state) => {
    const served = await serveWhole();
    mkdirSync(FOLDER, { recursive: true });
    const { act, says } = STATES[state];
    const { page } = await openPage();
    await page.route('**/api/v1/**', (route) => {
      const { pathname } = new URL(route.request().url());
      return ALWAYS.some((one) => pathname.endsWith(one)) ? route.continue() : act(route);
    });
    const faults: unknown[] = [];
    for (const [name, path] of pagesOf(served)) {
      await page.goto(`${served.url}${path}`);
      await page.locator('#content > *').first().waitFor();
      if (says !== null && !OWN.includes(name))
        await contentOf(page)
          .getByText(says)
          .first()
          .waitFor({ timeout: 10_000 })
          .catch(() => faults.push(`${name} does not say that it is ${state}`));
      else await page.waitForTimeout(400);
      const text = (await contentOf(page).innerText()).trim();
      const isComing = await contentOf(page).locator('[role="status"], .pulse, [aria-busy="true"]').count();
      if (text === '' && isComing === 0) faults.push(`${name} shows nothing while it is ${state}`);
      await page.screenshot({ path: join(FOLDER, `${name}-${state}.png`) });
      // A page that is still to come has no heading yet.
      faults.push(
        ...(await violationsOn(page, `${name}, ${state}`)).filter(
          ({ id }) => state !== 'loading' || id !== 'page-has-heading-one',
        ),
      );
    }
    expect(faults).toEqual([]);
  },
);

test('every page says what will be here where there is nothing yet', async () => {
  const { url } = await serveCommand(join(temporaryFolder(), 'empty'));
  mkdirSync(FOLDER, { recursive: true });
  const { page } = await openPage();
  const faults: unknown[] = [];
  page.on('response', (reply) => void (reply.status() >= 500 && faults.push(reply.url())));
  for (const path of [
    ...['', 'pool', 'map', 'recipe', 'recipe/compare', 'traces', 'traces/plan', 'review', 'review/queues'],
    ...['review/queues/new', 'compliance', 'releases', 'releases/new', 'releases/evaluations', 'audit'],
    ...['jobs', 'people', 'settings', 'import'],
  ]) {
    await page.goto(`${url}/${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(FOLDER, `${path.replaceAll('/', '-') || 'overview'}-empty.png`) });
    if (await contentOf(page).getByRole('alert').count()) faults.push(`${path} has an alert`);
    faults.push(...(await violationsOn(page, `${path}, empty`)));
  }
  expect(faults).toEqual([]);
});

test('a page that is open says when the server is away, keeps what it shows, and is whole when it is back', async () => {
  const { url, run } = await serveWhole(40);
  const { page } = await openPage();
  await page.goto(`${url}/pool?run=${run.runId}`);
  await page.locator('[data-row="0"]').waitFor();
  await page.context().setOffline(true);
  const line = page.getByText('The server cannot be reached.');
  await line.waitFor();
  await page.screenshot({ path: join(FOLDER, 'pool-away.png') });
  expect(await violationsOn(page, 'away')).toEqual([]);
  expect(await page.locator('[data-row="0"]').isVisible()).toBe(true);
  await page.context().setOffline(false);
  await line.waitFor({ state: 'detached', timeout: 60_000 });
});
