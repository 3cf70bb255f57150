import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { plan } from '../http/pool-with-run.ts';
import { openPage, PAGES, serveWorkbench, withBrowser } from './browser.ts';

withBrowser();

/** What a first visit may load. Unit: bytes of gzip. */
const SCRIPT_BUDGET = 200_000;
const STYLE_BUDGET = 40_000;

const packed = (paths: readonly string[]) =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(PAGES, path))).length, 0);

test('a first visit loads under 200 kB of script, and no KaTeX before there is a formula', async () => {
  const { url } = await serveWorkbench(plan(20));
  const { page } = await openPage();
  const loaded: string[] = [];
  page.on('response', (response) => void loaded.push(new URL(response.url()).pathname));
  await page.goto(url);
  await page.getByRole('heading', { name: /median/ }).waitFor();
  const scripts = loaded.filter((path) => path.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(1);
  expect(packed(scripts)).toBeLessThan(SCRIPT_BUDGET);
  expect(packed(loaded.filter((path) => path.endsWith('.css')))).toBeLessThan(STYLE_BUDGET);
  expect(loaded.filter((path) => /katex/i.test(path))).toEqual([]);
  await page.goto(`${url}/pool`);
  await page.locator('.katex').first().waitFor();
  expect(loaded.filter((path) => /katex.*\.js$/i.test(path))).toHaveLength(1);
});
