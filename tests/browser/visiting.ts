import type { Page } from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import type { Role } from '../../shared/vocabulary/roles.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { signedInAs } from '../helpers/people.ts';
import { runEffects } from '../helpers/run.ts';
import { collectingFrom } from '../http/collecting-server.ts';
import { startServer } from '../http/server.ts';
import { countWords, TRAINING } from '../release/fixture.ts';
import { queueIn, reviewing } from '../review/reviewing.ts';
import { openPage, PAGES } from './browser.ts';

/** The pages of the rail and what they lead to. */
export const OF_RAIL = [
  ...['/', '/pool', '/map', '/recipe', '/recipe/compare', '/traces', '/traces/plan', '/import', '/review'],
  ...['/review/queues', '/review/queues/new', '/review/mentions', '/review/skills', '/review/graders'],
  ...['/compliance', '/compliance?part=waivers', '/releases', '/releases/new', '/releases/evaluations'],
  ...['/audit', '/people', '/settings', '/jobs'],
];

/** What goes wrong on a visit to each page: answers of 400 and above, and what the browser complains about. */
export async function troubles(page: Page, complaints: string[], url: string, paths: readonly string[]) {
  const refused: string[] = [];
  page.on('response', (reply) => {
    if (reply.status() >= 400) refused.push(`${reply.status()} ${new URL(reply.url()).pathname}`);
  });
  const found: Record<string, string[]> = {};
  for (const path of paths) {
    await page.goto(`${url}${path}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForTimeout(120); // what the page asks for once it is there
    const all = [...refused.splice(0), ...complaints.splice(0)];
    if (all.length > 0) found[path] = all;
  }
  return found;
}

/** Walks every page as somebody of a role: nothing is asked that is refused, and what is not open says so. */
export async function visitAs(role: Role): Promise<void> {
  const { workspace, run } = await reviewing(3);
  const queue = queueIn(workspace, run);
  const { Cookie = '' } = signedInAs(workspace, 'kim', role);
  const fake = await startFakeModels({});
  onTestFinished(() => fake.close());
  const { url } = await startServer(workspace, PAGES, {
    asking: collectingFrom(fake.url),
    signIn: true,
    deciding: () => runEffects(),
    releasing: () => ({ countTokens: countWords, training: TRAINING }),
  });
  const { page, complaints } = await openPage();
  await page.context().addCookies([{ name: 'winnow_session', value: Cookie.split('=')[1] ?? '', url }]);
  const at = `/review/queues/${queue.id}`;
  const ofQueue = [at, `${at}/items`, `${at}/disagreements`, `${at}/agreement`];
  const found = await troubles(page, complaints, url, [...OF_RAIL, ...ofQueue]);
  expect(found).toEqual({});
  const isOpen = async (path: string) => {
    await page.goto(`${url}${path}`);
    const heading = page.getByRole('heading', { level: 1 }).first();
    return (await heading.textContent()) !== 'This is not open to you';
  };
  const doors: Record<string, boolean> = {};
  for (const path of ['/review', '/compliance', '/traces/plan', `${at}/agreement`])
    doors[path] = await isOpen(path);
  const curates = role === 'owner' || role === 'curator';
  expect(doors).toEqual({
    '/review': curates || role === 'reviewer',
    '/compliance': role !== 'reviewer',
    '/traces/plan': curates,
    [`${at}/agreement`]: role !== 'reviewer',
  });
}
