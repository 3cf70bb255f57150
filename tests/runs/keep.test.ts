import { describe, expect, it } from 'vitest';
import { register } from '../../server/cli/runs.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { diffRuns } from '../../server/runs/diff/diff.ts';
import { SAMPLERS } from '../../shared/schemas/diversity-settings.ts';
import type { ReviewDecision } from '../../shared/vocabulary/reviews.ts';
import { typed } from '../cli/in-process.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { addTraces } from '../helpers/traces.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { memoryOf } from './shared-cache.ts';

const SUBJECTS = ['algebra', 'geometry', 'physics', 'law', 'chemistry'];
const QUESTIONS = Array.from({ length: 120 }, (_, i) =>
  newQuestion({
    question: `What follows from case ${i} of the ${SUBJECTS[i % 5]} of number ${(i * 7919) % 1009}?`,
    externalId: `q${i}`,
    source: i % 3 === 0 ? 'one' : 'two',
    subject: SUBJECTS[i % 5] ?? null,
    solution: 'word '.repeat(1 + ((i * 37) % 40)),
    answer: `${i}`,
  }),
);
const SET = ['diversity.n=30'];

async function ran(set: readonly string[] = SET): Promise<{ workspace: Workspace; selected: string[] }> {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, QUESTIONS);
  await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: [...set] });
  const selected = workspace.decisions.ranked(1, 1, 30).map(({ questionId }) => questionId);
  return { workspace, selected };
}

const ranked = (workspace: Workspace, run: number, to = 30) =>
  workspace.decisions.ranked(run, 1, to).map(({ questionId }) => questionId);

const kept1 = (workspace: Workspace) => workspace.runs.byNumber(1)?.report.runId ?? '';

/** A judgement of a release as a whole, outside any queue. */
const PLAIN = {
  aspect: 'release',
  queue: null,
  guidelines: null,
  seconds: null,
  fields: null,
  final: 0,
  replaces: null,
} as const;

describe('run --keep', () => {
  it('takes what was traced first, in its order, and goes on evenly over the domains', async () => {
    const { workspace, selected } = await ran();
    const traced = selected.filter((_, i) => i % 2 === 0);
    addTraces(workspace, 1, traced);
    const report = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: SET,
      seed: 7,
      keep: 'latest',
    });
    expect(ranked(workspace, 2).slice(0, 15)).toEqual(traced);
    expect(report.keep).toEqual({
      run: expect.stringMatching(/^run-/),
      wanted: 15,
      kept: 15,
      reserve: 0,
      fell: {},
      gone: 0,
      without: expect.objectContaining({ questions: 30 }),
    });
    const plain = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: SET,
      seed: 7,
    });
    expect(report.keep?.without).toEqual(plain.figures);
    expect(report.figures?.domainEntropy).toBeGreaterThan((plain.figures?.domainEntropy ?? 9) - 0.2);
    expect(workspace.decisions.ranked(2, 1, 1)[0]?.evidence).toEqual({
      keptFrom: { run: report.keep?.run, rank: 1 },
    });
  });

  it('goes by reviewers too: what they accepted comes first, what they rejected does not', async () => {
    const { workspace, selected } = await ran();
    const [accepted = '', rejected = '', unsure = ''] = selected;
    addTraces(workspace, 1, [rejected]);
    workspace.write('test', () => {
      const said = {
        textSha256: '00'.repeat(32),
        reviewer: 'person-1',
        why: null,
        salt: '00'.repeat(32),
        ...PLAIN,
      };
      const review = (id: string, question: string, decision: ReviewDecision, at: string) =>
        workspace.reviews.insert({ id, question, decision, at, ...said, event: 0 });
      review('r1', accepted, 'reject', '2026-11-24T00:00:00.000Z');
      review('r2', accepted, 'accept', '2026-11-25T00:00:00.000Z');
      review('r3', rejected, 'reject', '2026-11-25T00:00:00.000Z');
      review('r4', unsure, 'skip', '2026-11-25T00:00:00.000Z');
    });
    const { keep } = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: SET,
      seed: 7,
      keep: 'latest',
    });
    expect(keep).toMatchObject({ wanted: 1, kept: 1 });
    expect(ranked(workspace, 2)[0]).toBe(accepted);
  });

  it('is a line of its own in diff', async () => {
    const { workspace, selected } = await ran();
    addTraces(workspace, 1, selected.slice(0, 10));
    const { runId } = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: SET,
      seed: 7,
    });
    const kept = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: SET,
      seed: 7,
      keep: kept1(workspace),
    });
    const diff = await diffRuns(
      workspace,
      { a: runId, b: kept.runId },
      runEffects({ memory: memoryOf(workspace) }),
    );
    const line = { kind: 'recipe', stage: 'diversity', key: 'keep', from: null, to: kept1(workspace) };
    expect(diff.factors).toEqual([line]);
    expect(diff.added.length).toBeGreaterThan(0);
    expect(new Set(diff.added.map(({ cause }) => cause.key))).toEqual(new Set(['keep']));
    expect(diff.warnings).toEqual([]);
  });

  it('changes nothing where recipe, seed and pool are those of the run', async () => {
    const { workspace, selected } = await ran();
    addTraces(workspace, 1, selected);
    await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: SET, keep: 'latest' });
    expect(ranked(workspace, 2)).toEqual(selected);
  });

  it('says what fell, what has no room and what is gone', async () => {
    const { workspace, selected } = await ran();
    addTraces(workspace, 1, selected);
    const one = selected.filter(
      (id) => QUESTIONS.find(({ questionId }) => questionId === id)?.source === 'one',
    );
    const set = ['diversity.n=5', 'length.from=prompt', 'quality.longest=55'];
    const { keep } = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set,
      keep: 'latest',
      sources: ['one'],
    });
    const fell = keep?.fell['very-long'] ?? 0;
    expect(fell).toBeGreaterThan(0);
    expect(keep).toMatchObject({
      wanted: 30,
      kept: 5,
      reserve: one.length - 5 - fell,
      fell: { 'very-long': fell },
      gone: 30 - one.length,
    });
  });
});

describe('the figures of a run', () => {
  it('are the same ones for every sampler', async () => {
    const { workspace } = await ran();
    for (const sampler of SAMPLERS) {
      const set = [...SET, `diversity.sampler=${sampler}`];
      const { figures } = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set });
      expect(figures, sampler).toEqual({
        questions: 30,
        domains: expect.any(Number),
        domainEntropy: expect.any(Number),
        coverageRadius: expect.any(Number),
        coverageMean: expect.any(Number),
        nearestNeighbour: expect.any(Number),
        distance: 'text',
        lengths: {
          kind: 'solution',
          quantiles: expect.objectContaining({ 0: expect.any(Number), 50: expect.any(Number) }),
        },
        sources: { one: expect.any(Number), two: expect.any(Number) },
      });
    }
  });

  it('come with a word on quotas that could not be met', async () => {
    const { workspace } = await ran();
    const set = [
      ...SET,
      'diversity.sampler=quotas',
      'diversity.stratify=domain',
      'diversity.quotas={"none":3,"physics":0.1}',
    ];
    const { warnings } = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set });
    expect(warnings).toContain('Quotas that were not met: none 0 of 3.');
  });

  it('stand side by side', async () => {
    const { workspace } = await ran();
    const first = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: [...SET, 'diversity.sampler=k-center'],
    });
    const { out } = await typed(workspace, register, ['runs', 'compare', first.runId, 'latest']);
    const lines = out.split('\n').map((line) => line.trim().split(/ {2,}/));
    expect(lines[0]).toEqual(['run', first.runId, first.runId]);
    expect(lines.map(([name]) => name)).toContain('coverage radius');
    expect(lines.find(([name]) => name === 'sampler')).toEqual(['sampler', 'k-center', 'k-center']);
    expect(lines.find(([name]) => name === 'questions')).toEqual(['questions', '30', '30']);
  });
});
