import { expect, test } from 'vitest';
import { type Planned, plan } from '../http/pool-with-run.ts';
import { headline, openPage, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

const drawerOf = (page: Awaited<ReturnType<typeof openPage>>['page']) =>
  page.getByRole('complementary', { name: 'Question' });

test('the pool is narrowed by what the address says, and the address by what is chosen', async () => {
  const { url } = await serveWorkbench(plan(300));
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool`);
  await headline(page).getByText('300 questions').waitFor();
  await page.getByLabel('Outcome').selectOption({ label: 'Numbering (60)' });
  await headline(page).getByText('60 questions fell at quality: numbering').waitFor();
  await page.getByLabel('Source').selectOption('quarry');
  await headline(page).getByText('20 questions fell at quality: numbering from quarry').waitFor();
  await page.getByLabel('Domain').selectOption('51');
  await page.getByLabel('Search the questions').fill('holds 10');
  await page.keyboard.press('Enter');
  await headline(page).getByText('in Geometry with “holds 10”').waitFor();
  expect(new URL(page.url()).search).toBe(
    '?stage=quality&reason=numbering&source=quarry&domain=51&q=holds+10',
  );
  const rows = await page.getByRole('row').allInnerTexts();
  await page.reload();
  await page.getByRole('row').nth(1).waitFor();
  await expect.poll(() => page.getByRole('row').allInnerTexts()).toEqual(rows);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await headline(page).getByText('300 questions').waitFor();
  await page.goto(`${url}/pool?q=nobody+wrote+this`);
  await page.getByText('No question fits these filters.').waitFor();
  expect(complaints).toEqual([]);
});

test('only rows in sight exist, and more come as one scrolls', async () => {
  const { url } = await serveWorkbench(plan(450));
  const { page } = await openPage();
  await page.goto(`${url}/pool`);
  await page.getByRole('link', { name: /^Question 0:/ }).waitFor();
  expect(await page.getByRole('row').count()).toBeLessThan(60);
  const list = page.getByRole('region', { name: 'Questions' });
  await expect
    .poll(
      async () => {
        await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
        return page.getByRole('link', { name: /^Question 449:/ }).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  expect(await page.getByRole('row').count()).toBeLessThan(60);
});

test('a question opens beside the list, is walked with j and k, and closes with Escape, by keyboard alone', async () => {
  const { url, ids } = await serveWorkbench(plan(40));
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool?kept=true`);
  await page.getByRole('link', { name: /^Question 4:/ }).waitFor();
  await page.keyboard.press('j');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
    .toMatch(/^Question 4:/);
  await page.keyboard.press('Enter');
  const drawer = drawerOf(page);
  await drawer.getByText('imp-test-4', { exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/pool/${ids[4]}`);
  await page.keyboard.press('j');
  await drawer.getByText('imp-test-9', { exact: true }).waitFor();
  await page.keyboard.press('k');
  await drawer.getByText('imp-test-4', { exact: true }).waitFor();
  expect(await drawer.getByRole('button', { name: 'Previous question' }).isDisabled()).toBe(true);
  await page.keyboard.press('j');
  await drawer.getByText('imp-test-9', { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('?kept=true');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
    .toMatch(/^Question 9:/);
  expect(complaints).toEqual([]);
});

test('keys pressed faster than the page follows are all counted', async () => {
  const { url, ids } = await serveWorkbench(plan(40));
  const { page } = await openPage();
  await page.goto(`${url}/pool/${ids[4]}?kept=true`);
  const drawer = drawerOf(page);
  await drawer.getByText('Row 1 of the list').waitFor();
  await page.evaluate(() => {
    for (const key of ['j', 'j', 'j', 'k'])
      document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await drawer.getByText('Row 3 of the list').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/pool/${ids[14]}`);
});

test('an address of a question opens it, with its decision, signals and where it comes from', async () => {
  const planned = plan(10);
  const { url, ids } = await serveWorkbench(planned);
  const { page } = await openPage();
  await page.goto(`${url}/pool/${ids[1]}`);
  const drawer = drawerOf(page);
  await drawer.getByText('A solver answered it correctly, so it is not hard enough.').waitFor();
  await drawer.getByText(/^Geometry/).waitFor(); // the titles of the taxonomy come with another request
  const said = await drawer.innerText();
  for (const part of [
    'solver-a',
    'correct',
    'Geometry',
    'the classifier of domains, from the text',
    'orchard',
    'imp-test-1',
    'MIT',
  ]) {
    expect(said).toContain(part);
  }
  await page.goto(`${url}/pool/nothing`);
  await drawerOf(page).getByText('There is no question nothing in the pool.').waitFor();
});

const one = (some: Partial<Planned>): Planned => ({ ...(plan(3)[2] as Planned), ...some });

test('evidence is laid beside the text: shared words marked, the kept duplicate a link', async () => {
  const text = 'A farmer sells the red pears of his orchard by the dozen.';
  const span = { start: 2, end: 28, text: 'farmer sells the red pears' };
  const planned = [
    one({ text: 'The one that stays?', stage: 'diversity', reason: null, rank: 1 }),
    one({
      text,
      stage: 'overlap',
      reason: 'benchmark-overlap',
      evidence: { benchmark: 'bench', itemId: 'b1', sharedWords: 5, containment: 0.5, spans: [span] },
    }),
    one({
      text: 'A defect p12. here?',
      stage: 'quality',
      reason: 'numbering',
      evidence: { defect: 'numbering', start: 9, end: 13, text: 'p12.' },
    }),
  ];
  const { url, ids, workspace } = await serveWorkbench(planned);
  workspace.write('test', () =>
    workspace.benchmarks.insert(
      { name: 'bench', items: 1, ngrams: 1, sha256: 'x' },
      '2026-11-24T00:00:00.000Z',
      [{ id: 'b1', text: 'Some FARMER sells  the red pears, too.', words: 7, fingerprints: null }],
    ),
  );
  const { page } = await openPage();
  await page.goto(`${url}/pool/${ids[1]}`);
  await drawerOf(page).locator('mark').first().waitFor();
  expect(await drawerOf(page).locator('mark').allInnerTexts()).toEqual(['farmer sells the red pears']);
  await page.goto(`${url}/pool/${ids[2]}`);
  await drawerOf(page).locator('mark').waitFor();
  expect(await drawerOf(page).locator('mark').allInnerTexts()).toEqual(['p12.']);
});

test('mathematics is drawn, prices are not, and raw text is one key away', async () => {
  const text =
    'Pears cost $5 and plums $10.\nIf $x^2 = \\frac{1}{4}$, what is \\[x + 1?\\]\n# 1. *as* _written_ <b>here</b>';
  const { url, ids } = await serveWorkbench([one({ text })]);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/pool/${ids[0]}`);
  const drawer = drawerOf(page);
  await drawer.locator('.katex').first().waitFor();
  expect(await drawer.locator('article header .katex').count()).toBe(2);
  expect(await drawer.locator('article header .katex-display').count()).toBe(1);
  const words = await drawer.locator('article header').innerText();
  expect(words).toContain('Pears cost $5 and plums $10.');
  expect(words).toContain('# 1. *as* _written_ <b>here</b>');
  await page.keyboard.press('r');
  await expect.poll(() => drawer.locator('.katex').count()).toBe(0);
  expect(await drawer.locator('article header div').first().textContent()).toBe(text);
  await drawer.getByRole('button', { name: 'Rendered' }).click();
  await drawer.locator('.katex').first().waitFor();
  expect(complaints).toEqual([]);
});

test('a question without mathematics appears word for word', async () => {
  const text =
    '  1. First\n\n    indented * and _this_\n- - -\n| a | b |\n~~gone?~~ [x](http://example.com) &amp; <!-- c --> `code`\ttab';
  const { url, ids } = await serveWorkbench([one({ text })]);
  const { page } = await openPage();
  await page.goto(`${url}/pool/${ids[0]}`);
  const shown = drawerOf(page).locator('article header div').first();
  await shown.waitFor();
  expect(await shown.textContent()).toBe(text);
  expect(await shown.locator('a, img, em, code, li, table').count()).toBe(0);
});
