import { describe, expect, test } from 'vitest';
import { attemptsPurpose } from '../../server/ask/attempts/purpose.ts';
import { collectionStatus } from '../../server/ask/status.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { parseAttemptRule } from '../../server/decide/grades/rules.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import { shipped } from './prompts/shipped.ts';
import { worked } from './ranked-run.ts';
import { blocked, REPLY_COSTS, reply, transient, trouble, unusable } from './scripted.ts';
import { askedFor } from './solving.ts';

const SOLVE = shipped('solve@1');
const attempts = (rule = {}) => attemptsPurpose(SOLVE, parseAttemptRule(rule));
const numbered = (n: number) => Array.from({ length: n }, (_, i) => worked(`q${i}`, { answer: String(i) }));
const says = (answer: string) => ({ answer: `I think that \\boxed{${answer}} is right.` });

const attemptsOf = (workspace: Workspace, id: string) =>
  workspace.attempts.of(id).map(({ model, answer, verdict }) => ({ model, answer, verdict }));

describe('collectFromModel for attempts', () => {
  test('stores what a solver says, with its verdict left to the runs, and reports both', async () => {
    const questions = numbered(3);
    const { workspace, provider, collect } = askedFor(attempts({ samples: 1 }), questions, (call) =>
      reply(call, says(call.prompt.startsWith('What is q1?') ? '1' : '99')),
    );
    const report = await collect();
    expect(report).toEqual({
      collectionId: expect.stringMatching(/^col-[0-9a-f]{16}$/),
      runId: null,
      teacher: 'openai',
      service: 'scripted',
      model: 'scripted-model',
      asked: 3,
      answered: 3,
      blocked: {},
      unusable: {},
      failed: {},
      pending: 0,
      spentUsd: (3 * REPLY_COSTS) / 1e6,
      unsettledUsd: 0,
      tokens: { prompt: 30, thoughts: 300, answer: 60 },
      flags: {},
      traces: { in: 0, usable: 0, dropped: {} },
      verdicts: { correct: 1, wrong: 2, unverifiable: 0 },
      lost: 0,
      retried: 0,
      walk: null,
      retired: 0,
      warnings: [],
      seconds: 0,
    });
    expect(provider.served[0]?.prompt).toMatch(
      /^What is q\d\?\n\nReason step by step, and put the final answer within \\boxed\{\}\.$/,
    );
    expect(attemptsOf(workspace, questions[1]?.questionId ?? '')).toEqual([
      { model: 'scripted-model', answer: '1', verdict: null },
    ]);
    const evidence = loadEvidence(workspace)(questions[1]?.questionId ?? '', () => ({
      question: 'What is q1?',
      options: null,
      answer: '1',
    }));
    expect(evidence.attempts).toMatchObject([{ model: 'scripted-model', verdict: 'correct' }]);
  });

  test('one correct attempt settles a question at the threshold of s1; wrong ones ask for the rest', async () => {
    const { collect, provider } = askedFor(attempts({ first: 1, samples: 4 }), numbered(2), (call) =>
      reply(call, says(call.prompt.startsWith('What is q1?') ? '1' : '99')),
    );
    const report = await collect();
    expect(provider.served).toHaveLength(1 + 4);
    expect(report).toMatchObject({
      asked: 5,
      pending: 0,
      verdicts: { correct: 1, wrong: 4, unverifiable: 0 },
    });
  });

  test('where the interval straddles the threshold more are asked for, up to the most', async () => {
    const { collect, provider } = askedFor(
      attempts({ first: 2, samples: 4, most: 11, threshold: 0.5 }),
      numbered(1),
      (call) => reply(call, says(call.sample % 2 === 0 ? '0' : '99')),
    );
    expect((await collect()).pending).toBe(0);
    expect(provider.served.map(({ sample }) => sample).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 11 }, (_, i) => i),
    );
  });

  test('attempts by the same model that were there before count; those by others do not', async () => {
    const questions = numbered(2);
    const { workspace, collect, provider } = askedFor(attempts({ samples: 2 }), questions, (call) =>
      reply(call, says('99')),
    );
    const [first, second] = questions.map(({ questionId }) => questionId);
    const given = { answer: '99', text: null, tokens: null, verdict: null };
    workspace.attempts.insert(
      { question: first ?? '', model: 'scripted-model', ...given },
      Buffer.alloc(32, 1),
    );
    workspace.attempts.insert({ question: second ?? '', model: 'another', ...given }, Buffer.alloc(32, 2));
    await collect();
    const asked = provider.served.map(({ question }) => question);
    expect([first, second].map((id) => asked.filter((one) => one === id).length)).toEqual([1, 2]);
  });

  test('a question without answer and solution is not asked about: nobody could grade it', async () => {
    const questions = [worked('q0', { answer: null, solution: null }), worked('q1', { answer: null })];
    const { collect, provider } = askedFor(attempts({ samples: 1 }), questions, (call) => reply(call));
    await collect();
    expect(provider.served.map(({ question }) => question)).toEqual([questions[1]?.questionId]);
  });

  test('with a run, only those are asked about whose fate a verdict could turn', async () => {
    const questions = numbered(4);
    const { run, collect, provider } = askedFor(attempts({ samples: 1 }), questions, (call) => reply(call), {
      fallen: {
        q1: { stage: 'quality', reason: 'numbering' },
        q2: { stage: 'difficulty', reason: 'solved' },
        q3: { stage: 'diversity', reason: 'not-drawn' },
      },
    });
    const report = await collect({ run });
    const ids = [questions[0], questions[3]].map((one) => one?.questionId);
    expect(provider.served.map(({ question }) => question).sort()).toEqual([...ids].sort());
    expect(report.runId).toBe(run.report.runId);
    await expect(collect({ for: 'selected' })).rejects.toMatchObject({
      code: 'bad-usage',
      message: '--for selected needs a run: name one with --run, or use --for pool.',
    });
  });

  test('a reply that holds nothing is an attempt without words, and one that never came is none', async () => {
    const questions = numbered(3);
    const refused = trouble({ state: 'trouble', class: 'bad-request', reason: 'bad-request' });
    const { workspace, collect, provider } = askedFor(attempts({ samples: 1 }), questions, (call) => {
      if (call.prompt.startsWith('What is q0?')) return blocked(call, 'safety');
      return call.prompt.startsWith('What is q1?') ? unusable(call, 'truncated') : refused;
    });
    const report = await collect();
    expect(report).toMatchObject({
      asked: 3,
      answered: 0,
      blocked: { safety: 1 },
      unusable: { truncated: 1 },
      failed: { 'bad-request': 1 },
      pending: 0,
      verdicts: { correct: 0, wrong: 0, unverifiable: 2 },
    });
    expect(questions.map(({ questionId }) => attemptsOf(workspace, questionId).length)).toEqual([1, 1, 0]);
    const served = provider.served.length;
    expect(await collect()).toMatchObject({ asked: 3, pending: 0 });
    expect(provider.served).toHaveLength(served);
    await collect({ retryFailed: true });
    expect(provider.served.length).toBe(served + 3);
  });

  test('stopped by the budget and taken up again, nobody is paid twice and the books agree', async () => {
    const { workspace, collect, provider } = askedFor(
      attempts({ first: 1, samples: 3 }),
      numbered(20),
      (call, nth) => (nth === 1 && call.sample === 1 ? transient('server-error') : reply(call, says('x99'))),
    );
    await expect(collect({ budgetUsd: (17 * REPLY_COSTS) / 1e6 })).rejects.toMatchObject({ code: 'stopped' });
    const report = await collect();
    const calls = [...workspace.calls.of(report.collectionId)];
    const paid = calls.reduce((sum, { costMicroUsd }) => sum + (costMicroUsd ?? 0), 0);
    expect(report).toMatchObject({ asked: 60, answered: 60, pending: 0, spentUsd: paid / 1e6 });
    expect(paid).toBe(provider.costs());
    expect(paid).toBe(60 * REPLY_COSTS);
    expect(collectionStatus(workspace)).toEqual([]);
    expect(collectionStatus(workspace, undefined, 'attempts')).toMatchObject([
      { collectionId: report.collectionId, runId: null, answered: 60, pending: 0 },
    ]);
    const events = [...workspace.db.prepare<[], { body: Buffer }>('SELECT body FROM events').iterate()].map(
      ({ body }) => JSON.parse(body.toString('utf8')) as { type: string; data: Record<string, unknown> },
    );
    const collected = events.filter(({ type }) => type === 'attempts.collected');
    expect(collected.reduce((sum, { data }) => sum + Number(data.asked), 0)).toBe(60);
    expect(collected[0]?.data).toHaveProperty('attempts_sha256');
    expect(collected[0]?.data).not.toHaveProperty('traces_sha256');
  });
});
