import { expect, test } from 'vitest';
import { plan } from '../http/pool-with-run.ts';
import { startServer } from '../http/server.ts';
import { headline, openPage, PAGES, serveWorkbench, withBrowser } from './browser.ts';
import { OF_RAIL, troubles } from './visiting.ts';

withBrowser();

test('on an empty workspace no page asks for what can not be there', async () => {
  const { url } = await serveWorkbench([]);
  const { page, complaints } = await openPage();
  expect(await troubles(page, complaints, url, OF_RAIL)).toEqual({});
});

test('while the server is down every page says so, and all is well once it is back', async () => {
  const { url, port, workspace, close } = await serveWorkbench(plan(10));
  const { page } = await openPage();
  await page.goto(url);
  await page.getByRole('heading', { name: /median/ }).waitFor();
  const line = page.getByRole('status', { name: 'Server' });
  expect(await line.textContent()).toBe('');
  await close();
  await line.getByText('The server cannot be reached.').waitFor();
  await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name: 'Audit' }).click();
  await page.getByRole('heading', { name: 'This page has not come' }).waitFor();
  await page.getByText('The server does not answer, so the code').waitFor();
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { name: 'This page has not come' }).waitFor();
  await startServer(workspace, PAGES, { port });
  await page.getByRole('button', { name: 'Try again' }).click();
  await page
    .getByRole('searchbox', { name: /audit|record|line/i })
    .or(headline(page))
    .first()
    .waitFor();
  await page.getByRole('heading', { name: 'This page has not come' }).waitFor({ state: 'detached' });
  expect(await line.textContent()).toBe('');
  expect(new URL(page.url()).pathname).toBe('/audit');
});
