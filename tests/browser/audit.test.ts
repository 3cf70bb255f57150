import { expect, test } from 'vitest';
import { violationsOn } from './axe.ts';
import { headline, openPage, serveTraces, withBrowser } from './browser.ts';

withBrowser();

test('the audit tells the life of one question, several by their place, and nothing where nothing is', async () => {
  const { url, selected, workspace } = await serveTraces(20);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/audit`);
  await expect.poll(() => headline(page).textContent()).toBe('Ask for any line, and see its whole life');

  await page.getByRole('searchbox', { name: /Ask for an id/ }).fill('pears   and');
  await page.getByRole('button', { name: 'Look up' }).click();
  await expect.poll(() => headline(page).textContent()).toBe('20 questions have it');
  expect(new URL(page.url()).searchParams.get('for')).toBe('pears   and');

  const id = selected[0] ?? '';
  await page.goto(`${url}/pool/${id}`);
  await page.getByRole('link', { name: 'Audit: everything on record about it' }).click();
  await expect.poll(() => headline(page).textContent()).toMatch(/was never released; \d+ events? of the log/);
  const parts = await page.getByRole('article').getByRole('heading', { level: 2 }).allTextContents();
  expect(parts.slice(0, 6)).toEqual(['Question', 'Origin', 'Decisions', 'Trace', 'Terms', 'Flags']);
  const text = await page.getByRole('article').innerText();
  expect(text).toContain(workspace.questions.byId(id)?.importId ?? 'no import');
  expect(await violationsOn(page, 'audit')).toEqual([]);

  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: 'Sections' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });
  await page.goto(`${url}/audit?for=${encodeURIComponent('a sentence that nobody wrote')}`);
  await expect.poll(() => headline(page).textContent()).toBe('Nothing on record has it');
  expect(complaints).toEqual([]);
});
