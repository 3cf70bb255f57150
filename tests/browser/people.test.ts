import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

const PASSWORD = 'a long enough password';

async function pageOf(workspace: Workspace, url: string, name: string): Promise<Page> {
  const { Cookie = '' } = signedInAs(workspace, name, 'owner');
  const { page } = await openPage();
  const [, value = ''] = Cookie.split('=');
  await page.context().addCookies([{ name: 'winnow_session', value, url }]);
  return page;
}

test('an owner adds users and sends links, who accept and make a token; disabling ends both', async () => {
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'olga', 'owner');
  const { url, api } = await startServer(workspace, PAGES, { signIn: true });
  const olga = await pageOf(workspace, url, 'olga');
  await olga.goto(`${url}/people`);
  await headline(olga).getByText('You are olga, owner').waitFor();
  await olga.getByLabel('Name of a new user').fill('  ben ');
  await olga.getByLabel('Role of a new user').selectOption('curator');
  await olga.getByRole('button', { name: 'Invite' }).click();
  const told = olga.getByRole('status');
  await told.getByText('The link by which ben chooses a password').waitFor();
  const link = await told.locator('code').innerText();
  expect(await violationsOn(olga, 'people')).toEqual([]);
  await olga.getByLabel('Name of a new user').fill('ben');
  await olga.getByRole('button', { name: 'Invite' }).click();
  await olga.getByRole('alert').getByText('ben is a user already').waitFor();

  const { page: ben, complaints } = await openPage();
  await ben.goto(link);
  await ben.getByLabel('Password, 12 characters or more').fill(PASSWORD);
  await ben.keyboard.press('Enter');
  await ben.waitForURL(`${url}/`);
  await ben.goto(`${url}/people`);
  await headline(ben).getByText('You are ben, curator').waitFor();
  expect(await ben.getByRole('heading', { name: /users?$/ }).count()).toBe(0);
  await ben.getByLabel('What the token is for').fill('nightly export');
  await ben.getByLabel('What the token may do').selectOption('read');
  await ben.getByRole('spinbutton').fill('7');
  await ben.getByRole('button', { name: 'Make token' }).click();
  const token = await ben.getByRole('status').locator('code').innerText();
  const asProgram = () => api('/session', { headers: { Authorization: `Bearer ${token}` } });
  expect((await asProgram()).body).toMatchObject({ user: 'ben' });
  await ben.getByRole('button', { name: 'Done' }).click();
  await ben.getByRole('row', { name: /nightly export/ }).waitFor();
  expect(await ben.content()).not.toContain(token);

  await olga.reload();
  const row = olga.getByRole('row', { name: /ben/ });
  await row.getByText('Active').waitFor();
  await row.getByRole('button', { name: 'Disable' }).click();
  await row.getByRole('button', { name: 'Disable ben everywhere' }).click();
  await row.getByText('Disabled').waitFor();
  expect((await asProgram()).status).toBe(401);
  await ben.goto(`${url}/people`);
  await ben.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(complaints.filter((one) => !one.includes('401'))).toEqual([]);
});
