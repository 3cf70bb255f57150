import { expect, test } from 'vitest';
import type { JobItem } from '../../shared/schemas/job.ts';
import { startWorker } from '../ask/workers/working.ts';
import { serveCollecting } from './collecting-server.ts';

type Served = Awaited<ReturnType<typeof serveCollecting>>;

const ORDER = { teacher: 'gemini', byWorkers: true };
const jobOf = async ({ api }: Pick<Served, 'api'>, id: string) => (await api(`/jobs/${id}`)).body as JobItem;
const until = (served: Pick<Served, 'api'>, id: string, state: JobItem['state']) =>
  expect.poll(async () => (await jobOf(served, id)).state).toBe(state);
const start = async (served: Served, order: object = ORDER): Promise<string> => {
  const { status, body } = await served.post('/collections', order);
  expect({ status, body }).toMatchObject({ status: 202 });
  return (body as JobItem).jobId;
};

test('three workers bring the traces that the server would have brought by itself, each asked once', async () => {
  const alone = await serveCollecting({ questions: 40 });
  const by = await start(alone, { teacher: 'gemini' });
  await until(alone, by, 'done');
  const served = await serveCollecting({ questions: 40, key: null });
  const id = await start(served);
  expect(id).toBe(by);
  const workers = ['a', 'b', 'c'].map((name) =>
    startWorker(served.url, served.fake.url, { name, once: true }),
  );
  await until(served, id, 'done');
  const reports = await Promise.all(workers.map(({ done }) => done));
  expect(reports.reduce((sum, { handedOver }) => sum + handedOver, 0)).toBe(20);
  expect(served.fake.ledger.billed()).toHaveLength(20);
  const traces = ({ workspace }: Served) =>
    workspace.db
      .prepare(
        'SELECT question, kind, outcome, thinking, answer, tokens, verdict FROM traces ORDER BY question',
      )
      .all();
  expect(traces(served)).toEqual(traces(alone));
  expect((await served.api('/workers')).body).toMatchObject({ waiting: [] });
});
