import { expect, test } from 'vitest';
import { headline, openPage, serveTraces, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

type Page = Awaited<ReturnType<typeof openPage>>['page'];
const drawerOf = (page: Page) => page.getByRole('complementary', { name: 'Trace' });
const rowsOf = (page: Page) => page.getByRole('region', { name: 'Traces' }).locator('[data-row]');

test('a collection is found from the rail, and each of its numbers leads to its rows', async () => {
  const { url } = await serveTraces(100);
  const { page, complaints } = await openPage();
  await page.goto(url);
  await page.getByRole('link', { name: /^Traces 12 usable/ }).click();
  await headline(page).getByText('12 usable traces of 20 asked for, from gemini-2.5-flash').waitFor();
  const line = await page.getByRole('row').nth(1).innerText();
  for (const part of ['gemini-2.5-flash', 'run-1', '20 of 20 asked', '12', '60 %', 'strict 12']) {
    expect(line.replace(/\s+/g, ' ')).toContain(part);
  }
  await page.getByRole('link', { name: 'gemini-2.5-flash' }).click();
  await headline(page)
    .getByText(
      '12 of 20 traces asked of gemini-2.5-flash are usable; 2 dropped, 2 unusable, 2 blocked, 2 failed',
    )
    .waitFor();
  await rowsOf(page).nth(3).waitFor();
  await page.getByRole('link', { name: 'repetition loop 2' }).click();
  await expect.poll(() => rowsOf(page).count()).toBe(2);
  expect(new URL(page.url()).search).toBe('?outcome=repetition-loop');
  await page.getByRole('link', { name: 'timeout 2' }).click();
  await expect
    .poll(() => rowsOf(page).allInnerTexts())
    .toEqual([expect.stringContaining('ailed: timeout'), expect.stringContaining('ailed: timeout')]);
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('usable');
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('wrong');
  await expect.poll(() => rowsOf(page).count()).toBe(2);
  await page.getByLabel('Words of the question').fill('Question 24');
  await page.keyboard.press('Enter');
  await expect.poll(() => rowsOf(page).count()).toBe(1);
  await page.reload();
  await expect.poll(() => rowsOf(page).count()).toBe(1);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await rowsOf(page).nth(3).waitFor();
  expect(complaints).toEqual([]);
});

test('what was asked, what it cost and what each policy says stand over the list', async () => {
  const { url } = await serveTraces(50);
  const { page } = await openPage();
  await page.goto(`${url}/traces/col-test`);
  await rowsOf(page).first().waitFor();
  const said = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
  for (const part of [
    'Asked of gemini-2.5-flash (gemini) for run-1',
    'Thinking budget -1, temperature 0.7',
    'Thought summary.',
    'of the ceiling of $2.00',
    'none of the 6 usable traces may be released',
    'PROVIDER_FORBIDS_COMPETING_MODEL 6 The terms forbid to develop models that compete with the service.',
    '6 need a named person’s word',
  ]) {
    expect(said).toContain(part);
  }
  await page.getByText('5 flags, and what each policy makes of them').click();
  const cells = await page
    .getByRole('row', { name: /^THOUGHT_SUMMARY_ONLY/ })
    .getByRole('cell')
    .allInnerTexts();
  expect(cells.slice(1)).toEqual(['8', 'attest', 'inform', 'inform']);
});

test('a trace opens beside the list with its verdict, findings, flags and where it comes from', async () => {
  const { url, items } = await serveTraces(50);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/traces/col-test`);
  await rowsOf(page).first().waitFor();
  await page.keyboard.press('j');
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
    .toMatch(/^Question 4:/);
  await page.keyboard.press('Enter');
  const drawer = drawerOf(page);
  await drawer.getByText('Row 1 of the list').waitFor();
  await page.keyboard.press('j');
  await drawer.getByText('Row 2 of the list').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/traces/col-test/${items[1]?.id}`);
  await drawer.getByRole('heading', { name: 'Thought summary' }).first().waitFor();
  const said = await drawer.innerText();
  expect(said).not.toMatch(/reasoning/i);
  for (const part of [
    'repetition loop',
    'dropped for it',
    'correct',
    'same number',
    'Reference',
    'PROVIDER_FORBIDS_COMPETING_MODEL',
    'google/gemini-api-additional@2026-03-23',
    'Model answered',
    'resp-1',
    'STOP',
    '$0.0015',
  ]) {
    expect(said).toContain(part);
  }
  await page.keyboard.press('n');
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('MARK');
  expect(await drawer.locator('mark[data-current]').innerText()).toMatch(/^and so we add one more pear/);
  await page.keyboard.press('Escape');
  await drawer.waitFor({ state: 'detached' });
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''))
    .toMatch(/^Question 9:/);
  expect(complaints).toEqual([]);
});

test('the outline leads to steps, second thoughts and the final answer, by click and by key', async () => {
  const { url, items } = await serveTraces(50);
  const { page } = await openPage();
  await page.goto(`${url}/traces/col-test/${items[0]?.id}`);
  const drawer = drawerOf(page);
  await drawer.getByRole('heading', { name: 'Outline, 2 second thoughts' }).waitFor();
  const current = () => drawer.locator('[data-block][data-current]').innerText();
  await page.keyboard.press(']');
  await expect.poll(current).toBe('Reading the question');
  await page.keyboard.press(']');
  await expect.poll(current).toMatch(/^Step 1: let/);
  await page.keyboard.press('[');
  await expect.poll(current).toBe('Reading the question');
  await drawer.getByRole('button', { name: /Wait, that is not right for 3/ }).click();
  await expect.poll(current).toMatch(/^Wait, that is not right for 3/);
  await drawer
    .getByRole('button', { name: /Final answer/ })
    .last()
    .click();
  await expect.poll(current).toMatch(/^Final answer:/);
});

test('mathematics is drawn where it is in sight, and the texts stand letter by letter one key away', async () => {
  const { url, items } = await serveTraces(50);
  const { page } = await openPage();
  await page.goto(`${url}/traces/col-test/${items[8]?.id}`);
  const thinking = drawerOf(page).locator('[data-text=thinking]');
  await thinking.locator('.katex-display').first().waitFor();
  await page.keyboard.press('r');
  await expect.poll(() => thinking.locator('.katex').count()).toBe(0);
  const shown = (await thinking.locator('[data-block]').allTextContents()).join('\n\n');
  expect(shown).toBe(items[8]?.said.thinking);
});

test('a text of thousands of lines is folded, and opens where one goes into it', async () => {
  const { url, workspace, selected } = await serveTraces(50);
  const thinking = Array.from({ length: 1200 }, (_, i) => `Step ${i}: $x_{${i}}$ and so on.`).join('\n\n');
  workspace.write('test', () => {
    const row = {
      id: 'trace-long',
      collection: 'col-test',
      question: selected[0] ?? '',
      sample: 1,
      kind: 'raw' as const,
    };
    workspace.traces.insert({
      ...row,
      outcome: 'usable',
      thinking,
      answer: '12',
      tokens: 30_000,
      createdAt: '2026',
    });
  });
  const { page } = await openPage();
  await page.goto(`${url}/traces/col-test/trace-long`);
  const drawer = drawerOf(page);
  await drawer.getByRole('button', { name: 'Show 960 more lines' }).waitFor();
  await drawer.getByText('The model’s own thinking, as it wrote it.').waitFor();
  expect(await drawer.locator('[data-block]').count()).toBe(241);
  await drawer.getByRole('button', { name: /Step 300:/ }).click();
  await expect.poll(() => drawer.locator('[data-block][data-current]').innerText()).toContain('Step 300:');
  expect(await drawer.locator('[data-block]').count()).toBe(1201);
  expect(await drawer.locator('.katex').count()).toBeLessThan(200);
  await drawer.getByRole('button', { name: 'Fold 960 lines' }).click();
  await drawer.getByRole('button', { name: 'Show 960 more lines' }).waitFor();
});

test('what brought no text says why, and the raw reply is fetched when it is asked for', async () => {
  const { url, items } = await serveTraces(50);
  const { page } = await openPage();
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
  await page.goto(`${url}/traces/col-test/${items[2]?.id}`);
  const drawer = drawerOf(page);
  await drawer.getByText('The reply was stopped by a safety filter.').first().waitFor();
  await drawer.getByText('A reply that does not serve leaves no text here').waitFor();
  expect(asked.filter((path) => path.endsWith('/raw'))).toEqual([]);
  await drawer.getByText('Raw reply, as it came').click();
  await drawer.getByText('"finishReason": "SAFETY"').waitFor();
  await page.goto(`${url}/traces/col-test/${items[6]?.id}`);
  await drawerOf(page).getByText('The connection was reset.').waitFor();
  expect(await drawerOf(page).getByText('Raw reply, as it came').count()).toBe(0);
});

test('a hostile trace does nothing: no script, link, picture, request or wide page', async () => {
  const { url, items } = await serveTraces(50);
  const { page, complaints } = await openPage();
  const strangers: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) strangers.push(request.url());
  });
  await page.goto(`${url}/traces/col-test/${items[7]?.id}`);
  const text = drawerOf(page).locator('[data-text=thinking]');
  await text.locator('.katex').first().waitFor();
  await page.waitForTimeout(150); // for whatever a load or an error would have set off
  expect(await text.innerText()).toContain('U+202EdesreverU+202C');
  expect(
    await drawerOf(page)
      .locator('article :is(img, script, iframe, h1, style, a[href^="javascript"], [onerror])')
      .count(),
  ).toBe(0);
  expect(await page.evaluate(() => 'broken' in window)).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] });
});

test('a question lists its traces, and a trace leads back to its question', async () => {
  const { url, selected, items } = await serveTraces(50);
  const { page } = await openPage();
  await page.goto(`${url}/pool/${selected[1]}`);
  await page
    .getByRole('complementary', { name: 'Question' })
    .getByRole('link', { name: 'gemini-2.5-flash' })
    .click();
  await drawerOf(page).getByText('Repetition loop').first().waitFor();
  expect(new URL(page.url()).pathname).toBe(`/traces/col-test/${items[1]?.id}`);
  await drawerOf(page).getByRole('link', { name: 'imp-test-9' }).click();
  await page
    .getByRole('complementary', { name: 'Question' })
    .getByText('It passed every gate and was drawn.')
    .waitFor();
});

test('without a collection the page says what will be here, and how to begin', async () => {
  const { url } = await serveWorkbench([]);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/traces`);
  await headline(page).getByText('No traces yet').waitFor();
  await page.getByText('traces collect --run latest --teacher reference').waitFor();
  expect(complaints).toEqual([]);
});

test('an open page follows what another connection collects', async () => {
  const { url, workspace, selected } = await serveTraces(50);
  const { page } = await openPage();
  await page.goto(`${url}/traces/col-test`);
  await headline(page).getByText('6 of 10 traces').waitFor();
  await page.evaluate(() => Object.assign(window, { isSamePage: true }));
  const { storeCollection } = await import('../http/stored-collection.ts');
  const { openWorkspace } = await import('../../server/db/workspace.ts');
  const other = openWorkspace(workspace.dir, { now: () => new Date(), randomHex: () => '00', pid: 2 });
  storeCollection(other, selected.slice(0, 3), { id: 'col-other' });
  other.close();
  await page.getByRole('link', { name: /^Traces 7 usable/ }).click();
  await headline(page).getByText('7 usable traces of 13 asked for, from 2 collections').waitFor();
  expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
});
