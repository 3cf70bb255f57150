import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { FORMS } from '../../client/features/review/queue-draft.ts';
import { plan } from '../http/pool-with-run.ts';
import { startServer } from '../http/server.ts';
import { queueIn, reviewing, say } from '../review/reviewing.ts';
import { violationsOn } from './axe.ts';
import { openPage, PAGES, serveTraces, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

/** An address, and when it has come. */
type View = [string, () => Promise<unknown>];

/** What axe finds on each of these pages. */
async function findings(page: Page, views: readonly View[]): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const [address, isThere] of views) {
    await page.goto(address);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await isThere();
    all.push(...(await violationsOn(page, address)));
  }
  return all;
}

const LOOKS = [
  { colorScheme: 'light', width: 1440 },
  { colorScheme: 'dark', width: 1440 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 820 },
] as const;

// Every page once; in the other theme and on smaller screens those that look otherwise there.
test.each(LOOKS)('axe finds nothing on any page, %o', { timeout: 180_000 }, async (look) => {
  const { url, ids } = await serveWorkbench(plan(15));
  const empty = await serveWorkbench([]);
  const { page } = await openPage(look);
  const views: View[] = [
    [`${url}/`, () => page.getByRole('heading', { name: /median/ }).waitFor()],
    [
      `${url}/`,
      async () => {
        await page.getByRole('heading', { name: /median/ }).waitFor();
        await page.keyboard.press('t');
        await page.getByRole('table').first().waitFor();
      },
    ],
    [`${url}/pool`, () => page.locator('.katex').first().waitFor()],
    [`${url}/pool/${ids[4]}?kept=true`, () => page.getByText('Where it comes from').waitFor()],
    [`${url}/pool/${ids[0]}`, () => page.locator('mark').first().waitFor()],
    [`${url}/pool?q=nobody`, () => page.getByText('No question fits').waitFor()],
    [`${url}/pool/nothing`, () => page.getByRole('alert').waitFor()],
    [`${url}/releases`, () => page.getByRole('heading', { name: 'No release yet' }).waitFor()],
    [`${empty.url}/`, () => page.getByRole('heading', { name: 'This workspace is empty' }).waitFor()],
    [`${empty.url}/traces`, () => page.getByRole('heading', { name: 'No traces yet' }).waitFor()],
  ];
  const shown = look === LOOKS[0] ? views : views.filter((_, i) => i === 0 || i === 2 || i === 4);
  expect(await findings(page, shown)).toEqual([]);
});

test.each(LOOKS)('axe finds nothing on the pages of traces, %o', { timeout: 180_000 }, async (look) => {
  const { url, selected, items } = await serveTraces(50);
  const { page } = await openPage(look);
  const views: View[] = [
    [`${url}/pool/${selected[1]}`, () => page.getByText('Repetition loop').waitFor()],
    [`${url}/traces`, () => page.getByText(/asked, /).waitFor()],
    [
      `${url}/traces/col-test`,
      async () => {
        await page.getByRole('row').nth(3).waitFor();
        for (const part of await page.locator('details > summary').all()) await part.click();
      },
    ],
    [`${url}/traces/col-test?outcome=nothing-known`, () => page.getByText('No trace fits').waitFor()],
    [`${url}/traces/nothing`, () => page.getByRole('alert').waitFor()],
    [`${url}/traces/col-test/nothing`, () => page.getByRole('alert').waitFor()],
    [
      `${url}/traces/col-test/${items[1]?.id}`,
      async () => {
        await page.locator('mark').first().waitFor();
        await page.getByText('Raw reply, as it came').click();
        await page.getByRole('region', { name: 'Raw reply' }).waitFor();
      },
    ],
    [`${url}/traces/col-test/${items[6]?.id}`, () => page.getByText('Nobody answered.').waitFor()],
  ];
  // The states that are words alone are looked at once.
  const isFirst = look === LOOKS[0];
  const shown = isFirst ? views : views.filter((_, i) => i === 1 || i === 2 || i === 6);
  expect(await findings(page, shown)).toEqual([]);
});

test.each([1440, 820, 390])(
  'sections have names and nothing is wider than a page of %i pixels',
  { timeout: 180_000 },
  async (width) => {
    const { url, ids, items } = await serveTraces(60);
    const { page } = await openPage({ width });
    const traces = [
      '/traces',
      '/traces/col-test',
      ...items.slice(0, 3).map(({ id }) => `/traces/col-test/${id}`),
    ];
    for (const path of ['/', '/pool', `/pool/${ids[4]}`, ...traces, '/compliance', '/releases']) {
      await page.goto(`${url}${path}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      for (const name of [/^(Overview|Home)/, /^Pool/, /^Traces/, /^Release/]) {
        expect(
          await page.getByRole('navigation', { name: 'Sections' }).getByRole('link', { name }).count(),
        ).toBe(1);
      }
      expect({
        path,
        wide: await page.evaluate(() => document.documentElement.scrollWidth > innerWidth),
      }).toEqual({ path, wide: false });
    }
  },
);

test('the overview can be walked by keyboard: skip link first, focus always in sight', async () => {
  const { url } = await serveWorkbench(plan(20));
  const { page } = await openPage();
  await page.goto(url);
  await page.getByRole('heading', { name: /median/ }).waitFor();
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
  const seen = new Set<string>();
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement;
      const box = element?.getBoundingClientRect();
      const isIn = box !== undefined && box.bottom > 0 && box.top < innerHeight;
      const shown = element?.closest('label') ?? element;
      const outline = shown === null ? 'none' : getComputedStyle(shown).outlineStyle;
      return {
        name: element?.textContent?.trim() || (element?.getAttribute('aria-label') ?? ''),
        tag: element?.tagName,
        isIn,
        outline,
      };
    });
    if (focus.tag === 'BODY') break;
    expect(focus).toMatchObject({ isIn: true, outline: expect.not.stringMatching('none') });
    seen.add(focus.name);
  }
  expect([...seen]).toEqual(expect.arrayContaining(['Table', 'Copy CSV', 'numbering4']));
});

test('the theme is the system’s until another is chosen, and the choice stays', async () => {
  const { url } = await serveWorkbench(plan(10));
  const { page } = await openPage({ colorScheme: 'dark' });
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto(url);
  const dark = await ground();
  await page.getByRole('button', { name: 'Theme: system' }).click();
  await expect.poll(ground).not.toBe(dark);
  const light = await ground();
  await page.reload();
  expect(await ground()).toBe(light);
  await page.getByRole('button', { name: 'Theme: Light' }).click();
  await expect.poll(ground).toBe(dark);
});

test.each([LOOKS[0], LOOKS[3]])(
  'axe finds nothing on the pages of review, %o',
  { timeout: 180_000 },
  async (look) => {
    const { workspace, run, ids } = await reviewing(4);
    const form = { ...FORMS.steps, properties: { ...FORMS.trace.properties, ...FORMS.steps.properties } };
    const queue = queueIn(workspace, run, {
      people: 2,
      form,
      guidelines: '# Look\n\n- at [it](https://x.org)',
    });
    for (const [i, name] of ['ann', 'ben', 'ann', 'ben'].entries())
      say(workspace, queue, name, ids[i >> 1] ?? '', {
        decision: i === 1 ? 'reject' : 'accept',
        seconds: 3 + i,
      });
    const { url } = await startServer(workspace, PAGES);
    const { page } = await openPage(look);
    const at = `${url}/review/queues/${queue.id}`;
    const views: View[] = [
      [
        `${url}/review?queue=${queue.id}`,
        async () => {
          await page.getByRole('article').waitFor();
          for (const name of ['Guidelines', 'Keys', 'Flag'])
            await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
        },
      ],
      [`${at}/disagreements`, () => page.getByText('People differ on 1 item').waitFor()],
      [`${at}/agreement`, () => page.getByText('By field').waitFor()],
      [at, () => page.getByText('Who has judged').waitFor()],
      [`${at}/items`, () => page.getByRole('row').nth(2).waitFor()],
      [`${url}/review/queues`, () => page.getByRole('row').nth(1).waitFor()],
      [
        `${url}/review/queues/new`,
        async () => {
          await page.getByLabel('Aspect').waitFor();
          await page.getByLabel(/Ask more people where the verdict is not sure/).check();
        },
      ],
      [`${url}/review/mentions`, () => page.getByText('it stands here until you have read it').waitFor()],
      [`${url}/review/skills`, () => page.getByText('No users yet').waitFor()],
      [`${url}/people`, () => page.getByText('No users yet').waitFor()],
    ];
    const shown = look === LOOKS[0] ? views : views.slice(0, 2);
    expect(await findings(page, shown)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)).toBe(false);
  },
);
