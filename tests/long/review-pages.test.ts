import { EventEmitter, once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { hashPassword } from '../../server/db/accounts/passwords.ts';
import { addUser } from '../../server/db/accounts/users.ts';
import { setGraderRule } from '../../server/db/grader-rule.ts';
import { editTrace } from '../../server/jobs/reviewing/edit-trace.ts';
import { violationsOn } from '../browser/axe.ts';
import { ARTEFACTS, headline, openPage, PAGES, withBrowser } from '../browser/browser.ts';
import { serveWhole } from '../browser/whole-workspace.ts';
import { startServer } from '../http/server.ts';
import { countWords, TRAINING } from '../release/fixture.ts';
import { graded, judgeAll, N } from '../review/graded.ts';
import { personIn, queueIn, say } from '../review/reviewing.ts';

withBrowser();

const PASSWORD = 'a long enough password';
const LOOKS = (['light', 'dark'] as const).flatMap((theme) =>
  (
    [
      [1440, 900],
      [820, 1180],
      [390, 844],
    ] as const
  ).map(([width, height]) => [theme, width, height] as const),
);

/** Takes pictures of a page in one look, and gathers what is wrong on them. */
function looking(page: Page, look: string) {
  const folder = join(ARTEFACTS, 'review-pages');
  mkdirSync(folder, { recursive: true });
  const faults: unknown[] = [];
  return {
    faults,
    async at(name: string) {
      await page.waitForLoadState('networkidle').catch(() => undefined);
      await page.screenshot({ path: join(folder, `${name}-${look}.png`) });
      const wide = await page.evaluate(() =>
        [document.documentElement, document.getElementById('content')].flatMap((frame) =>
          frame === null || frame.scrollWidth <= frame.clientWidth
            ? []
            : [`${frame.tagName}: ${frame.scrollWidth} pixels in ${frame.clientWidth}`],
        ),
      );
      faults.push(...(await violationsOn(page, name)), ...wide.map((what) => ({ name, what })));
    },
  };
}

/** Holds back what is sent to an address until it is told to go on, so that what is under way can be looked at. */
async function held(page: Page, path: string): Promise<() => void> {
  const gate = new EventEmitter();
  const opened = once(gate, 'open');
  await page.route(`**/api/v1${path}`, async (route) => {
    if (route.request().method() === 'POST') await opened;
    await route.continue();
  });
  return () => void gate.emit('open');
}

/** Graders beside people, traces of which two were mended, a user of each kind. */
async function served() {
  const { workspace, run, ids } = await graded();
  judgeAll(workspace, run, true, [2, 5]);
  setGraderRule(workspace, { kappa: 0.9, verdicts: N, bound: 'point' }, 'local');
  const who = { person: personIn(workspace, 'cem'), actor: 'local', countTokens: countWords };
  const thinking = `${'First we add the numbers, which gives three. '.repeat(12)}So it is four.`;
  const { traceId } = editTrace(workspace, 'trace-0', { thinking, why: 'the steps were missing' }, who);
  editTrace(workspace, traceId, { answer: 'So the answer is q0!', why: 'it had no sentence' }, who);
  addUser(workspace, {
    ...{ name: 'olga', role: 'owner', passwordHash: await hashPassword(PASSWORD), actor: 'local' },
  });
  addUser(workspace, { name: 'ben-the-second', role: 'reviewer', passwordHash: null, actor: 'local' });
  say(workspace, queueIn(workspace, run, { name: 'Looked at' }), 'cem', ids[1] ?? '', { decision: 'reject' });
  const queue = queueIn(workspace, run, { name: 'Traces again', teacher: 'gemini' });
  const { url } = await startServer(workspace, PAGES, {
    ...{ signIn: true, releasing: () => ({ countTokens: countWords, training: TRAINING }) },
  });
  const { invitation } = addUser(workspace, {
    ...{ name: 'dora', role: 'curator', passwordHash: null, actor: 'local' },
  });
  return { workspace, ids, queue, url, invitation };
}

test.each(LOOKS)(
  'signing in, people, mends and graders stand in %s at %i by %i',
  async (theme, width, height) => {
    const { workspace, ids, queue, url, invitation } = await served();
    const { page, complaints } = await openPage({ colorScheme: theme, width, height });
    const { faults, at } = looking(page, `${width}-${theme}`);

    await page.goto(`${url}/sign-in?invitation=${invitation}`);
    await headline(page).waitFor();
    await at('invitation');
    await page.goto(`${url}/sign-in`);
    await page.getByLabel('Name').fill('olga');
    await page.getByLabel('Password').fill('not the right one');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    await at('sign-in-wrong');
    await page.getByLabel('Password').fill(PASSWORD);
    const signIn = await held(page, '/session');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Signing in' }).waitFor();
    await at('sign-in-busy');
    signIn();
    await page.waitForURL(`${url}/`);

    await page.goto(`${url}/people`);
    await headline(page).getByText('You are olga').waitFor();
    await at('people');
    await page.getByLabel('What the token is for').fill('a script at night');
    const make = await held(page, '/tokens');
    await page.getByRole('button', { name: 'Make token' }).click();
    await page.getByRole('button', { name: 'Making it' }).waitFor();
    await at('people-busy');
    make();
    await page.getByRole('region', { name: 'Your tokens' }).getByRole('status').waitFor();
    await page.getByLabel('Name of a new user').fill('olga');
    await page.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Name of a new user').inputValue()).toBe('olga');
    await page.getByRole('button', { name: 'Disable', exact: true }).first().click();
    await at('people-refused');

    await page.goto(`${url}/review/changes/${ids[0] ?? ''}`);
    await headline(page).getByText('2 changes by people').waitFor();
    await at('changes');
    await page.getByRole('button', { name: 'Take it back' }).click();
    const back = page.getByRole('form', { name: 'Take the change back' });
    await back.getByLabel('Why').fill('the sentence was there');
    await at('changes-take-back');
    await back.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('heading', { name: 'Mend of the trace taken back by olga' }).waitFor();
    await at('changes-taken-back');
    await page.goto(`${url}/review/changes/${ids[3] ?? ''}`);
    await headline(page).waitFor();
    await at('changes-none');

    await page.goto(`${url}/review?queue=${queue.id}`);
    await page.getByRole('button', { name: 'Mend the question' }).waitFor();
    for (const what of ['question', 'trace']) {
      await page.getByRole('button', { name: `Mend the ${what}` }).click();
      const form = page.getByRole('form', { name: `Mend the ${what}` });
      await form.getByLabel('Answer').fill('another answer');
      await form.getByRole('region', { name: 'What changes in the answer' }).waitFor();
      await form.getByLabel('Why').fill('a slip');
      await form.getByRole('button', { name: 'Save as a new version' }).scrollIntoViewIfNeeded();
      await at(`mend-${what}`);
      await form.getByRole('button', { name: 'Cancel' }).click();
    }

    await page.goto(`${url}/review/queues/${queue.id}`);
    await page.getByRole('heading', { name: /rows? gave way/ }).scrollIntoViewIfNeeded();
    await at('queue-selection');

    await page.goto(`${url}/review/graders`);
    await page.getByRole('row', { name: /What is q2/ }).waitFor();
    await at('graders');
    await page.getByLabel('Only where they differ').click();
    await page.getByRole('row', { name: /What is q0/ }).waitFor({ state: 'detached' });
    expect(await page.getByRole('region', { name: 'Judged by both' }).getByRole('row').count()).toBe(3);
    expect(workspace.traceEdits.count()).toBe(3);

    expect(faults).toEqual([]);
    expect(complaints.filter((one) => !/\b(401|409)\b/.test(one))).toEqual([]);
  },
);

test.each(LOOKS)(
  'the lab with reviews and graders, and a system text, stand in %s at %i by %i',
  async (theme, width, height) => {
    const { url, run } = await serveWhole();
    const { page, complaints } = await openPage({ colorScheme: theme, width, height });
    const { faults, at } = looking(page, `${width}-${theme}`);
    await page.goto(`${url}/recipe?run=${run.runId}`);
    for (const group of ['Reviews', 'Graders']) {
      await page.getByText(group, { exact: true }).click();
      const demand = page.getByRole('button', { name: 'Demand agreement with people' });
      if (group === 'Graders') await demand.click();
      await page.getByText(group, { exact: true }).scrollIntoViewIfNeeded();
      await at(`lab-${group.toLowerCase()}`);
    }
    await page.goto(`${url}/releases/new?run=${run.runId}&system=Think+first%2C+then+answer+in+one+line.`);
    await page.getByRole('region', { name: 'The rendered row' }).getByText('Think first, then').waitFor();
    await page.getByLabel('System text').scrollIntoViewIfNeeded();
    await at('builder-system');
    await page.getByRole('region', { name: 'The rendered row' }).scrollIntoViewIfNeeded();
    await at('builder-row');
    expect(faults).toEqual([]);
    expect(complaints).toEqual([]);
  },
);
