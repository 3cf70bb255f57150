import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';
import { ARTEFACTS, headline, openPage, withBrowser } from '../browser/browser.ts';
import { MAIN } from '../helpers/cli.ts';
import { NO_POOL, REAL_POOL } from '../helpers/real-pool.ts';
import { temporaryFolder } from '../helpers/workspace.ts';

withBrowser();

/** The command that a person types, over an empty workspace. */
async function serveEmpty(): Promise<string> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--json'], {
    env: {
      ...process.env,
      WINNOW_WORKSPACE: join(temporaryFolder(), 'visit'),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null) await once(child, 'exit');
  });
  let said = '';
  for await (const line of createInterface({ input: child.stdout })) {
    said += line;
    try {
      return (JSON.parse(said) as { url: string }).url;
    } catch {
      // The reply goes on.
    }
  }
  throw new Error('The server did not start.');
}

const FILES = ['aime', 'asdiv', 'bbh', 'agieval', 'gsm8k-backward'];

test('a curator who has never seen it comes from files to the reason why a question fell, without the command line', async (context) => {
  if (REAL_POOL === null) return context.skip(NO_POOL);
  const pool = REAL_POOL;
  const url = await serveEmpty();
  const { page, complaints } = await openPage();
  page.setDefaultTimeout(60_000);
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
  await page.keyboard.press('Escape');
}
