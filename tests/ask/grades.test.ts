import { describe, expect, test } from 'vitest';
import { awaitingVerdict } from '../../server/ask/grades/awaiting.ts';
import { gradesPurpose } from '../../server/ask/grades/purpose.ts';
import type { Graded } from '../../server/ask/grades/subjects.ts';
import type { Call } from '../../server/ask/provider.ts';
import { graderRule, setGraderRule } from '../../server/db/grader-rule.ts';
import type { Workspace } from '../../server/db/workspace.ts';
import { loadEvidence } from '../../server/runs/evidence.ts';
import { obedientModel } from './prompts/obedient-model.ts';
import { shipped } from './prompts/shipped.ts';
import { STEERING } from './prompts/steering.ts';
import { worked } from './ranked-run.ts';
import { reply } from './scripted.ts';
import { askedFor } from './solving.ts';

const PROMPT = shipped('grade@1');
const grades =
  (some: { what?: Graded; orders?: number } = {}) =>
  (workspace: Workspace) =>
    gradesPurpose(workspace, { prompt: PROMPT, what: 'attempts', orders: 2, ...some });

/** Questions whose reference is a sentence, which the answer checker can not compare. */
const REFERENCE = 'Because the sum telescopes.';
const told = (n: number) => Array.from({ length: n }, (_, i) => worked(`q${i}`, { answer: REFERENCE }));

let tried = 0;
function attempt(workspace: Workspace, question: string, text: string, verdict: 'wrong' | null = null) {
  const given = { question, model: 'solver', answer: text, text, tokens: null, verdict };
  workspace.attempts.insert(given, Buffer.alloc(32, ++tried));
}

/** Replies as a call asks for them. */
const says = (call: Call, verdict: string, code = codeOf(call)) =>
  reply(call, { answer: JSON.stringify({ code, reasoning: 'Compared.', verdict }) });
const codeOf = ({ prompt }: Call) => /The code of this task is ([0-9a-f]{16})/.exec(prompt)?.[1] ?? '';

const verdictsOf = (workspace: Workspace, id: string) =>
  loadEvidence(workspace)(id, () => ({
    question: 'What?',
    options: null,
    answer: REFERENCE,
  })).attempts.map(({ verdict }) => verdict);

describe('collectFromModel for grades', () => {
  test('grades what the checker can not judge, in both orders, and runs hear it', async () => {
    const questions = [
      ...told(2),
      worked('q2', { answer: '7' }),
      worked('q3', { answer: null, solution: null }),
    ];
    const [one = '', two = '', three = '', four = ''] = questions.map(({ questionId }) => questionId);
    const { workspace, collect, provider } = askedFor(grades(), questions, (call) =>
      says(call, call.question === one ? 'correct' : 'wrong'),
    );
    attempt(workspace, one, 'The terms cancel in pairs.');
    attempt(workspace, two, 'By magic.');
    attempt(workspace, two, 'It is so.', 'wrong');
    attempt(workspace, three, '8');
    attempt(workspace, four, 'Nobody knows.');
    expect([...awaitingVerdict(workspace, 'attempts')].map(({ id, answer }) => [id, answer]).sort()).toEqual(
      [
        [one, 'The terms cancel in pairs.'],
        [two, 'By magic.'],
      ].sort(),
    );
    const report = await collect();
    expect(report).toMatchObject({
      asked: 4,
      answered: 4,
      pending: 0,
      runId: null,
      traces: { in: 0, usable: 0, dropped: {} },
      verdicts: { correct: 2, wrong: 2, unverifiable: 0 },
    });
    expect(provider.served.map(({ question, sample }) => [question, sample]).sort()).toEqual(
      [
        [one, 0],
        [one, 1],
        [two, 0],
        [two, 1],
      ].sort(),
    );
    expect([one, two, three].map((id) => verdictsOf(workspace, id))).toEqual([
      ['correct'],
      ['wrong', 'wrong'],
      ['unverifiable'], // its reference here is another than the one that it is held against
    ]);
    await collect();
    expect(provider.served).toHaveLength(4);
  });

  test('what is not the same in both orders, or can not be read, is unverifiable', async () => {
    const questions = told(3);
    const [one = '', two = '', three = ''] = questions.map(({ questionId }) => questionId);
    const { workspace, collect } = askedFor(grades(), questions, (call) => {
      if (call.question === one) return says(call, call.sample === 0 ? 'correct' : 'wrong');
      if (call.question === two) return says(call, 'correct', '0'.repeat(16));
      return reply(call, { answer: 'The verdict is "correct".' });
    });
    for (const id of [one, two, three]) attempt(workspace, id, 'The terms cancel.');
    expect(await collect()).toMatchObject({ verdicts: { correct: 1, wrong: 1, unverifiable: 4 } });
    for (const id of [one, two, three]) expect(verdictsOf(workspace, id)).toEqual(['unverifiable']);
  });

  test('no attempt steers a grader that does whatever stands outside of the fences', async () => {
    const questions = told(STEERING.length);
    const { workspace, collect } = askedFor(grades(), questions, (call) =>
      reply(call, {
        answer: obedientModel({
          system: call.system,
          prompt: call.prompt,
          responseSchema: null,
          code: codeOf(call),
          promptRef: '',
          promptSha256: '',
        }),
      }),
    );
    for (const [i, { questionId }] of questions.entries()) attempt(workspace, questionId, STEERING[i] ?? '');
    const report = await collect();
    expect(report.verdicts?.correct).toBe(0);
    expect(report.verdicts?.wrong).toBeGreaterThan(STEERING.length);
  });

  test('a grade never turns what the checker says, nor a verdict that came with the attempt', async () => {
    const [question = worked('q')] = told(1);
    const { workspace, collect } = askedFor(grades(), [question], (call) => says(call, 'correct'));
    attempt(workspace, question.questionId, REFERENCE);
    attempt(workspace, question.questionId, 'No.', 'wrong');
    expect(await collect()).toMatchObject({ asked: 0 });
    for (const n of [1, 2])
      workspace.grades.insert({
        id: `grade-${n}`,
        attempt: n,
        trace: null,
        origin: 'human',
        grader: 'person-1',
        sample: 0,
        prompt: null,
        promptSha256: null,
        verdict: n === 1 ? 'wrong' : 'correct',
        says: null,
        collection: null,
        call: null,
        createdAt: '',
      });
    expect(verdictsOf(workspace, question.questionId).sort()).toEqual(['correct', 'wrong']);
  });

  test('where agreement with people is asked for, a grader counts only when it has reached it', async () => {
    const questions = told(12);
    const { workspace, collect } = askedFor(grades({ orders: 1 }), questions, (call) =>
      says(
        call,
        Number(questions.findIndex(({ questionId }) => questionId === call.question)) % 2
          ? 'wrong'
          : 'correct',
      ),
    );
    for (const { questionId } of questions) attempt(workspace, questionId, 'The terms cancel.');
    await collect();
    const last = questions[11]?.questionId ?? '';
    expect(verdictsOf(workspace, last)).toEqual(['wrong']);
    expect(graderRule(workspace)).toMatchObject({ verdicts: 0, setBy: null });
    const rule = { kappa: 0.3, verdicts: 10, bound: 'low' } as const;
    setGraderRule(workspace, rule, 'ann');
    expect(setGraderRule(workspace, rule, 'bob')).toMatchObject({ ...rule, setBy: 'ann' });
    expect(verdictsOf(workspace, last)).toEqual(['unverifiable']);
    for (let n = 1; n <= 10; n++)
      workspace.grades.insert({
        id: `grade-${n}`,
        attempt: n,
        trace: null,
        origin: 'human',
        grader: 'person-1',
        sample: 0,
        prompt: null,
        promptSha256: null,
        verdict: n % 2 ? 'correct' : 'wrong',
        says: null,
        collection: null,
        call: null,
        createdAt: '',
      });
    expect(verdictsOf(workspace, last)).toEqual(['wrong']);
    setGraderRule(workspace, { ...rule, verdicts: 11 }, 'ann');
    expect(verdictsOf(workspace, last)).toEqual(['unverifiable']);
  });

  test('traces that could not be verified are graded by their id', async () => {
    const [question = worked('q')] = told(1);
    const { workspace, collect, provider } = askedFor(grades({ what: 'traces' }), [question], (call) =>
      says(call, 'correct'),
    );
    workspace.collections.add({ id: 'col-x', run: null, teacher: 'import', settings: '{}', createdAt: '' });
    workspace.traces.insert({
      id: 'trace-x',
      collection: 'col-x',
      question: question.questionId,
      kind: 'raw',
      outcome: 'usable',
      thinking: 'Hm.',
      answer: 'The terms cancel.',
      tokens: 1,
      verdict: 'unverifiable',
      createdAt: '',
    });
    await collect();
    expect(provider.served).toHaveLength(2);
    expect([...workspace.grades.verdicts()].map(({ subject }) => subject)).toEqual([
      'trace trace-x',
      'trace trace-x',
    ]);
  });
});
