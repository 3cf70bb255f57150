import { expect, test } from 'vitest';
import type { CollectionDetail } from '../../shared/schemas/collection.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import type { Workers } from '../../shared/schemas/worker.ts';
import { FAKE_KEY } from '../ask/collecting.ts';
import { startWorker } from '../ask/workers/working.ts';
import { serveCollecting } from './collecting-server.ts';

const ORDER = { teacher: 'gemini', byWorkers: true };
const plan = { keys: { [FAKE_KEY]: {}, 'AIza-suspended': { state: 'suspended' as const } } };
const LINE =
  /^The server has put this worker aside: gemini refuses its key\. It said: .+ Mend that on this machine, and start it again\.$/;

type Served = Awaited<ReturnType<typeof serveCollecting>>;
const begin = async (served: Served) => ((await served.post('/collections', ORDER)).body as JobItem).jobId;
const jobOf = async ({ api }: Served, id: string) => (await api(`/jobs/${id}`)).body as JobItem;
const withKey = ({ url, fake }: Served, name: string, key: string) =>
  startWorker(url, fake.url, { name, once: true, served: [{ provider: 'gemini', address: fake.url, key }] });

test('a worker whose key is refused is told so in one line and put aside, and its calls go to the others', async () => {
  const served = await serveCollecting({ questions: 24, plan });
  const bad = withKey(served, 'bad', 'AIza-unknown');
  await expect.poll(async () => ((await served.api('/workers')).body as Workers).workers.length).toBe(1);
  const good = withKey(served, 'good', FAKE_KEY);
  await expect.poll(async () => ((await served.api('/workers')).body as Workers).workers.length).toBe(2);
  const id = await begin(served);
  await expect(bad.done).rejects.toMatchObject({ code: 'failed', message: expect.stringMatching(LINE) });
  expect(bad.notes.join('\n')).not.toContain('AIza-unknown');
  expect(await good.done).toMatchObject({ left: 0, spooled: 0 });
  await expect.poll(async () => (await jobOf(served, id)).state).toBe('done');
  const { tries, unsettledUsd } = (await served.api(`/collections/${id}`)).body as CollectionDetail;
  expect([tries, unsettledUsd, served.fake.ledger.billed().length]).toEqual([{ answered: 12 }, 0, 12]);
  const left = served.workspace.db.prepare("SELECT count(*) AS n FROM worker_leases WHERE state <> 'done'");
  expect(left.get()).toEqual({ n: 0 });
});

test('a collection ends with what the provider refuses once no worker is left that may go on, and is resumed by one that may', async () => {
  const served = await serveCollecting({ questions: 8, plan });
  const bad = ['AIza-unknown', 'AIza-suspended'].map((key) => withKey(served, key, key));
  await expect.poll(async () => ((await served.api('/workers')).body as Workers).workers.length).toBe(2);
  const id = await begin(served);
  await expect.poll(async () => (await jobOf(served, id)).state).toBe('failed');
  expect((await jobOf(served, id)).message).toMatch(/^gemini (refuses the key|does not allow this key)/);
  for (const { done } of bad) await expect(done).rejects.toMatchObject({ code: 'failed' });
  expect((await served.post(`/jobs/${id}/resume`)).status).toBe(202);
  const good = withKey(served, 'good', FAKE_KEY);
  await expect.poll(async () => (await jobOf(served, id)).state).toBe('done');
  expect(await good.done).toMatchObject({ left: 0, spooled: 0 });
  expect(served.fake.ledger.billed().length).toBe(4);
});
