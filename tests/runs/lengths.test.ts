import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../server/db/workspace.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runShipped } from '../helpers/run.ts';
import { addTraces } from '../helpers/traces.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { memoryOf } from './shared-cache.ts';

const QUESTIONS = Array.from({ length: 40 }, (_, i) =>
  newQuestion({
    question: `How many primes lie below ${(i * 7919) % 1000} and above ${i}${'?'.repeat(1 + (i % 3))}`,
    externalId: `q${i}`,
    solution: i < 39 ? 'word '.repeat(1 + ((i * 37) % 40)) : null,
    answer: `${i}`,
  }),
);

function filled(): Workspace {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, QUESTIONS);
  return workspace;
}

const SET = ['diversity.n=10'];
const signalsOf = (workspace: Workspace, run: number, externalId: string) =>
  [...workspace.decisions.ofRun(run)].find((one) => one.externalId === externalId);
const idsOf = (questions: readonly { questionId: string }[]) => questions.map(({ questionId }) => questionId);

describe('the length of a question', () => {
  it('is of one kind in a run; whoever lacks it stands at its quantile', async () => {
    const workspace = filled();
    const report = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: SET });
    expect([report.lengths, report.signals.length]).toEqual([
      { kind: 'solution', share: 0.975 },
      { solution: 39, prompt: 1 },
    ]);
    const bare = signalsOf(workspace, 1, 'q39');
    expect(bare?.signals.lengthFrom).toBe('prompt');
    expect(bare?.evidence.standsAt).toEqual(expect.any(Number));
    const prompts = await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: [...SET, 'length.from=prompt'],
    });
    expect([prompts.lengths, prompts.signals.length]).toEqual([{ kind: 'prompt', share: 1 }, { prompt: 40 }]);
    expect(signalsOf(workspace, 2, 'q39')?.evidence.standsAt).toBeUndefined();
  });

  it('is that of the trace where 95 % have one, and of a summary what the provider counted of the thoughts', async () => {
    const workspace = filled();
    addTraces(workspace, null, idsOf(QUESTIONS.slice(0, 20)));
    addTraces(workspace, null, idsOf(QUESTIONS.slice(20)), {
      kind: 'summary',
      tokens: 90,
      thoughtTokens: 7000,
    });
    const report = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: SET });
    expect(report.lengths).toEqual({ kind: 'trace', share: 1 });
    expect(signalsOf(workspace, 1, 'q30')?.signals).toMatchObject({ length: 7000, lengthFrom: 'trace' });
  });

  it('is never that of a summary itself: without a count of the thoughts there is none', async () => {
    const workspace = filled();
    addTraces(workspace, null, idsOf(QUESTIONS), { kind: 'summary', tokens: 90 });
    const report = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: SET });
    expect(report.lengths).toEqual({ kind: 'solution', share: 0.975 });
  });
});

describe('traces that were collected for a selection', () => {
  it.each(['winnow', 's1'])(
    'leave the selection of %s as it was, however small the pool is',
    async (recipe) => {
      const workspace = filled();
      const set = ['diversity.n=39', 'diversity.reserve=0'];
      const before = await runShipped(workspace, { memory: memoryOf(workspace), recipe, set });
      const ranked = workspace.decisions.ranked(1, 1, 39);
      addTraces(workspace, 1, idsOf(ranked));
      const after = await runShipped(workspace, { memory: memoryOf(workspace), recipe, set });
      expect([after.selectionSha256, after.lengths, after.funnel]).toEqual([
        before.selectionSha256,
        before.lengths,
        before.funnel,
      ]);
      const named = await runShipped(workspace, {
        memory: memoryOf(workspace),
        recipe,
        set: [...set, 'length.from=trace'],
      });
      expect(named.lengths).toEqual({ kind: 'trace', share: 0.975 });
    },
  );

  it('count once the collection goes on to questions that the run had not ranked', async () => {
    const workspace = filled();
    await runShipped(workspace, {
      memory: memoryOf(workspace),
      recipe: 'winnow',
      set: [...SET, 'diversity.reserve=0'],
    });
    addTraces(workspace, 1, idsOf(QUESTIONS));
    const after = await runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: SET });
    expect(after.lengths).toEqual({ kind: 'trace', share: 1 });
  });
});
