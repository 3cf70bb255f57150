import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { FAKE_KEY } from '../ask/collecting.ts';
import { ARTEFACTS, headline, openPage, withBrowser } from '../browser/browser.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { serveCommand } from '../helpers/served.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

withBrowser();

/** An empty workspace, served with a key for a Gemini that is a fake one. */
async function serveEmpty(): Promise<string> {
  const fake = await startFakeModels({});
  onTestFinished(() => fake.close());
  const { url } = await serveCommand(join(temporaryFolder(), 'visit'), {
    GEMINI_API_KEY: FAKE_KEY,
    GOOGLE_GEMINI_BASE_URL: fake.url,
  });
  return url;
}

const FILES = ['aime', 'asdiv', 'bbh', 'agieval', 'gsm8k-backward'];

test('a curator who has never seen it comes from files to a verified release, without the command line', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const pool = REAL_POOL;
  const url = await serveEmpty();
  const { page, complaints } = await openPage();
  page.setDefaultTimeout(240_000);
  await page.goto(url);

  const files = FILES.map((name) => join(pool, 'pool', `${name}.jsonl.gz`));
  let pooled = '';
  const steps: Record<string, () => Promise<void>> = {
    import: async () => {
      pooled = await importPool(page, files);
    },
    benchmark: () => addBenchmark(page, join(pool, 'evals', 'aime24.jsonl.gz')),
    run: () => makeRun(page, pooled),
    why: () => findWhy(page),
    threshold: () => moveThreshold(page),
    traces: () => collectTraces(page),
    flag: () => clearFlag(page),
    release: () => buildRelease(page),
  };
  for (const [name, step] of Object.entries(steps)) {
    try {
      await step();
    } finally {
      await page.screenshot({ path: join(ARTEFACTS, `visit-${name}.png`) }); // what it stumbled over, too
    }
  }
  expect(complaints).toEqual([]);
});

/** @returns how many questions came in */
async function importPool(page: Page, files: string[]): Promise<string> {
  await page.getByRole('link', { name: 'Import questions' }).click();
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', { name: 'Check all records' }).click();
  const checked = page.getByRole('heading', { name: /questions would come in/ });
  const [many = ''] = /^[\d,]+/.exec(await checked.innerText()) ?? [];
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await headline(page).getByText(`${many} questions imported`).waitFor();
  return many;
}

async function addBenchmark(page: Page, file: string): Promise<void> {
  await page.getByRole('button', { name: 'Import more' }).click();
  await page.getByText('A benchmark, never to be trained on').click();
  await page.locator('input[type=file]').setInputFiles(file);
  await page.getByRole('button', { name: 'Add benchmark' }).click();
  await headline(page).getByText('The benchmark is added').waitFor();
}

async function makeRun(page: Page, pooled: string): Promise<void> {
  await page.getByRole('link', { name: 'Overview' }).click();
  await headline(page).getByText(`${pooled} questions from 5 sources, and no run yet`).waitFor();
  await page.getByLabel('Select', { exact: true }).fill('40');
  await page.getByRole('button', { name: 'Make a run' }).click();
  await headline(page).getByText(`40 of ${pooled} questions selected`).waitFor();
}

/** From the funnel to one question that fell, and what a person can check. */
async function findWhy(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /near duplicate/i })
    .first()
    .click();
  await headline(page).getByText('near duplicate').waitFor();
  await page.locator('tbody a').first().click();
  const drawer = page.getByRole('complementary', { name: 'Question' });
  await drawer.getByText('Near duplicate').first().waitFor();
  await drawer
    .getByText(/similar/i)
    .first()
    .waitFor();
  await drawer.getByText('This question', { exact: true }).waitFor();
  await drawer.getByRole('button', { name: /what would change it/ }).click();
  await drawer.getByText(/It would be selected with|No setting that was tried selects it/).waitFor();
}

async function moveThreshold(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Recipe' }).click();
  await headline(page).getByText('would be selected').waitFor();
  await page.getByRole('textbox', { name: 'N', exact: true }).fill('45');
  await headline(page).getByText('45 would be selected instead of 40: 5 come in, 0 go out').waitFor();
  await page.getByRole('button', { name: 'Run it' }).click();
  await page.getByRole('link', { name: /^Hold it against/ }).click();
  await headline(page)
    .getByText(/selects 5 that/)
    .waitFor();
}

async function collectTraces(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Traces' }).click();
  await page.getByRole('link', { name: 'Plan a collection' }).click();
  await page.getByLabel('Ceiling').fill('5');
  const start = page.getByRole('button', { name: /^Start asking/ });
  await expect.poll(() => start.getAttribute('aria-disabled'), { timeout: 240_000 }).toBe('false');
  await start.click();
  await headline(page)
    .getByText(/of 45 traces asked of .* are usable/)
    .waitFor();
}

/** What holds up a release is taken upon oneself, by name and for a purpose, and no longer stands open. */
async function clearFlag(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Compliance' }).click();
  await page.locator('label').getByText('Waivers', { exact: true }).click();
  await page.getByRole('button', { name: 'Waive for this run' }).click();
  await page.getByLabel('Policy under which it is to lift them').selectOption('research-only');
  const flags = page.getByRole('checkbox');
  const many = await flags.count();
  expect(many).toBeGreaterThan(0);
  for (const flag of await flags.all()) await flag.check();
  await page.getByLabel('What the release is for, and for which model').fill('a study of a 7B model');
  await page
    .getByLabel('Why it may be done, in at least 20 characters')
    .fill('counsel has looked at it for this study');
  await page.getByLabel('Kind of reason').selectOption('fair-use-counsel');
  await page.getByLabel('Who says so').fill('ann');
  await page.getByRole('button', { name: 'Waive', exact: true }).click();
  await page.getByRole('button', { name: /^Revoke/ }).waitFor();
  await page.getByText(`${many} lifted by waivers`).waitFor();
  await page.locator('label').getByText('Flags', { exact: true }).click();
  await page.getByRole('cell', { name: '45', exact: true }).getByRole('link').first().click();
  await page.getByRole('cell', { name: 'waived' }).first().waitFor();
}

/** The set is built, fetched as a file, and found to be as it was written, by the page and by the file itself. */
async function buildRelease(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Releases' }).click();
  await page.getByRole('link', { name: 'Build a release' }).first().click();
  await page.getByText('internal', { exact: true }).click();
  await page.getByLabel('Name').fill('first-set');
  await page.getByRole('button', { name: 'Build release' }).click();
  await page.getByRole('link', { name: /^See release-/ }).click();
  await headline(page).getByText('45 rows under internal').waitFor();
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('It is as it was written').waitFor();

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as tar' }).click(),
  ]);
  const folder = temporaryFolder();
  execFileSync('tar', ['-xf', await download.path(), '-C', folder]);
  const [unpacked = ''] = readdirSync(folder);
  const said = execFileSync(process.execPath, [join(folder, unpacked, 'verify.mjs')], { encoding: 'utf8' });
  expect(said).toContain('untouched');
}
