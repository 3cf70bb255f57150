import { expect, onTestFinished, test } from 'vitest';
import { attemptsPurpose } from '../../server/ask/attempts/purpose.ts';
import { gradesPurpose } from '../../server/ask/grades/purpose.ts';
import { NO_KEYS } from '../../server/ask/keys.ts';
import { domainLabelling } from '../../server/ask/labels/labelling.ts';
import { labelsPurpose } from '../../server/ask/labels/purpose.ts';
import { collectFromModel, type ModelEffects } from '../../server/ask/model/collect.ts';
import type { ModelOptions, Purpose } from '../../server/ask/model/opened.ts';
import { teacherOpener } from '../../server/ask/open/teacher.ts';
import { patientFetch } from '../../server/ask/providers/network.ts';
import { loadShipped } from '../../server/db/shipped.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { parseAttemptRule } from '../../server/decide/grades/rules.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import type { FakePlan } from '../helpers/fake-models/plan.ts';
import { startFakeModels } from '../helpers/fake-models/server.ts';
import { ASSETS } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { FAKE_KEY } from './collecting.ts';
import { shipped } from './prompts/shipped.ts';
import { storeRankedRun } from './ranked-run.ts';
import { saidOf, THREE_QUESTIONS } from './three-purposes.ts';

/** A workspace of three questions, and a fake Gemini that is asked over the real SDK; time in between jumps. */
async function asking(plan: FakePlan = {}) {
  const fake = await startFakeModels({ ...plan, reply: (prompt) => ({ answer: saidOf(prompt) }) });
  onTestFinished(() => fake.close());
  const workspace = temporaryWorkspace();
  storeRankedRun(workspace, THREE_QUESTIONS, THREE_QUESTIONS.length);
  let time = Date.parse('2026-11-24T00:00:00Z');
  const effects: ModelEffects = {
    openTeacher: teacherOpener({
      shipped: loadShipped(ASSETS.data),
      keys: { ...NO_KEYS, gemini: FAKE_KEY, geminiBaseUrl: fake.url },
      network: patientFetch,
      clock: () => time,
      now: () => new Date(time),
    }),
    countTokens: (text) => text.split(' ').length,
    confirm: async () => true,
    progress: () => undefined,
    signal: new AbortController().signal,
    clock: () => time,
    now: () => time,
    random: () => 1,
    async sleep(ms, signal) {
      await new Promise((resolve) => setTimeout(resolve, signal.aborted ? 0 : 1));
      time += ms;
    },
    graceMs: 1000,
  };
  const collect = (collects: Purpose, options: Partial<ModelOptions> = {}) =>
    collectFromModel(
      workspace,
      { run: null, teacher: 'gemini', actor: 'tester', collects, ...options },
      effects,
    );
  const routes = () => fake.ledger.entries.filter(({ billed }) => billed !== null).map(({ route }) => route);
  return { fake, workspace, collect, routes };
}

const attempts = attemptsPurpose(shipped('solve@1'), parseAttemptRule({ samples: 1 }));
const labels = labelsPurpose(domainLabelling(shipped('label-domain@1'), new Map([['11', 'Number theory']])));
const grades = (workspace: Workspace) =>
  gradesPurpose(workspace, { prompt: shipped('grade@1'), what: 'attempts', orders: 2 });

const evidenceOf = (workspace: Workspace) =>
  THREE_QUESTIONS.map(({ questionId, question, answer }) => {
    const found = loadEvidence(workspace)(questionId, () => ({ question, options: null, answer }));
    return [found.attempts.map(({ verdict }) => verdict), found.label];
  });

test.each<[string, Partial<ModelOptions>, string]>([
  ['online', {}, 'generate'],
  ['in batches', { batch: true }, 'batch-item'],
  ['in batches by file', { batch: true, batchBy: 'file' }, 'batch-item'],
])('Gemini attempts, grades and labels %s, and runs hear all of it', async (_how, how, route) => {
  const { workspace, collect, routes, fake } = await asking();
  expect(await collect(attempts, how)).toMatchObject({
    asked: 3,
    answered: 3,
    pending: 0,
    runId: null,
    verdicts: { correct: 1, wrong: 1, unverifiable: 1 },
    flags: { PROVIDER_FORBIDS_COMPETING_MODEL: 3 },
  });
  const graded = await collect(grades(workspace), how);
  expect(graded).toMatchObject({ asked: 2, verdicts: { correct: 2, wrong: 0, unverifiable: 0 } });
  expect(graded.spentUsd).toBeGreaterThan(0);
  expect(await collect(labels, how)).toMatchObject({ asked: 3, labels: { '11': 3 }, retried: 0, lost: 0 });
  expect(evidenceOf(workspace)).toEqual([
    [['correct'], '11'],
    [['correct'], '11'],
    [['wrong'], '11'],
  ]);
  expect(routes()).toEqual(Array.from({ length: 8 }, () => route));
  const bodies = fake.ledger.entries.filter(({ billed }) => billed !== null).map(({ body }) => body);
  for (const body of route === 'generate' ? bodies.slice(3) : [])
    expect(body).toMatchObject({ generationConfig: { responseMimeType: 'application/json' } });
  await collect(attempts, how);
  await collect(labels, how);
  expect(routes()).toHaveLength(8);
});

test('a batch of grades of which some never come is ended online, and every call is counted once', async () => {
  const { workspace, collect, routes } = await asking({
    faults: [{ fault: 'batch.expired', nth: [2] }],
  });
  await collect(attempts, { batch: true });
  const report = await collect(grades(workspace), { batch: true });
  expect(report).toMatchObject({ asked: 2, answered: 2, pending: 0, retried: 2, verdicts: { correct: 2 } });
  expect(routes()).toEqual(['batch-item', 'batch-item', 'batch-item', 'generate', 'generate']);
  const { costMicroUsd, calls } = workspace.calls.totals(report.collectionId);
  expect([calls, costMicroUsd > 0]).toEqual([4, true]);
});

test('a ceiling holds for attempts in batches and online alike', async () => {
  const { collect, routes } = await asking();
  await expect(collect(attempts, { batch: true, budgetUsd: 0.000001 })).rejects.toMatchObject({
    code: 'stopped',
    details: { answered: 0, pending: 3, spentUsd: 0 },
  });
  await expect(collect(labels, { budgetUsd: 0.000001 })).rejects.toMatchObject({ code: 'stopped' });
  expect(routes()).toEqual([]);
});
