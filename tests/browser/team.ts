import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Queue } from '../../server/db/queues.ts';
import type { Review } from '../../server/db/reviews.ts';
import type { StoredRun } from '../../server/db/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import type { AgreementReport } from '../../shared/schemas/agreement.ts';
import { winnow } from '../helpers/cli.ts';
import { signedInAs } from '../helpers/people.ts';
import { temporaryFolder } from '../helpers/workspace.ts';
import { startServer } from '../http/server.ts';
import { figuresOf } from '../review/figures.ts';
import { openPage, PAGES } from './browser.ts';

export const REVIEWERS = ['ann', 'ben', 'cem'] as const;
type Person = (typeof REVIEWERS)[number] | 'ada';

/** A number of 0 to 99 that looks drawn, and is the same each time. */
const drawn = (text: string): number =>
  [...text].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) % 100;

/** What somebody would say: most agree about most. */
function verdictOf(person: Person, question: string): 'accept' | 'reject' {
  const isBad = drawn(`bad ${question}`) < 15;
  const isMistaken = drawn(`${person} ${question}`) < 12;
  return isBad === isMistaken ? 'accept' : 'reject';
}

/**
 * Three reviewers and one adjudicator in as many browsers: the adjudicator makes a queue for two people an item,
 * reviewers work through it (the first by keyboard alone), the adjudicator settles what they differ on, and so on until
 * nothing is left. Then agreement, released set and audit are held against what was said.
 */
export async function teamReviews(found: {
  workspace: Workspace;
  run: StoredRun;
  ids: string[];
}): Promise<Queue> {
  const { workspace, run } = found;
  signedInAs(workspace, 'olga', 'owner');
  const { url, api } = await startServer(workspace, PAGES, { signIn: true });
  const as = async (name: Person) => {
    const headers = signedInAs(workspace, name, name === 'ada' ? 'curator' : 'reviewer');
    const { page, complaints } = await openPage();
    const [, value = ''] = (headers.Cookie ?? '').split('=');
    await page.context().addCookies([{ name: 'winnow_session', value, url }]);
    return { name, page, headers, complaints };
  };
  const ada = await as('ada');
  const team = await Promise.all(REVIEWERS.map(as));
  await ada.page.goto(`${url}/review/queues/new`);
  await ada.page.getByLabel('Name', { exact: true }).fill('Two on every row');
  await ada.page.getByRole('button', { name: 'Make queue' }).click();
  await ada.page.waitForURL(/queue-/);
  const [queue] = workspace.queues.all();
  if (queue === undefined) throw new Error('the queue was not made');
  for (const { page } of team) await page.goto(`${url}/review?queue=${queue.id}`);
  const isDone = () => {
    const { items, done } = workspace.queueItems.tally(queue.id);
    return done >= items;
  };
  do {
    await Promise.all(team.map(({ name, page }) => work(page, name, isDone)));
    await settleAll(ada.page, `${url}/review/queues/${queue.id}`);
  } while (!isDone() || workspace.queueItems.tally(queue.id).split > 0);

  const said = [...workspace.reviews.each()];
  const agreement = await api(`/queues/${queue.id}/agreement`, { headers: ada.headers });
  compareAgreement(workspace, agreement.body as AgreementReport, said);
  await ada.page.goto(`${url}/review/queues/${queue.id}/agreement`);
  const raw = Math.round(100 * figuresOf(said.filter(({ final }) => final === 0)).raw);
  await ada.page.getByRole('heading', { level: 1, name: `agree in ${raw} % of pairs` }).waitFor();
  await compareRelease(workspace, run, said);
  for (const question of new Set(said.map((one) => one.question))) {
    const { body } = await api(`/audit?q=${question}`, { headers: ada.headers });
    const [match] = (body as { matches: { reviews: { data: { review_id: string } }[] }[] }).matches;
    const ids = said.filter((one) => one.question === question).map(({ id }) => id);
    expect(match?.reviews.map(({ data }) => data.review_id).sort()).toEqual(ids.sort());
  }
  expect([...team, ada].flatMap(({ complaints }) => complaints)).toEqual([]);
  return queue;
}

/** Judges whatever is shown until the queue is done; the first reviewer touches nothing but keys. */
async function work(page: Page, name: Person, isDone: () => boolean): Promise<void> {
  const byKeys = name === REVIEWERS[0];
  let before = '';
  for (;;) {
    const shown = await page.waitForFunction((last) => {
      const item = document.querySelector<HTMLElement>('article[data-question]')?.dataset.question;
      const empty = document.querySelector<HTMLElement>('[data-empty]')?.dataset.empty;
      return item !== undefined && item !== last ? { item } : item === undefined && empty ? { empty } : false;
    }, before);
    const { item } = (await shown.jsonValue()) as { item?: string };
    if (item === undefined) {
      if (isDone()) return;
      before = '';
      const again = page.getByRole('button', { name: 'Look again' });
      const asked = byKeys ? again.press('Enter', { timeout: 2000 }) : again.click({ timeout: 2000 });
      await asked.catch(async (cause: unknown) => {
        if (await again.isVisible()) throw cause; // else the reply to the last judgement brought another item meanwhile
      });
      await page.waitForTimeout(50);
      continue;
    }
    before = item;
    const verdict = verdictOf(name, item);
    if (byKeys) await page.keyboard.press(verdict === 'accept' ? 'a' : 'x');
    else await page.getByRole('button', { name: verdict === 'accept' ? 'Accept' : 'Reject' }).click();
  }
}

/** Settles what people differ on, with a reason each. */
async function settleAll(page: Page, queueUrl: string): Promise<void> {
  await page.goto(`${queueUrl}/disagreements`);
  const nothing = page.getByRole('heading', { name: 'Nothing to settle' });
  const differ = page.getByRole('heading', { name: /^People differ on/ });
  for (;;) {
    await nothing.or(differ).waitFor();
    if (await nothing.isVisible()) return;
    const question = (await page.locator('article[data-question]').getAttribute('data-question')) ?? '';
    await page.keyboard.press('n');
    await page.keyboard.type('as the guidelines say');
    await page.keyboard.press('Escape');
    await page.keyboard.press(verdictOf('ada', question) === 'accept' ? 'a' : 'x');
    await page.locator(`article[data-question="${question}"]`).waitFor({ state: 'detached' });
  }
}

/** Holds the figures against those that are computed here from what was said, pair by pair. */
function compareAgreement(workspace: Workspace, report: AgreementReport, said: readonly Review[]): void {
  const ours = figuresOf(said.filter(({ final }) => final === 0));
  const decision = report.fields.find(({ field }) => field === 'decision');
  const theirs = {
    raw: decision?.raw.value,
    alpha: decision?.alpha.value,
    fleiss: decision?.fleiss.value,
    ac1: decision?.ac1.value,
  };
  for (const name of ['raw', 'alpha', 'fleiss', 'ac1'] as const)
    expect([name, theirs[name]]).toEqual([
      name,
      Number.isNaN(ours[name]) ? null : expect.closeTo(ours[name], 9), // everybody said one thing: 0/0
    ]);
  const pairs = report.pairs.map(({ a, b, n, kappa }) => ({ pair: [a, b].sort().join(' '), n, kappa }));
  const name = (id: string) => workspace.people.nameOf(id) ?? id;
  const own = ours.pairs.map(({ a, b, n, kappa }) => ({
    pair: [name(a), name(b)].sort().join(' '),
    n,
    kappa: kappa === null ? null : (expect.closeTo(kappa, 9) as number),
  }));
  const byName = (x: { pair: string }, y: { pair: string }) => (x.pair < y.pair ? -1 : 1);
  expect(pairs.sort(byName)).toEqual(own.sort(byName));
}

/** A release holds the first by rank that nobody rejected, or that an adjudicator accepted. */
async function compareRelease(workspace: Workspace, run: StoredRun, said: readonly Review[]): Promise<void> {
  const out = join(temporaryFolder(), 'set');
  const released = await winnow(workspace.dir, [
    'release',
    '--run',
    run.report.runId,
    '--policy',
    'internal',
    '--format',
    's1',
    '--out',
    out,
  ]);
  expect(released).toMatchObject({ code: 0 });
  const rows = readFileSync(join(out, 'provenance.jsonl'), 'utf8').trim().split('\n');
  const isOut = (question: string): boolean => {
    const words = said.filter((one) => one.question === question);
    const final = words.find((one) => one.final === 1);
    return final === undefined ? words.some((one) => one.decision === 'reject') : final.decision === 'reject';
  };
  const expected = [...workspace.decisions.ranked(run.n, 1, 100_000)]
    .map(({ questionId }) => questionId)
    .filter((id) => workspace.traces.all(id).some(({ outcome }) => outcome === 'usable') && !isOut(id));
  expect(rows.map((row) => (JSON.parse(row) as { questionId: string }).questionId)).toEqual(
    expected.slice(0, run.report.selected),
  );
}
