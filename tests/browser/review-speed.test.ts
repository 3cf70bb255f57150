import { expect, test } from 'vitest';
import { startServer } from '../http/server.ts';
import { queueIn, reviewing } from '../review/reviewing.ts';
import { openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Judgements that are given one after the other, as fast as the next text is there. */
const ITEMS = 30;
const PACE_MS = 80;

// A trace of 30,000 tokens, opened and scrolled: tests/long/review-scroll.test.ts.
test('the next item is there within 100 ms of a key', async () => {
  const { workspace, run } = await reviewing(ITEMS + 1);
  const queue = queueIn(workspace, run);
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/review?queue=${queue.id}`);
  await page.getByRole('article').getByText('What is q0?', { exact: true }).waitFor();
  const waited = await page.evaluate(
    async ({ items, pace }) => {
      const shown = () => document.querySelector<HTMLElement>('article[data-question]');
      const times: number[] = [];
      for (let i = 0; i < items; i++) {
        const before = shown()?.dataset.question;
        const from = performance.now();
        const at = shown() ?? document.body;
        at.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true }));
        // Until the text of another item is in the page and a frame has drawn it.
        for (;;) {
          await new Promise((done) => requestAnimationFrame(done));
          const now = shown();
          if (now !== null && now.dataset.question !== before && now.innerText.includes('What is q')) break;
          if (performance.now() - from > 10_000) throw new Error(`nothing came after item ${i}`);
        }
        times.push(performance.now() - from);
        await new Promise((done) => setTimeout(done, pace)); // nobody reads faster
      }
      return times;
    },
    { items: ITEMS, pace: PACE_MS },
  );
  expect(median(waited), waited.map(Math.round).join(' ')).toBeLessThan(100);
  await expect.poll(() => workspace.reviews.count(), { timeout: 20_000 }).toBe(ITEMS);
  expect(complaints).toEqual([]);
});
