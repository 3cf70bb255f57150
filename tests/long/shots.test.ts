import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ARTEFACTS, openPage, serveTraces, withBrowser } from '../browser/browser.ts';

withBrowser();

const SIZES = [
  [1440, 900],
  [820, 1180],
  [390, 844],
] as const;

test.each(['light', 'dark'] as const)(
  'pictures of every page are left to look at, %s',
  { timeout: 180_000 },
  async (colorScheme) => {
    const { url, ids, items } = await serveTraces(120);
    mkdirSync(ARTEFACTS, { recursive: true });
    // The dark theme changes colours alone: it is looked at in one size.
    for (const [width, height] of colorScheme === 'light' ? SIZES : SIZES.slice(0, 1)) {
      const { page } = await openPage({ colorScheme, width, height });
      const views: [string, string, () => Promise<void>][] = [
        ['overview', '/', () => page.getByRole('heading', { name: /median/ }).waitFor()],
        ['pool', '/pool', () => page.locator('.katex').first().waitFor()],
        ['question', `/pool/${ids[0]}`, () => page.locator('mark').first().waitFor()],
        ['traces', '/traces', () => page.getByText(/asked, /).waitFor()],
        ['collection', '/traces/col-test', () => page.locator('[data-row]').first().waitFor()],
        ['trace', `/traces/col-test/${items[1]?.id}`, () => page.locator('mark').first().waitFor()],
      ];
      for (const [name, path, isThere] of views) {
        await page.goto(`${url}${path}`);
        await isThere();
        const file = join(ARTEFACTS, `${name}-${width}x${height}-${colorScheme}.png`);
        await page.screenshot({ path: file });
        expect(statSync(file).size).toBeGreaterThan(10_000);
      }
    }
  },
);
