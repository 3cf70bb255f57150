import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { collected, countWords, release, TRAINING } from '../release/fixture.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

test('a release is planned under each policy, a row is read as it is trained on, and it is built and verified', async () => {
  const workspace = temporaryWorkspace();
  const run = await collected(workspace);
  const report = await release(workspace, { run, out: join(workspace.dir, 'releases', 'set-1') });
  const { url } = await startServer(workspace, PAGES, {
    releasing: () => ({ countTokens: countWords, training: TRAINING }),
    commanding: async () => ({ exit: 0, out: JSON.stringify(report), lastLine: '' }),
  });
  const { page, complaints } = await openPage();
  await page.goto(url);
  await page.getByRole('heading', { name: /things are open before a release/ }).waitFor();
  await page.getByRole('heading', { name: 'Nothing was spent so far' }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'strict would refuse it' }).getByRole('link').click();
  await headline(page)
    .getByText(/^4 of 4 rows can be released; strict refuses them/)
    .waitFor();
  await page.getByText('What would lift it').waitFor();
  const licences = page.getByRole('link', { name: 'Conclude licences' });
  expect(await licences.getAttribute('href')).toContain('/compliance?part=licences');
  expect(await page.getByRole('button', { name: 'Build release' }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  await page.getByText('internal', { exact: true }).click();
  await headline(page).getByText('4 of 4 rows can be released, and internal lets them pass').waitFor();
  const rendered = page.getByLabel('The rendered row');
  expect(await rendered.innerText()).toContain('<|im_start|>assistant');
  await page.getByLabel('Block size (tokens)').fill('12');
  await rendered.locator('s').first().waitFor();
  await page.locator('#build-why').getByText('so a block of 12 is refused').waitFor();
  await page.getByLabel('Block size (tokens)').fill('');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('heading', { name: 'Row 2 of 4 as it is trained on' }).waitFor();
  await page.getByLabel('Name').fill('Set 2');
  await page.getByText('Small letters, digits, dots and dashes').waitFor();
  await page.getByLabel('Name').fill('set-2');
  await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
  expect(await violationsOn(page, 'the builder')).toEqual([]);
  await page.getByRole('button', { name: 'Build release' }).click();
  await page.getByRole('link', { name: `See ${report.releaseId}` }).click();
  await headline(page)
    .getByText(/^4 rows under internal/)
    .waitFor();
  await page.getByRole('button', { name: 'Verify now' }).click();
  await page.getByText('It is as it was written').waitFor();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as tar' }).click();
  expect((await download).suggestedFilename()).toBe('set-1.tar');
  expect(await violationsOn(page, 'a release')).toEqual([]);
  expect(complaints).toEqual([]);
});
