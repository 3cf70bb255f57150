import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage, withBrowser } from '../browser/browser.ts';
import { pagesOf, serveWhole } from '../browser/whole-workspace.ts';

withBrowser();

/** Numbers that count no rows, or rows that nothing lists, by what they stand under; and why that is so. */
const NO_ROWS: Readonly<Record<string, string>> = {
  Bytes: 'a size',
  Calls: 'calls that nobody has made yet',
  From: 'a value of a setting',
  GPUs: 'machines',
  Line: 'a place in a file',
  'Log signed at': 'a place in the log',
  'Longest row': 'a length',
  Of: 'lines of the file beside it',
  Outcome: 'a rank, or tokens of a trace, in a row of its own',
  'Peak GB': 'a size',
  'People per item': 'what was asked for',
  Questions: 'of an import: the pool is not listed by the file that a question came from',
  Rank: 'a rank',
  Rows: 'of a release: lines of its files, which its page hands out',
  Seed: 'a seed',
  Seq: 'a place in the log',
  Thinking: 'tokens',
  To: 'a value of a setting',
  Tokens: 'tokens',
  Wanted: 'what was asked for',
};

/** The same where they stand in words, by how those begin. */
const SAID_WITH_A_LINK = [
  'Done: ', // a line of the checklist ends with its link
  'release-', // what is said of two releases side by side
  'Selected', // a rank in the life of a question
  'reference', // the tokens of a trace, in the line that leads to it
];

/** What is listed nowhere: the shares of a preview, which is not stored, and what two runs have in common. */
const isUnlisted = (page: string, under: string): boolean =>
  (page.startsWith('recipe') && under.includes(' %')) || (page === 'compare' && under.endsWith('stay'));

/**
 * Counts that stand by themselves, as a cell, a value or a few words do, and lead nowhere: each with what it stands
 * under. Sentences are read: what they count stands below them.
 */
const countsWithoutLinks = (page: Page): Promise<[under: string, count: string][]> =>
  page.evaluate(() => {
    const COUNT = /^[1-9]\d{0,2}(?:,\d{3})*(?: [a-z-]+){0,2}$/;
    const APART =
      'a, button, label, select, input, time, code, summary, svg, h1, [aria-hidden="true"], .sr-only, .katex';
    const textOf = (element: Element | null | undefined) =>
      (element?.textContent ?? '').trim().replace(/\s+/g, ' ');
    const under = (element: Element): string => {
      const cell = element.closest('td');
      if (cell !== null) return textOf(cell.closest('table')?.querySelectorAll('thead th')[cell.cellIndex]);
      const value = element.closest('dd');
      return textOf(value?.previousElementSibling ?? element.closest('li, p, section')).slice(0, 60);
    };
    return [...document.querySelectorAll('#content *')]
      .filter(
        (element) =>
          COUNT.test(textOf(element)) &&
          [...element.children].every((child) => textOf(child) !== textOf(element)) &&
          element.closest(APART) === null &&
          element.querySelector('a, button') === null,
      )
      .map((element): [string, string] => [under(element), textOf(element)]);
  });

test('every count that stands by itself leads to what it counts', async () => {
  const served = await serveWhole();
  const { page } = await openPage();
  const bare: string[] = [];
  const met = new Set<string>();
  for (const [name, path] of pagesOf(served)) {
    await page.goto(`${served.url}${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle').catch(() => undefined); // pages with live jobs are never idle
    for (const folded of await page.locator('#content details > summary').all()) await folded.click();
    for (const [under, count] of await countsWithoutLinks(page)) {
      if (Object.hasOwn(NO_ROWS, under)) met.add(under);
      else if (!isUnlisted(name, under) && !SAID_WITH_A_LINK.some((begin) => under.startsWith(begin)))
        bare.push(`${name}: ${under}: ${count}`);
    }
  }
  expect([...new Set(bare)]).toEqual([]);
  expect(Object.keys(NO_ROWS).filter((name) => !met.has(name))).toEqual([]); // each exception is one still
});
