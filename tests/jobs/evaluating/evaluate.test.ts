import { describe, expect, onTestFinished, test } from 'vitest';
import { checkLog } from '../../../server/db/check-log.ts';
import { addBenchmarks } from '../../../server/intake/benchmarks.ts';
import { evaluationReport } from '../../../server/jobs/evaluating/report.ts';
import type { FakePlan } from '../../helpers/fake-models/plan.ts';
import { startFakeModels } from '../../helpers/fake-models/server.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';
import { fileOf, jsonLines } from '../../intake/files.ts';
import { asked } from './asking.ts';
import { ANSWERS, ITEMS, MODEL } from './five-items.ts';

async function served(plan: FakePlan = {}) {
  const fake = await startFakeModels({ answers: ANSWERS, ...plan });
  onTestFinished(() => fake.close());
  const workspace = temporaryWorkspace();
  await addBenchmarks(workspace, [fileOf('aime.jsonl', jsonLines(...ITEMS))], {}, 'ann');
  return { fake, workspace };
}

describe('an evaluation', () => {
  test('asks every item at every point, and accuracy grows with the thinking that is allowed', async () => {
    const { fake, workspace } = await served();
    const report = await asked(workspace, fake.url);
    expect(report).toMatchObject({ model: MODEL, asked: 20, pending: 0, failed: 0, release: null });
    const at = (budget: number | null, waits: number) =>
      report.figures.find((one) => one.budget === budget && one.waits === waits);
    expect(at(5, 0)).toMatchObject({ items: 5, forced: 5, thinkingTokens: { max: 5 } });
    expect(at(null, 2)).toMatchObject({ correct: 5, accuracy: 1, forced: 0 });
    expect(at(null, 0)?.accuracy).toBeLessThan(1);
    expect(report.scaling).toEqual([
      { benchmark: 'aime', control: 100, scaling: expect.any(Number), performance: 100 },
    ]);
    expect(report.scaling[0]?.scaling).toBeGreaterThan(0);
    const stored = workspace.evaluations.all();
    expect(stored.map((one) => evaluationReport(workspace, one))).toEqual([
      (({ warnings: _, ...rest }) => rest)(report),
    ]);
    expect(checkLog(workspace, [], null).fault).toBe(null);
  });

  test('is paid for once: the same command asks nobody, and one that was stopped goes on where it was', async () => {
    const { fake, workspace } = await served({ latencyMs: 3 });
    const stop = { at: 4, by: new AbortController() };
    await expect(asked(workspace, fake.url, {}, stop)).rejects.toMatchObject({ code: 'stopped' });
    await fake.settled();
    const before = fake.ledger.entries.length;
    expect(before).toBeGreaterThan(0);
    await asked(workspace, fake.url);
    await fake.settled();
    const total = fake.ledger.entries.length;
    await asked(workspace, fake.url);
    expect(fake.ledger.entries).toHaveLength(total);
    const calls = ITEMS.flatMap(({ id: item }) =>
      [0, 1, 2, 3].flatMap((point) =>
        workspace.evaluations.calls({
          evaluation: workspace.evaluations.all()[0]?.id ?? '',
          benchmark: 'aime',
          item,
          point,
        }),
      ),
    );
    expect(calls.every(({ state }) => state === 'answered')).toBe(true);
    expect(total - calls.length).toBeLessThanOrEqual(3); // no more than was under way at the stop
  });

  test('goes on past troubles of the server, and says in one line what ends it', async () => {
    const { fake, workspace } = await served({
      faults: [
        { fault: 'openai.500', times: 3 },
        { fault: 'wire.reset-unserved', times: 2 },
      ],
    });
    const report = await asked(workspace, fake.url, { budgets: [10], waits: [] });
    expect(report).toMatchObject({ asked: 5, pending: 0, failed: 0 });
    await expect(asked(workspace, fake.url, { model: 'gone' })).rejects.toThrow(
      /does not serve this model \(any more\): name another with --model/,
    );
  });

  test('stops before the ceiling of tokens, and goes on with a larger one', async () => {
    const { fake, workspace } = await served();
    const few = asked(workspace, fake.url, { budgets: [10], waits: [], mostTokens: 60, concurrency: 1 });
    await expect(few).rejects.toMatchObject({
      code: 'stopped',
      message: expect.stringMatching(/^The ceiling of 60 tokens is reached: \d+ came/),
      details: { report: { asked: 5 } },
    });
    expect((await asked(workspace, fake.url, { budgets: [10], waits: [], mostTokens: 5000 })).pending).toBe(
      0,
    );
  });

  test('is refused without a benchmark that has answers, and for a template that has no end of thinking', async () => {
    const { fake, workspace } = await served();
    await addBenchmarks(
      workspace,
      [fileOf('bare.jsonl', jsonLines({ question: 'Only a text?' }))],
      {},
      'ann',
    );
    await expect(asked(workspace, fake.url, { benchmarks: ['bare'] })).rejects.toThrow(
      /^The benchmark bare has no item with both text and answer/,
    );
    await expect(asked(workspace, fake.url, { benchmarks: ['nope'] })).rejects.toThrow(
      /^There is no benchmark nope; the benchmarks: aime, bare\.$/,
    );
    await expect(asked(workspace, fake.url, { template: 'plain' })).rejects.toThrow(/no mark for the end/);
    await expect(asked(temporaryWorkspace(), fake.url)).rejects.toThrow(
      /^No benchmark has texts and answers/,
    );
  });
});
