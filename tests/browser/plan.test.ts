import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { setWorkspacePolicy } from '../../server/db/policy.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import { ASSETS } from '../helpers/run.ts';
import { serveCollecting } from '../http/collecting-server.ts';
import { violationsOn } from './axe.ts';
import { ARTEFACTS, headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

type Page = Awaited<ReturnType<typeof openPage>>['page'];
const startOf = (page: Page) => page.getByRole('button', { name: /^Start asking/ });
const beStrict = ({ workspace }: Awaited<ReturnType<typeof serveCollecting>>) =>
  setWorkspacePolicy(workspace, 'strict', 'Ada', loadShipped(ASSETS.data).policies);

test('a collection is planned, started, seen through and found again, and nothing was asked before', async () => {
  const { url, fake } = await serveCollecting({ pages: PAGES });
  const { page, complaints } = await openPage();
  await page.goto(`${url}/traces`);
  await page.getByRole('link', { name: 'Plan a collection' }).click();
  await expect
    .poll(() => headline(page).innerText())
    .toMatch(/^4 calls of gemini-3.8-flash cost about \$0.\d+ \(\$0\S* to \$0.\d+\)$/);
  const pool = page.getByRole('row', { name: /^The whole pool/ });
  expect((await pool.innerText()).replace(/\s+/g, ' ')).toMatch(
    /The whole pool 8 8 about \$0.\d+ \$0\S* to \$0.\d+/,
  );
  await page.getByRole('radio', { name: 'The whole pool' }).check();
  await headline(page).getByText('8 calls of').waitFor();
  await page.getByLabel('Traces of each question').fill('2');
  await headline(page).getByText('16 calls of').waitFor();
  await page.getByLabel('Ceiling').fill('3');
  await expect.poll(() => new URL(page.url()).search).toBe('?for=pool&samples=2&budget=3');
  await page.reload();
  await headline(page).getByText('16 calls of').waitFor();
  for (const part of [
    'PROVIDER_FORBIDS_COMPETING_MODEL',
    'they could be released with a written permission of the provider alone',
    'the workspace’s policy',
    'hands out no raw thoughts',
  ]) {
    expect(await page.locator('main').innerText()).toContain(part);
  }
  expect(fake.ledger.entries).toEqual([]);
  await page.getByRole('button', { name: 'Ask it what it gives, for free' }).click();
  await page.getByText(/It says now: .*it thinks/).waitFor();
  await startOf(page).click();
  await headline(page).getByText('16 of 16 traces asked of gemini-3.8-flash are usable').waitFor();
  await page.getByText('of the ceiling of $3.00').waitFor();
  await page.goto(`${url}/traces/plan?for=pool&samples=2&budget=3`);
  await headline(page).getByText('Nothing is left to ask gemini-3.8-flash').waitFor();
  expect(await startOf(page).getAttribute('aria-disabled')).toBe('true');
  expect(fake.ledger.entries.filter(({ billed }) => billed !== null)).toHaveLength(16);
  expect(complaints).toEqual([]);
});

test('what blocks under the policy holds the start up, says why, and goes on once it is accepted for a purpose', async () => {
  const served = await serveCollecting({ pages: PAGES });
  beStrict(served);
  const { page, complaints } = await openPage();
  await page.goto(`${served.url}/traces/plan`);
  await page.getByRole('heading', { name: 'It can not start yet' }).waitFor();
  await page.getByText(/The workspace's policy forbids to ask: PROVIDER_FORBIDS_COMPETING_MODEL/).waitFor();
  expect(await startOf(page).getAttribute('aria-disabled')).toBe('true');
  await startOf(page).click({ force: true });
  expect(served.workspace.collections.all()).toEqual([]);
  for (const box of await page.getByRole('checkbox', { name: /^Accept [A-Z]/ }).all()) await box.check();
  await page.getByText('--accept needs --purpose').waitFor();
  await page.getByLabel('What the traces are for').fill('A study of how models think.');
  await page.getByRole('heading', { name: 'Ready to start' }).waitFor();
  await startOf(page).click();
  await headline(page).getByText('4 of 4 traces').waitFor();
  expect(complaints).toEqual([]);
});

test('a form that is not whole says what it lacks; a server that was not declared is refused with its command', async () => {
  const { url } = await serveCollecting({ pages: PAGES });
  const { page } = await openPage();
  await page.goto(`${url}/traces/plan`);
  await page.getByText('An OpenAI-compatible server').click();
  await page.getByText('as soon as the form is whole').waitFor();
  await page.getByLabel('Endpoint').fill('http://127.0.0.1:9/v1');
  await page.getByLabel('Model', { exact: true }).fill('deepseek-ai/DeepSeek-R1');
  await page.getByRole('heading', { name: 'It can not be asked so' }).waitFor();
  await page.getByText(/npm run -s winnow -- terms declare --endpoint http:\/\/127.0.0.1:9\/v1/).waitFor();
  await page.getByLabel('Ceiling').fill('much');
  await page.getByText('A sum in dollars, as in 12.50.').first().waitFor();
});

test('a server without a key says so, and plans all the same', async () => {
  const { url } = await serveCollecting({ pages: PAGES, key: null });
  const { page } = await openPage();
  await page.goto(`${url}/traces/plan`);
  await headline(page).getByText('4 calls of gemini-3.8-flash').waitFor();
  await page.getByText(/There is no key of gemini: set GEMINI_API_KEY/).waitFor();
  expect(await startOf(page).getAttribute('aria-disabled')).toBe('true');
});

test('a collection under way is paused, resumed under another ceiling, and cancelled from its page', async () => {
  const { url, post, fake } = await serveCollecting({
    pages: PAGES,
    questions: 120,
    plan: { latencyMs: 120 },
  });
  const { body } = await post('/collections', { teacher: 'gemini', concurrency: 1, budgetUsd: 5 });
  const { jobId } = body as { jobId: string };
  const { page, complaints } = await openPage();
  await page.goto(`${url}/traces/${jobId}`);
  const panel = page.getByRole('region', { name: 'Asking' });
  await panel.getByText('Asking', { exact: true }).waitFor();
  await panel.getByText(/of 60 done.*spent.*ceiling \$5.00/).waitFor();
  const ring = page.getByRole('link', { name: /1 job under way [\d.]+ %/ });
  expect(await ring.getAttribute('href')).toBe(`/traces/${jobId}`);
  await panel.getByRole('button', { name: 'Pause' }).click();
  await panel.getByText('Paused', { exact: true }).waitFor();
  await ring.waitFor({ state: 'detached' });
  await panel.getByText(/with \d+ still to be asked/).waitFor();
  await panel.getByLabel('Ceiling').fill('7');
  await panel.getByRole('button', { name: 'Resume' }).click();
  await panel.getByText(/ceiling \$7.00/).waitFor();
  await panel.getByRole('button', { name: 'Cancel' }).click();
  await panel.getByText('Cancelled', { exact: true }).waitFor();
  expect(fake.ledger.entries.length).toBeLessThan(60);
  expect(complaints).toEqual([]);
});

const LOOKS = [
  { colorScheme: 'light', width: 1440, height: 900 },
  { colorScheme: 'dark', width: 820, height: 1180 },
  { colorScheme: 'dark', width: 390, height: 844 },
] as const;

test('axe finds nothing on a plan and on work under way, nothing is too wide, and pictures are left to look at', async () => {
  const served = await serveCollecting({ pages: PAGES, questions: 400, plan: { latencyMs: 400 } });
  beStrict(served);
  const { body } = await served.post('/collections', {
    teacher: 'gemini',
    concurrency: 1,
    budgetUsd: 4,
    for: 'reserve',
    accept: ['PROVIDER_FORBIDS_COMPETING_MODEL'],
    purpose: 'a look',
  });
  const { jobId } = body as { jobId: string };
  mkdirSync(ARTEFACTS, { recursive: true });
  const found: unknown[] = [];
  for (const look of LOOKS) {
    const { page } = await openPage(look);
    const views: [string, string, () => Promise<void>][] = [
      [
        'plan',
        '/traces/plan?samples=2&budget=0.2',
        () => page.getByRole('heading', { name: 'It can not start yet' }).waitFor(),
      ],
      ['job', `/traces/${jobId}`, () => page.getByRole('region', { name: 'Asking' }).waitFor()],
    ];
    for (const [name, path, isThere] of views) {
      await page.goto(`${served.url}${path}`);
      await isThere();
      for (const part of await page.locator('main details > summary').all()) await part.click();
      const file = join(ARTEFACTS, `${name}-${look.width}x${look.height}-${look.colorScheme}.png`);
      await page.screenshot({ path: file });
      await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 100_000));
      await page.screenshot({ path: file.replace('.png', '-end.png') });
      found.push(...(await violationsOn(page, `${name} ${look.width} ${look.colorScheme}`)));
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      expect({ name, width: look.width, isWide }).toEqual({ name, width: look.width, isWide: false });
    }
  }
  expect(found).toEqual([]);
}, 180_000);
