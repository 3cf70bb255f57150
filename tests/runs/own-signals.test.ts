import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { importSignals } from '../../server/intake/signals.ts';
import { diffRuns } from '../../server/runs/diff/diff.ts';
import { explain } from '../../server/runs/explain.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { fileOf, jsonLines } from '../intake/files.ts';
import { memoryOf } from './shared-cache.ts';

const QUESTIONS = Array.from({ length: 40 }, (_, i) =>
  newQuestion({
    question: `How many primes lie below ${(i * 7919) % 1000} and above ${i}${'?'.repeat(1 + (i % 3))}`,
    externalId: `q${i}`,
    answer: `${i}`,
  }),
);

/** Question i has reward i / 40 (but every fifth has none), topic a or b, and a vector on a circle. */
async function pool(): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, QUESTIONS);
  const lines = QUESTIONS.map(({ externalId }, i) => ({
    id: externalId,
    origin: 'reward-model-1',
    signals: {
      ...(i % 5 === 0 ? {} : { reward: i / 40 }),
      topic: i % 2 === 0 ? 'a' : 'b',
      place: [Math.cos(i), Math.sin(i)],
    },
  }));
  await importSignals(workspace, [fileOf('own.jsonl', jsonLines(...lines))], 'me');
  return workspace;
}

const of = (workspace: Workspace, run: number, externalId: string) =>
  [...workspace.decisions.ofRun(run)].find((one) => one.externalId === externalId);
const fell = (workspace: Workspace, run: number) =>
  [...workspace.decisions.ofRun(run)]
    .filter(({ stage }) => stage === 'signals')
    .map(({ externalId }) => Number(externalId?.slice(1)));

describe('a gate by a signal of one’s own', () => {
  const keep = 'signals.keep=reward >= 0.6';

  it('stands in the funnel like any other, and why turns it', async () => {
    const workspace = await pool();
    const report = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: [keep, 'diversity.n=10'],
    });
    const below = QUESTIONS.flatMap((_, i) => (i % 5 !== 0 && i / 40 < 0.6 ? i : []));
    expect(report.funnel.find(({ stage }) => stage === 'signals')).toEqual({
      stage: 'signals',
      in: 40,
      kept: 40 - below.length,
      dropped: { 'signal-rule': below.length },
      notes: {},
      applied: true,
      notApplied: null,
    });
    expect(fell(workspace, 1)).toEqual(below);
    expect(of(workspace, 1, 'q21')?.evidence).toEqual({
      keep: 'reward >= 0.6',
      values: { reward: 0.525 },
      missing: [],
    });
    const { change, decisions } = await explain(
      workspace,
      { question: 'q21', run: 'latest' },
      runEffects({ memory: memoryOf(workspace) }),
    );
    expect(decisions.at(-1)).toMatchObject({ stage: 'signals', reason: 'signal-rule' });
    expect(change[0]).toEqual({ stage: 'signals', key: 'keep', value: 'reward >= 0.525' });
    const turned = change.map((one) => `${one.stage}.${one.key}=${JSON.stringify(one.value)}`);
    await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: [keep, 'diversity.n=10', ...turned],
    });
    expect(of(workspace, 2, 'q21')?.kept).toBe(true);
  });

  it('is not applied where nobody has the signal, and says so', async () => {
    const workspace = await pool();
    const report = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 's1',
      set: ['signals.keep=rewards > 1'],
    });
    expect(report.funnel.find(({ stage }) => stage === 'signals')?.notApplied).toEqual({
      why: 'no question of the pool has the signal rewards',
      mend: 'winnow signals import FILE',
    });
    const both = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 's1',
      set: ['signals.keep=rewards > 1 or topic == "a"'],
    });
    expect(both.warnings).toContain('The rule of the signals gate names what no question has: rewards.');
  });

  it('is a line of the evidence of a run: another value, another hash', async () => {
    const workspace = await pool();
    const before = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: [keep],
    });
    await importSignals(
      workspace,
      [fileOf('more.jsonl', jsonLines({ id: 'q3', signals: { reward: 0.9 } }))],
      'me',
    );
    const after = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: [keep] });
    expect(after.evidenceSha256).not.toBe(before.evidenceSha256);
    const diff = await diffRuns(
      workspace,
      { a: before.runId, b: after.runId },
      runEffects({ memory: memoryOf(workspace) }),
    );
    const changed = [...diff.added, ...diff.moved].find(({ externalId }) => externalId === 'q3');
    expect(changed?.cause).toMatchObject({
      kind: 'evidence',
      key: 'own',
      from: { reward: 0.075, topic: 'b' },
      to: { reward: 0.9, topic: 'b' },
    });
    expect([of(workspace, 1, 'q3')?.reason, of(workspace, 2, 'q3')?.stage]).toEqual([
      'signal-rule',
      'diversity',
    ]);
  });
});

describe('draws by signals of one’s own', () => {
  it('rank inside a domain by a number, and take a label for the domain', async () => {
    const workspace = await pool();
    const set = ['diversity.n=10', 'diversity.sampler=longest', 'diversity.rankBy=reward'];
    await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set });
    const first = workspace.decisions.ranked(1, 1, 3);
    expect(first.map(({ externalId }) => externalId)).toEqual(['q39', 'q38', 'q37']);
    expect(first[0]?.evidence).toEqual({ rankedBy: { reward: 39 / 40 } });
    const strata = ['diversity.n=20', 'diversity.sampler=stable', 'diversity.stratify=topic'];
    await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: strata });
    const topics = workspace.decisions.ranked(2, 1, 20).map(({ evidence }) => evidence.stratum);
    const a = topics.filter((one) => (one as { topic: string }).topic === 'a').length;
    expect(a).toBeGreaterThan(4);
    expect(a).toBeLessThan(16);
  });

  it('measure distances by a vector, which is pinned with the run', async () => {
    const workspace = await pool();
    const set = ['diversity.n=10', 'diversity.distance=place'];
    const first = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set });
    expect(first.figures).toMatchObject({ distance: 'place', coverageRadius: expect.any(Number) });
    expect(first.figures?.coverageRadius).toBeLessThan(1);
    const line = jsonLines({ id: 'q1', signals: { place: [1, 0] } });
    await importSignals(workspace, [fileOf('more.jsonl', line)], 'me');
    const second = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set });
    expect(second.evidenceSha256).not.toBe(first.evidenceSha256);
  });

  it.each([
    [
      'diversity.rankBy=rewards',
      'diversity.rankBy: no question of the pool has a signal "rewards"; there are: reward, topic.',
    ],
    ['diversity.stratify=x', 'diversity.stratify: no question of the pool has a signal "x"'],
    [
      'diversity.distance=topic',
      'diversity.distance: no question of the pool has a vector "topic"; there are: place.',
    ],
  ])('refuse %s, which nobody has', async (set, message) => {
    const workspace = await pool();
    await expect(
      runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: [set] }),
    ).rejects.toThrow(message);
    expect(workspace.runs.latest()).toBeUndefined();
  });
});
