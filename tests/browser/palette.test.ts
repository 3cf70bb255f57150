import { expect, test } from 'vitest';
import { fixedPlaces, placesFor } from '../../client/app/places.ts';
import { plan } from '../http/pool-with-run.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

test('every page, run and question is a few keys away, and every key is told', async () => {
  const { url } = await serveWorkbench(plan(20));
  const { page, complaints } = await openPage();
  await page.goto(url);
  await headline(page).getByText('4 of 20').waitFor();
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: 'Go to' });
  await box.fill('build');
  await page.getByRole('option', { name: /^Build a release/, selected: true }).waitFor();
  expect(await violationsOn(page, 'the palette')).toEqual([]);
  await page.keyboard.press('Enter');
  await headline(page)
    .getByText(/release/)
    .waitFor();
  expect(new URL(page.url()).pathname).toBe('/releases/new');
  await page.keyboard.press('Control+k');
  await box.fill('Question 13:');
  await page.getByRole('option', { name: /^Question 13: a basket/ }).click();
  await page
    .getByRole('heading', { name: /13/ })
    .or(page.getByText('a basket holds 16 pears'))
    .first()
    .waitFor();
  await page.keyboard.press('Control+k');
  await box.fill('run-1');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowDown');
  await page.getByRole('option', { name: /^run-1: test, seed 7, 4 selected/, selected: true }).waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => box.count()).toBe(0);
  await page.goto(`${url}/jobs`);
  await headline(page).getByText('No job yet').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).getByText('search the questions').waitFor();
  expect(await violationsOn(page, 'the keys')).toEqual([]);
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

test('places are found by all words, in any order', () => {
  const names = (asked: string) => placesFor(asked, fixedPlaces('run-1')).map(({ name, to }) => [name, to]);
  expect(names('two  COMPARE')).toEqual([['Compare two runs', '/recipe/compare?run=run-1']]);
  expect(names('review')[0]).toEqual(['Review', '/review?run=run-1']);
  expect(names('ledger')).toEqual([['Audit', '/audit?run=run-1']]);
  expect(names('nothing at all')).toEqual([]);
  expect(names('people')).toEqual([['People', '/people?run=run-1']]);
  expect(names('')).toHaveLength(fixedPlaces('run-1').length);
});
