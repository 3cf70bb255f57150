import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { worked } from '../ask/ranked-run.ts';
import { openPage, PAGES, withBrowser } from '../browser/browser.ts';
import { startServer } from '../http/server.ts';
import { queueIn, reviewingOf } from '../review/reviewing.ts';

withBrowser();

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** About 30,000 tokens of steps with formulas, as a teacher writes them. */
function longTrace(): string {
  const part = (i: number) =>
    `Step ${i}: we look at $x_{${i}} = \\frac{${i}}{${i + 1}} + \\sqrt{${i}}$ and compare it with $x_{${i - 1}}$.\n\n` +
    `Since \\(a_{${i}} \\le b_{${i}}\\), the sum is $$\\sum_{k=1}^{${i}} k = \\frac{${i}(${i}+1)}{2}.$$ So far so good.\n\n` +
    (i % 7 === 0 ? `Wait, is $x_{${i}} > 0$? Let me check: yes, as every term is positive.\n\n` : '');
  return `${Array.from({ length: 360 }, (_, i) => part(i + 1)).join('')}The final answer is \\boxed{42}.`;
}

test('a trace of 30,000 tokens opens quickly and scrolls without long halts', async () => {
  const solution = longTrace();
  expect(solution.length).toBeGreaterThan(70_000);
  const questions = [worked('q0'), worked('q1', { solution }), worked('q2')];
  const { workspace, run } = await reviewingOf(questions, 3);
  const queue = queueIn(workspace, run);
  const { url } = await startServer(workspace, PAGES);
  const { page, complaints } = await openPage();
  await page.goto(`${url}/review?queue=${queue.id}`);
  await page.getByRole('article').getByText('What is q0?', { exact: true }).waitFor();
  const opened = await page.evaluate(async () => {
    const shown = () => document.querySelector<HTMLElement>('article[data-question]')?.innerText ?? '';
    const from = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true }));
    while (!shown().includes('What is q1?')) await new Promise((done) => requestAnimationFrame(done));
    return performance.now() - from;
  });
  await page.waitForTimeout(300);
  // Other work of the machine halts frames too: the best of three times counts, each on a page loaded anew.
  let best = await scrolled(page);
  for (let again = 0; again < 2 && !isSmooth(best); again++) {
    await page.reload();
    await page.getByRole('article').getByText('What is q1?', { exact: true }).waitFor();
    await page.waitForTimeout(300);
    const next = await scrolled(page);
    if (median(next.gaps) < median(best.gaps)) best = next;
  }
  const says = `opened in ${Math.round(opened)} ms; ${best.gaps.length} frames, median ${Math.round(median(best.gaps))} ms, longest ${Math.round(Math.max(...best.gaps))} ms, ${longOf(best)} over 200 ms; ${best.drawn} formulas`;
  console.log(says);
  expect(best.height, says).toBeGreaterThan(10_000);
  expect(opened, says).toBeLessThan(1000);
  expect(isSmooth(best), says).toBe(true);
  expect(complaints).toEqual([]);
});

interface Scrolled {
  /** Between a frame and the next. Unit: milliseconds. */
  gaps: number[];
  drawn: number;
  height: number;
}

const longOf = ({ gaps }: Scrolled): number => gaps.filter((gap) => gap > 200).length;
const isSmooth = (one: Scrolled): boolean => median(one.gaps) < 50 && longOf(one) < 0.05 * one.gaps.length;

/** Scrolls from the top to the end, a third of a screen each frame, as a wheel that is turned without rest. */
const scrolled = (page: Page): Promise<Scrolled> =>
  page.evaluate(async () => {
    const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
    const scroller = document.getElementById('content') ?? document.documentElement;
    const gaps: number[] = [];
    let last = await frame();
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2) {
      scroller.scrollTop += scroller.clientHeight / 3;
      const now = await frame();
      gaps.push(now - last);
      last = now;
    }
    return { gaps, drawn: document.querySelectorAll('.katex').length, height: scroller.scrollHeight };
  });
