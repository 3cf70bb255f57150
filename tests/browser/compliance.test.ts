import { expect, test } from 'vitest';
import { importFiles } from '../../server/intake/import-files.ts';
import type { PolicyOutlooks } from '../../shared/schemas/compliance.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, serveTraces, withBrowser } from './browser.ts';

withBrowser();

test('what each policy would say stands first; a licence is concluded, a flag waived and the waiver revoked', async () => {
  const { url, workspace } = await serveTraces(20);
  await importFiles(workspace, [
    fileOf('odd.jsonl', jsonLines({ source: 'odd', id: 'o1', question: 'What is it?', license: 'ask me' })),
  ]);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/compliance`);
  await expect
    .poll(() => headline(page).textContent())
    .toMatch(/rows could be released; .* in the way of strict$/);
  const board = page.getByRole('region', { name: 'What each policy would say now' });
  expect(await board.getByRole('heading', { level: 2 }).allTextContents()).toEqual([
    'strictrefuses',
    expect.stringMatching(/^research-only/),
    expect.stringMatching(/^internallets \d+ rows? pass$/),
  ]);
  await page.getByRole('table', { name: 'Flags by code' }).waitFor();
  expect(await violationsOn(page, 'compliance')).toEqual([]);

  await page.getByText('Licences', { exact: true }).click();
  await page.getByRole('button', { name: 'Conclude the licence of odd' }).click();
  await page.getByLabel('SPDX identifier, such as CC-BY-4.0').fill('CC-BY-99');
  await page.getByLabel('From what it was concluded').fill('letter of the author of 3 May');
  await page.getByLabel('Who says so').fill('ann');
  await page.getByRole('button', { name: 'Conclude', exact: true }).click();
  await expect
    .poll(() => page.getByRole('alert').textContent())
    .toMatch(/no licence by that identifier is known/);
  await page.getByLabel('SPDX identifier, such as CC-BY-4.0').fill('CC-BY-4.0');
  await page.getByRole('button', { name: 'Conclude', exact: true }).click();
  await page.getByText(/ann, .*letter of the author/).waitFor();
  expect(new URL(page.url()).searchParams.get('part')).toBe('licences');

  await page.getByText('Waivers', { exact: true }).click();
  await page.getByRole('button', { name: 'Waive for this run' }).click();
  const said = (await (
    await page.request.get(`${url}/api/v1/runs/latest/policies`)
  ).json()) as PolicyOutlooks;
  const code = said.items[0]?.refusals.find(({ effect }) => effect === 'attest')?.code ?? 'none';
  await page.getByLabel(code).check();
  await page.getByLabel('What the release is for, and for which model').fill('a 7B research model');
  await page
    .getByLabel('Why it may be done, in at least 20 characters')
    .fill('the levels of the sources will do');
  await page.getByLabel('Kind of reason').selectOption('fair-use-counsel');
  await page.getByLabel('Who says so').fill('ann');
  expect(await violationsOn(page, 'waive')).toEqual([]);
  await page.getByRole('button', { name: 'Waive', exact: true }).click();
  await page.getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('button', { name: 'Leave it' }).click();
  expect(workspace.waivers.all().map(({ state }) => state)).toEqual(['active']);
  await page.getByRole('button', { name: /^Revoke/ }).click();
  await page.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('cell', { name: 'revoked' }).waitFor();
  expect(workspace.waivers.all().map(({ state, codes }) => [state, codes])).toEqual([['revoked', [code]]]);

  await page.getByText('Terms', { exact: true }).click();
  await page
    .getByText(/clauses? changed/)
    .first()
    .waitFor();
  // A name that nobody may use and an identifier that is none are refused by the server, which the console tells.
  expect(complaints.filter((one) => !/404|400|422/.test(one))).toEqual([]);
});
