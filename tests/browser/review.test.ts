import { expect, test } from 'vitest';
import { addUser } from '../../server/db/accounts/users.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { reviewing } from '../review/reviewing.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

test('the selection of the latest run is judged by keys alone, and the last judgement is taken back', async () => {
  const { workspace, ids } = await reviewing(3, 5);
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(url);
  await page.getByRole('link', { name: 'Review' }).click();
  const record = page.getByRole('article', { name: 'What is judged' });
  const shows = async (text: string) => record.getByText(text, { exact: true }).first().waitFor();
  await headline(page).getByText('0 of 3 judged').waitFor();
  await shows('What is q0?');
  await page.keyboard.press('n');
  await page.keyboard.type('ax is unclear');
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await shows('What is q1?');
  await page.keyboard.press('a');
  await shows('What is q2?');
  await headline(page).getByText('2 of 3 judged').waitFor();
  await page.keyboard.press('u');
  await shows('What is q1?');
  await page.keyboard.press('a');
  await shows('What is q2?');
  await page.keyboard.press('Space');
  await shows('What is q3?'); // the reserve has stepped in
  await page.keyboard.press('?');
  await page.getByRole('region', { name: 'Keys' }).waitFor();
  const words = ids.flatMap((id) =>
    workspace.reviews.of(id).map(({ decision, why, withdrawn }) => [id, decision, why, withdrawn !== null]),
  );
  expect(words).toEqual([
    [ids[0], 'reject', 'ax is unclear', false],
    [ids[1], 'accept', null, true],
    [ids[1], 'accept', null, false],
    [ids[2], 'skip', null, false],
  ]);
  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
});

test('whoever was invited chooses a password at the link and is signed in', async () => {
  const workspace = temporaryWorkspace();
  const { invitation } = addUser(workspace, {
    name: 'ann',
    role: 'owner',
    passwordHash: null,
    actor: 'local',
  });
  const { url } = await startServer(workspace, PAGES, { signIn: true });
  const { page } = await openPage();
  await page.goto(`${url}/review`);
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.goto(`${url}/sign-in?invitation=${invitation ?? ''}`);
  await page.getByLabel('Password, 12 characters or more').fill('a long enough one');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/`);
  const session = await page.evaluate(
    async () => (await fetch('/api/v1/session')).json() as Promise<unknown>,
  );
  expect(session).toMatchObject({ user: 'ann', role: 'owner' });
});
