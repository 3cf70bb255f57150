import { expect, onTestFinished, test } from 'vitest';
import { collectFromModel } from '../../server/ask/model/collect.ts';
import { purposeOf } from '../../server/jobs/collecting/purposes.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import type { CollectionDetail } from '../../shared/schemas/collection.ts';
import type { JobItem } from '../../shared/schemas/job.ts';
import { storeRankedRun } from '../ask/ranked-run.ts';
import { saidOf, THREE_QUESTIONS } from '../ask/three-purposes.ts';
import { startWorker } from '../ask/workers/working.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { collectingFrom, serveCollecting } from './collecting-server.ts';

async function serve(key: string | null | undefined) {
  const fake = await startFakeModels({ reply: (prompt) => ({ answer: saidOf(prompt) }) });
  onTestFinished(() => fake.close());
  const workspace = temporaryWorkspace();
  storeRankedRun(workspace, THREE_QUESTIONS, THREE_QUESTIONS.length);
  return serveCollecting({ workspace, fake, ...(key === undefined ? {} : { key }) });
}
type Served = Awaited<ReturnType<typeof serve>>;

const until = ({ api }: Served, id: string, state: JobItem['state']) =>
  expect.poll(async () => ((await api(`/jobs/${id}`)).body as JobItem).state).toBe(state);

const evidenceOf = ({ workspace }: Served) =>
  THREE_QUESTIONS.map(({ questionId, question, answer }) => {
    const found = loadEvidence(workspace)(questionId, () => ({ question, options: null, answer }));
    return [found.attempts.map(({ verdict }) => verdict), found.label];
  });

/** Has attempts, grades and labels collected, one after the other. @returns all that must not hang on who calls */
async function collected(served: Served, byWorkers: boolean) {
  const found: unknown[] = [];
  for (const order of [
    { collects: 'attempts', samples: 1 },
    { collects: 'grades' },
    { collects: 'labels' },
  ]) {
    const { status, body } = await served.post('/collections', { teacher: 'gemini', ...order, byWorkers });
    expect({ status, body }).toMatchObject({ status: 202 });
    const { jobId, kind } = body as JobItem;
    await until(served, jobId, 'done');
    const detail = (await served.api(`/collections/${jobId}`)).body as CollectionDetail;
    found.push([jobId, kind, detail.tries, detail.tokens, detail.spentUsd, detail.unsettledUsd]);
  }
  return { found, evidence: evidenceOf(served), billed: served.fake.ledger.totals() };
}

test('attempts, grades and labels come by workers as they come without them, each asked once', async () => {
  const alone = await collected(await serve(undefined), false);
  expect(alone.evidence).toEqual([
    [['correct'], '11'],
    [['correct'], '11'],
    [['wrong'], '11'],
  ]);
  const served = await serve(null);
  const worker = startWorker(served.url, served.fake.url);
  expect(await collected(served, true)).toEqual(alone);
  expect(await worker.end()).toMatchObject({ handedOver: alone.billed.calls, spooled: 0 });
});

test('a collection that a command began is taken up in the server, and its calls are made by workers from then on', async () => {
  const served = await serve(undefined);
  const { workspace, fake } = served;
  const { data, openForPlan: _, ...effects } = await collectingFrom(fake.url)();
  const wants = { samples: 1 };
  const collects = purposeOf(workspace, data, { collects: 'attempts', ...wants });
  const begun = collectFromModel(
    workspace,
    { run: null, teacher: 'gemini', actor: 'tester', collects, wants, budgetUsd: 0 },
    {
      ...effects,
      ...{ confirm: async () => true, progress: () => undefined, graceMs: 100 },
      signal: new AbortController().signal,
    },
  );
  await expect(begun).rejects.toMatchObject({ code: 'stopped' });
  const [job] = ((await served.api('/jobs')).body as { items: JobItem[] }).items;
  expect(job).toMatchObject({ kind: 'attempts', state: 'waiting', isResumable: true, total: 3 });
  const worker = startWorker(served.url, fake.url);
  const order = { byWorkers: true, budgetUsd: null };
  expect((await served.post(`/jobs/${job?.jobId}/resume`, order)).status).toBe(202);
  await until(served, job?.jobId ?? '', 'done');
  expect(await worker.end()).toMatchObject({ handedOver: 3 });
  expect(evidenceOf(served).map(([verdicts]) => verdicts)).toEqual([
    ['correct'],
    ['unverifiable'],
    ['wrong'],
  ]);
});

test('what means nothing for what is collected is refused in one line', async () => {
  const served = await serve(undefined);
  const refused = async (order: object) => {
    const { status, body } = await served.post('/collections', { teacher: 'gemini', ...order });
    return [status, (body as { message: string }).message];
  };
  expect([
    await refused({ what: 'domain' }),
    await refused({ collects: 'labels', what: 'traces' }),
    await refused({ collects: 'grades', samples: 3 }),
    await refused({ collects: 'attempts', untilUsable: 3 }),
    await refused({ collects: 'attempts', orders: 1 }),
  ]).toEqual([
    [400, '"what" means nothing for traces; leave it out.'],
    [400, 'Of labels, "what" is domain or quality.'],
    [400, 'How many samples there are of grades is not to be said.'],
    [400, 'Only traces are collected until enough are usable.'],
    [400, '"orders" means nothing for attempts; leave it out.'],
  ]);
});
