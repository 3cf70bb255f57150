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
  const found = await page.evaluate(async () => {
    const frame = () => new Promise<number>((done) => requestAnimationFrame(done));
    const shown = () => document.querySelector<HTMLElement>('article[data-question]')?.innerText ?? '';
    const from = performance.now();
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true, cancelable: true }));
    while (!shown().includes('What is q1?')) await frame();
    const opened = performance.now() - from;
    const scroller = document.getElementById('content') ?? document.documentElement;
    await new Promise((done) => setTimeout(done, 300));
    const gaps: number[] = [];
    let last = await frame();
    const step = scroller.clientHeight / 3; // as a wheel that is turned without rest
    while (scroller.scrollTop + scroller.clientHeight < scroller.scrollHeight - 2) {
      scroller.scrollTop += step;
      const now = await frame();
      gaps.push(now - last);
      last = now;
    }
    return { opened, gaps, drawn: document.querySelectorAll('.katex').length, height: scroller.scrollHeight };
  });
  const long = found.gaps.filter((gap) => gap > 200).length;
  const says = `opened in ${Math.round(found.opened)} ms; ${found.gaps.length} frames, median ${Math.round(median(found.gaps))} ms, longest ${Math.round(Math.max(...found.gaps))} ms, ${long} over 200 ms; ${found.drawn} formulas`;
  console.log(says);
  expect(found.height, says).toBeGreaterThan(10_000);
  expect(found.opened, says).toBeLessThan(1000);
  expect(median(found.gaps), says).toBeLessThan(50);
  expect(long / found.gaps.length, says).toBeLessThan(0.05);
  expect(complaints).toEqual([]);
});
