import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { oidcSettings } from '../../server/db/accounts/oidc-settings.ts';
import { hashPassword } from '../../server/db/accounts/passwords.ts';
import { addUser } from '../../server/db/accounts/users.ts';
import { violationsOn } from '../browser/axe.ts';
import { headline, openPage, PAGES, withBrowser } from '../browser/browser.ts';
import { CLIENT, startProvider } from '../helpers/oidc.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';

withBrowser();

const PASSWORD = 'a long enough password';

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
