import { expect, test } from 'vitest';
import type { JobItem } from '../../shared/schemas/job.ts';
import { workerByHand } from '../ask/workers/by-hand.ts';
import { serveCollecting } from '../http/collecting-server.ts';
import { violationsOn } from './axe.ts';
import { headline, openPage, PAGES, withBrowser } from './browser.ts';

withBrowser();

test('a collection by workers says who makes its calls, and that it waits where nobody does', async () => {
  const served = await serveCollecting({ pages: PAGES, key: null });
  const { page, complaints } = await openPage();
  await page.goto(`${served.url}/traces/plan`);
  await headline(page).getByText('4 calls of').waitFor();
  await page.getByLabel('Calls by workers').check();
  await expect.poll(() => new URL(page.url()).search).toBe('?byWorkers=yes');
  expect(await page.getByLabel('Ask in batches').count()).toBe(0);
  await page.getByRole('button', { name: /^Start asking/ }).click();
  await page.getByText('No worker is connected, 4 calls waiting for one.').waitFor();
  const worker = workerByHand(served.post, served.fake.url);
  const leases = await worker.lease(3);
  await page.getByText('1 worker connected, 3 calls with it, 1 call waiting for one.').waitFor();
  const row = page.getByRole('row', { name: new RegExp(worker.who.name) });
  await expect.poll(async () => (await row.innerText()).replace(/\s+/g, ' ')).toContain('3 of 50 0');
  expect(await violationsOn(page, 'workers')).toEqual([]);
  const rest = [
    ...leases,
    ...(await worker.lease(
      1,
      leases.map(({ leaseId }) => leaseId),
    )),
  ];
  for (const lease of rest) await worker.handOver(lease.leaseId, await worker.call(lease));
  await headline(page).getByText('4 of 4 traces asked of gemini-3.8-flash are usable').waitFor();
  expect(((await served.api('/jobs')).body as { items: JobItem[] }).items).toMatchObject([{ state: 'done' }]);
  expect(complaints).toEqual([]);
});
