import { describe, expect, it } from 'vitest';
import { markCommand, register } from '../../server/cli/marks.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { explain } from '../../server/runs/explain.ts';
import { typed } from '../cli/in-process.ts';
import { addQuestions, newQuestion } from '../helpers/questions.ts';
import { runEffects, runShipped } from '../helpers/run.ts';
import { temporaryWorkspace } from '../helpers/workspace.ts';
import { eventsOf } from '../intake/files.ts';
import { memoryOf } from './shared-cache.ts';

const QUESTIONS = Array.from({ length: 30 }, (_, i) =>
  newQuestion({
    question:
      i === 29
        ? '![Image](x.png) What is shown?'
        : `How many primes lie below ${(i * 7919) % 1000} and above ${i}?`,
    externalId: `q${i}`,
    source: i < 20 ? 'one' : 'two',
    answer: `${i}`,
  }),
);
const idOf = (i: number) => QUESTIONS[i]?.questionId ?? '';

function pool(): Workspace {
  const workspace = temporaryWorkspace();
  addQuestions(workspace, QUESTIONS);
  return workspace;
}

const SAID = ['--by', 'ann', '--why', 'by hand'];
const say = async (
  workspace: Workspace,
  mark: 'pin' | 'exclude' | 'tag',
  ...words: string[]
): Promise<unknown> =>
  JSON.parse((await typed(workspace, markCommand(mark), [mark, ...words, ...SAID, '--json'])).out);
const run = (workspace: Workspace, ...set: string[]) =>
  runShipped(workspace, { memory: memoryOf(workspace), recipe: 'winnow', set: ['diversity.n=5', ...set] });
const of = (workspace: Workspace, n: number, i: number) =>
  [...workspace.decisions.ofRun(n)].find((one) => one.externalId === `q${i}`);

describe('pin and exclude', () => {
  it('have questions come first, or never, with who said so and why, in every recipe', async () => {
    const workspace = pool();
    expect(await say(workspace, 'pin', 'q7', idOf(3), 'q7')).toEqual({
      mark: 'pin',
      despite: [],
      by: 'ann',
      why: 'by hand',
      questions: [idOf(7), idOf(3)],
      changed: 2,
      undone: false,
    });
    await say(workspace, 'exclude', '--source', 'two');
    expect(eventsOf(workspace).slice(-2)).toMatchObject([
      {
        type: 'question.pinned',
        subject: '2 questions',
        data: { questions: [idOf(7), idOf(3)], by: expect.stringMatching(/^person-/) },
      },
      { type: 'question.excluded', subject: '10 questions' },
    ]);
    const said = { by: 'ann', why: 'by hand', at: expect.any(String) };
    for (const [at, recipe] of ['winnow', 's1', 'random'].entries()) {
      const report = await runShipped(workspace, {
        memory: memoryOf(workspace),
        recipe,
        set: ['diversity.n=5', 'diversity.reserve=30'],
      });
      expect(report.funnel.at(-1)?.dropped.excluded, recipe).toBe(9);
      expect(workspace.decisions.ranked(at + 1, 1, 2).map(({ questionId }) => questionId)).toEqual(
        [idOf(3), idOf(7)].sort(),
      );
    }
    expect(of(workspace, 1, 3)?.evidence).toEqual({ pinned: { ...said, despite: [] } });
    expect(of(workspace, 1, 25)).toMatchObject({
      reason: 'excluded',
      rank: null,
      evidence: { excluded: said },
    });
    const why = await explain(
      workspace,
      { question: 'q25', run: 'latest' },
      runEffects({ memory: memoryOf(workspace) }),
    );
    expect([why.chance, why.change[0]]).toEqual([0, { stage: 'diversity', key: 'marks', value: 'ignore' }]);
    expect(
      (
        await explain(
          workspace,
          { question: 'q3', run: 'latest' },
          runEffects({ memory: memoryOf(workspace) }),
        )
      ).chance,
    ).toBe(1);
    await run(workspace, 'diversity.marks=ignore', 'diversity.n=all');
    expect(of(workspace, 4, 25)?.reason).toBeNull();
  });

  it('keep a pinned question to the gates, but for those that are overruled by name', async () => {
    const workspace = pool();
    await say(workspace, 'pin', 'q29');
    const { warnings } = await run(workspace);
    expect(warnings).toContain(
      'Pinned questions fell at a gate (quality 1). To overrule it: winnow pin ID --despite quality --by USER --why TEXT',
    );
    expect(of(workspace, 1, 29)).toMatchObject({ stage: 'quality', reason: 'missing-image', rank: null });
    await say(workspace, 'pin', 'q29', '--despite', 'quality');
    const report = await run(workspace);
    expect(report.funnel.find(({ stage }) => stage === 'quality')?.dropped).toEqual({});
    expect(of(workspace, 2, 29)).toMatchObject({
      kept: true,
      rank: 1,
      evidence: {
        pinned: { by: 'ann', despite: ['quality'] },
        notes: [{ stage: 'quality', reason: 'missing-image', overruled: { by: 'ann', why: 'by hand' } }],
      },
    });
  });

  it('take each other’s place; the same again changes nothing, and what is undone is gone', async () => {
    const workspace = pool();
    await say(workspace, 'pin', 'q1');
    const events = workspace.events.count();
    expect(await say(workspace, 'pin', 'q1')).toMatchObject({ changed: 0 });
    expect(workspace.events.count()).toBe(events);
    expect(await say(workspace, 'exclude', 'q1')).toMatchObject({ changed: 1 });
    expect(workspace.marks.all()).toMatchObject([{ question: idOf(1), mark: 'exclude', by: 'ann' }]);
    expect((await typed(workspace, register, ['marks', 'list'])).out).toContain(`${idOf(1)}  exclude  ann`);
    expect(await say(workspace, 'exclude', 'q1', '--undo')).toMatchObject({ changed: 1, undone: true });
    expect(workspace.marks.all()).toEqual([]);
    expect(eventsOf(workspace).at(-1)).toMatchObject({
      type: 'question.exclusion-revoked',
      subject: idOf(1),
      data: {
        questions: [idOf(1)],
        by: expect.stringMatching(/^person-/),
        why_salted_sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    });
  });

  it('refuse what names nothing or nobody, and change nothing', async () => {
    const workspace = pool();
    await expect(say(workspace, 'pin')).rejects.toThrow('Name questions by their ids, or by a filter');
    await expect(say(workspace, 'pin', 'q1', '--source', 'one')).rejects.toThrow('not by both');
    await expect(say(workspace, 'pin', 'q1', 'nope')).rejects.toThrow('There is no question nope.');
    await expect(say(workspace, 'exclude', '--reason', 'solved')).rejects.toThrow('There is no run yet');
    await expect(say(workspace, 'tag', 'q1', '--as', 'two words')).rejects.toThrow('A tag is called by');
    await expect(
      typed(workspace, markCommand('pin'), ['pin', 'q1', '--by', ' ', '--why', 'x']),
    ).rejects.toThrow('Say who says so and why');
    expect(workspace.marks.all()).toEqual([]);
  });
});

describe('tag', () => {
  it('gives questions a name, from a filter too, that rules ask for', async () => {
    const workspace = pool();
    await run(workspace);
    expect(await say(workspace, 'tag', '--stage', 'quality', '--as', 'odd')).toMatchObject({
      mark: 'tag',
      name: 'odd',
      questions: [idOf(29)],
    });
    await say(workspace, 'tag', 'q4');
    expect(await say(workspace, 'exclude', '--where', 'tag:odd or tag:tagged')).toMatchObject({
      questions: [idOf(29), idOf(4)].sort(),
    });
    const report = await run(workspace, 'signals.keep=not tag:tagged', 'diversity.marks=ignore');
    expect(report.funnel.find(({ stage }) => stage === 'signals')?.dropped).toEqual({ 'signal-rule': 1 });
    expect(of(workspace, 2, 4)?.evidence).toMatchObject({ values: { 'tag:tagged': true } });
  });
});
