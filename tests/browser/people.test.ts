import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { oidcSettings } from '../../server/db/accounts/oidc-settings.ts';
import { hashPassword } from '../../server/db/accounts/passwords.ts';
import { addUser } from '../../server/db/accounts/users.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { CLIENT, startProvider } from '../helpers/oidc.ts';
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

test('signing out everywhere ends the sessions of every browser, and a token is revoked by itself', async () => {
  const workspace = temporaryWorkspace();
  const passwordHash = await hashPassword(PASSWORD);
  addUser(workspace, { name: 'olga', role: 'owner', passwordHash, actor: 'local' });
  const { url, api } = await startServer(workspace, PAGES, { signIn: true });
  const signIn = async () => {
    const { page } = await openPage();
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('Name').fill('olga');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${url}/`);
    await page.goto(`${url}/people`);
    await headline(page).getByText('You are olga').waitFor();
    return page;
  };
  const [here, there] = [await signIn(), await signIn()];
  await here.getByLabel('What the token is for').fill('script');
  await here.getByRole('button', { name: 'Make token' }).click();
  const token = await here.getByRole('status').locator('code').innerText();
  await here.getByRole('button', { name: 'Revoke script' }).click();
  await here.getByRole('row', { name: /script/ }).waitFor({ state: 'detached' });
  expect((await api('/session', { headers: { Authorization: `Bearer ${token}` } })).status).toBe(401);
  await here.getByRole('button', { name: 'Sign out everywhere' }).click();
  await here.waitForURL(`${url}/sign-in`);
  await there.goto(`${url}/people`);
  await there.getByRole('link', { name: 'Sign in' }).waitFor();
  expect(workspace.secrets.of(workspace.people.find('olga') ?? '', 'session')).toEqual([]);
});

test('signing in at a provider: a stranger is told what to do, and whoever was invited is let in', async () => {
  const provider = await startProvider({ 'ben-at-work': { name: 'Ben' } });
  const settings = oidcSettings({
    WINNOW_OIDC_ISSUER: provider.issuer,
    WINNOW_OIDC_CLIENT_ID: CLIENT.id,
    WINNOW_OIDC_CLIENT_SECRET: CLIENT.secret,
    WINNOW_OIDC_NAME: 'Work',
  });
  if (settings === null) throw new Error('no settings');
  const workspace = temporaryWorkspace();
  signedInAs(workspace, 'olga', 'owner');
  const { url } = await startServer(workspace, PAGES, { signIn: true, oidc: { ...settings, fetch } });
  provider.open(`${url}/sign-in/oidc`);
  const { invitation } = addUser(workspace, {
    name: 'ben',
    role: 'reviewer',
    passwordHash: null,
    actor: 'local',
  });
  const atProvider = async (page: Page, login: string) => {
    await page.waitForURL(`${provider.issuer}/**`);
    await page.getByLabel('Account').fill(login);
    await page.getByRole('button', { name: 'Go on' }).click();
  };

  const { page: stranger } = await openPage();
  await stranger.goto(`${url}/sign-in`);
  await stranger.getByRole('button', { name: 'Sign in with Work' }).click();
  await atProvider(stranger, 'somebody');
  await stranger.getByRole('alert').getByText('Nobody here knows this account').waitFor();
  expect(await violationsOn(stranger, 'people')).toEqual([]);

  const { page: ben } = await openPage();
  await ben.goto(`${url}/sign-in?invitation=${invitation ?? ''}`);
  await ben.getByRole('button', { name: 'Accept and sign in with Work' }).click();
  await atProvider(ben, 'ben-at-work');
  await ben.waitForURL(`${url}/`);
  await ben.goto(`${url}/people`);
  await headline(ben).getByText('You are ben, reviewer').waitFor();
  await ben.getByRole('heading', { name: 'You sign in with Work' }).waitFor();
  expect(await violationsOn(ben, 'people')).toEqual([]);
});
