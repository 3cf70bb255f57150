import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violationsOn } from '../browser/axe.ts';
import { ARTEFACTS, openPage, withBrowser } from '../browser/browser.ts';
import { pagesOf, serveWhole } from '../browser/whole-workspace.ts';

withBrowser();

const SIZES = [
  [1440, 900],
  [820, 1180],
  [390, 844],
] as const;

/** The page and its content, where something stands beyond their right edge; tables scroll in frames of their own. */
const tooWide = (page: Page) =>
  page.evaluate(() =>
    [document.documentElement, document.getElementById('content')].flatMap((frame) =>
      frame === null || frame.scrollWidth <= frame.clientWidth
        ? []
        : [`${frame.tagName}: ${frame.scrollWidth} pixels in ${frame.clientWidth}`],
    ),
  );

test.each(
  (['light', 'dark'] as const).flatMap((theme) =>
    SIZES.map(([width, height]) => [theme, width, height] as const),
  ),
)(
  'every page stands in %s at %i by %i: nothing too wide, nothing axe finds, no complaint',
  async (theme, width, height) => {
    const served = await serveWhole();
    mkdirSync(join(ARTEFACTS, 'pages'), { recursive: true });
    const { page, complaints } = await openPage({ colorScheme: theme, width, height });
    const faults: unknown[] = [];
    for (const [name, path] of pagesOf(served)) {
      await page.goto(`${served.url}${path}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.waitForLoadState('networkidle').catch(() => undefined); // pages with live jobs are never idle
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      await page.screenshot({ path: join(ARTEFACTS, 'pages', `${name}-${width}-${theme}.png`) });
      faults.push(
        ...(await violationsOn(page, name)),
        ...(await tooWide(page)).map((what) => ({ name, what })),
      );
    }
    expect(faults).toEqual([]);
    // What is not there is asked for, and the browser says so.
    expect(complaints.filter((one) => !one.includes('404'))).toEqual([]);
  },
);
