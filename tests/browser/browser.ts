import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeEach, onTestFinished, type TestContext } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { type Planned, plan, storePool, storeRun } from '../http/pool-with-run.ts';
import { startServer } from '../http/server.ts';
import { storeCollection } from '../http/stored-collection.ts';

const ROOT = join(import.meta.dirname, '..', '..');
export const PAGES = join(ROOT, 'dist', 'client');
export const ARTEFACTS = join(ROOT, 'tests', 'artefacts');

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const NO_CHROMIUM = `no Chromium at ${CHROMIUM}: "apt-get install chromium", or name one with CHROMIUM=/path/to/it`;
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let browser: Browser | undefined;

/** Skips the tests of a file where there is no browser, and closes the one that they share at their end. */
export function withBrowser(): void {
  beforeEach((context: TestContext) => {
    if (!existsSync(CHROMIUM)) context.skip(NO_CHROMIUM);
    if (!existsSync(join(PAGES, 'index.html')))
      throw new Error('The pages are not built; run "npm run build".');
  });
  afterAll(async () => {
    await browser?.close();
    browser = undefined;
  });
}

export interface Look {
  colorScheme?: 'light' | 'dark';
  width?: number;
  height?: number;
}

/** A page of its own, with everything that it complained about. */
export async function openPage({ colorScheme = 'light', width = 1440, height = 900 }: Look = {}) {
  browser ??= await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  const context = await browser.newContext({
    colorScheme,
    viewport: { width, height },
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => void complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  return { page, complaints };
}

/** A real server with the built pages over a pool and, unless told otherwise, a run. */
export async function serveWorkbench(planned: readonly Planned[], { withRun = true } = {}) {
  const workspace: Workspace = temporaryWorkspace();
  const ids = planned.length === 0 ? [] : storePool(workspace, planned);
  if (withRun && planned.length > 0) storeRun(workspace, 'run-1', planned, ids);
  const server = await startServer(workspace, PAGES);
  return { ...server, ids };
}

/** As `serveWorkbench`, with a made-up collection over the selected questions. */
export async function serveTraces(size: number) {
  const planned = plan(size).map((one) => ({ ...one, answer: '12' }));
  const served = await serveWorkbench(planned);
  const selected = served.ids.filter((_, i) => planned[i]?.reason === null);
  return { ...served, selected, items: storeCollection(served.workspace, selected) };
}

/** The heading of the page, which says what it shows. */
export const headline = (page: Page) => page.getByRole('heading', { level: 1 });
