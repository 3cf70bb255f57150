import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { plan } from '../http/pool-with-run.ts';
import { headline, openPage, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

const otherProcess = (dir: string, runId: string) =>
  promisify(execFile)(process.execPath, [
    '--import',
    'tsx',
    join(import.meta.dirname, 'other-process.ts'),
    dir,
    runId,
  ]);

test('what another process imports and runs appears in the open page without a reload', async () => {
  const { url, workspace } = await serveWorkbench([]);
  const { page, complaints } = await openPage();
  await page.goto(url);
  await headline(page).getByText('This workspace is empty').waitFor();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  await otherProcess(workspace.dir, 'run-of-another');
  await headline(page).getByText('5 of 25 questions selected').waitFor();
  await page.getByRole('button', { name: 'Run run-of-another' }).waitFor();
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
  expect(complaints).toEqual([]);
});

test('a hidden page lets go of its stream, and catches up when it is seen again', async () => {
  const planned = plan(10);
  const { url, workspace, ids } = await serveWorkbench(planned);
  const { page } = await openPage();
  await page.addInitScript(() => {
    let hidden = false;
    Object.defineProperty(document, 'visibilityState', { get: () => (hidden ? 'hidden' : 'visible') });
    Object.assign(window, {
      hide(value: boolean) {
        hidden = value;
        document.dispatchEvent(new Event('visibilitychange'));
      },
    });
  });
  await page.goto(url);
  await headline(page).getByText('2 of 10').waitFor();
  const hide = (value: boolean) =>
    page.evaluate((hidden) => (window as unknown as { hide(value: boolean): void }).hide(hidden), value);
  await hide(true);
  const { storeRun } = await import('../http/pool-with-run.ts');
  storeRun(
    workspace,
    'run-2',
    planned.map((one) => (one.stage === 'quality' ? { ...one, reason: 'asymptote' } : one)),
    ids,
  );
  await page.waitForTimeout(800);
  expect(await page.getByRole('link', { name: 'asymptote 2' }).count()).toBe(0);
  await hide(false);
  await page.getByRole('link', { name: 'asymptote 2' }).waitFor();
});
