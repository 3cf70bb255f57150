import { describe, expect, test } from 'vitest';
import { checkAnswer } from '../../../server/algorithms/answers/check.ts';
import type { Workspace } from '../../../server/db/workspace.ts';
import { importFiles } from '../../../server/intake/import-files.ts';
import { importTraces } from '../../../server/intake/traces/import.ts';
import type { TraceTools } from '../../../server/intake/traces/tools.ts';
import { temporaryWorkspace } from '../../helpers/workspace.ts';
import { eventsOf, fileOf, jsonLines } from '../files.ts';

/** Words for tokens, one detector, one flag: what looks at traces has tests of its own. */
const TOOLS: TraceTools = {
  countTokens: (text) => text.split(' ').length,
  verify: (answer, { answer: reference }) => {
    const { verdict, rule } = checkAnswer(answer, reference);
    return { verdict, rule };
  },
  judge: ({ thinking }) => ({
    dropped: thinking.includes('LOOP') ? 'repetition-loop' : null,
    findings: thinking.includes('LOOP') ? [{ defect: 'repetition-loop' }] : [],
  }),
  raise: (_workspace, _trace, { responseId }) =>
    responseId === null ? ['RESPONSE_EVIDENCE_INCOMPLETE'] : [],
};

async function pool(): Promise<Workspace> {
  const workspace = temporaryWorkspace();
  await importFiles(workspace, [
    fileOf(
      'p.jsonl',
      jsonLines(
        { source: 's', id: 1, question: 'What is 2 + 2?', answer: '4' },
        { source: 's', id: 2, question: 'What is 3 + 3? ', answer: '6' },
        { source: 's', id: 3, question: 'Twice here', answer: '1' },
        { source: 't', id: 3, question: 'Twice here', answer: '1', level: 2 },
      ),
    ),
  ]);
  return workspace;
}

const load = (workspace: Workspace, ...lines: object[]) =>
  importTraces(workspace, [fileOf('traces.jsonl', jsonLines(...lines))], 'me', TOOLS);

const S1K = {
  question: 'What is 3 + 3?',
  solution: '6',
  gemini_thinking_trajectory: 'three and three',
  gemini_attempt: 'It is 6.',
  deepseek_thinking_trajectory: 'LOOP LOOP LOOP',
  deepseek_attempt: 'It is 7.',
};

describe('importTraces', () => {
  test('finds the question by id or by its text, and keeps verdict, findings, provenance and flags', async () => {
    const workspace = await pool();
    const own = {
      id: 1,
      thinking: 'two and two',
      answer: '4',
      kind: 'summary',
      provider: 'gemini',
      model: 'gemini-3.8-flash',
      responseId: 'r-1',
      usage: { prompt: 5, thoughts: 80, answer: 2 },
    };
    const report = await load(workspace, own, S1K);
    const collections = workspace.collections.all();
    expect(report).toEqual({
      collections: expect.any(Array),
      imported: 3,
      alreadyPresent: 0,
      questions: 2,
      traces: { in: 3, usable: 2, dropped: { 'repetition-loop': 1 } },
      flags: { RESPONSE_EVIDENCE_INCOMPLETE: 2 },
      unknown: 0,
      unknownQuestions: [],
      rejected: 0,
      rejections: [],
      warnings: [],
      seconds: 0,
    });
    expect([...report.collections].sort()).toEqual(collections.map(({ id }) => id).sort());
    expect(collections.map(({ teacher, run, provider, model }) => [teacher, run, provider, model])).toEqual(
      expect.arrayContaining([
        ['import', null, 'gemini', 'gemini-3.8-flash'],
        ['import', null, 'gemini', 'gemini-2.0-flash-thinking-exp'],
        ['import', null, 'deepseek', 'deepseek-r1'],
      ]),
    );
    const id = workspace.questions.find('1')[0]?.questionId ?? '';
    const [trace] = workspace.traces.of(id, report.collections);
    expect(trace).toMatchObject({
      kind: 'summary',
      outcome: 'usable',
      thinking: 'two and two',
      answer: '4',
      tokens: 3,
      verdict: 'correct',
      evidence: '[]',
    });
    const call = workspace.calls.byNumber(trace?.call ?? 0);
    expect(call).toMatchObject({
      outcome: 'answered',
      responseId: 'r-1',
      promptTokens: 5,
      thoughtTokens: 80,
      answerTokens: 2,
      costMicroUsd: null,
      chargedMicroUsd: 0,
    });
    expect(JSON.parse(String(workspace.blobs.get(call?.blob ?? new Uint8Array())))).toMatchObject({
      origin: 'import',
      thinking: 'two and two',
      responseId: 'r-1',
    });
    expect(eventsOf(workspace).at(-1)).toMatchObject({
      type: 'traces.imported',
      data: { imported: 3, usable: 2, dropped: { 'repetition-loop': 1 }, unknown: 0, rejected: 0 },
    });
  });

  test('the same file twice adds nothing, and nothing is written of it', async () => {
    const workspace = await pool();
    await load(workspace, S1K);
    const before = [eventsOf(workspace).length, workspace.collections.all().length];
    const again = await load(workspace, S1K);
    expect([again.imported, again.alreadyPresent, again.flags]).toEqual([0, 2, {}]);
    expect([eventsOf(workspace).length, workspace.collections.all().length]).toEqual(before);
  });

  test('several traces of one question by one model are samples of it', async () => {
    const workspace = await pool();
    const report = await load(
      workspace,
      { id: 1, thinking: 'one way', answer: '4', model: 'm' },
      { id: 1, thinking: 'another way', answer: '5', model: 'm' },
    );
    const id = workspace.questions.find('1')[0]?.questionId ?? '';
    const traces = workspace.traces.of(id, report.collections);
    expect(traces.map(({ thinking, verdict, sample }) => [thinking, verdict, sample]).sort()).toEqual([
      ['another way', 'wrong', 1],
      ['one way', 'correct', 0],
    ]);
  });

  test('what lacks thoughts or answer is kept with its reason, and never usable', async () => {
    const workspace = await pool();
    const report = await load(workspace, { id: 1, answer: '4' }, { id: 1, thinking: 'hm', answer: '  ' });
    expect(report.traces).toEqual({ in: 2, usable: 0, dropped: { 'no-thoughts': 1, empty: 1 } });
  });

  test('unknown questions are counted, ambiguous and broken lines rejected at their place', async () => {
    const workspace = await pool();
    const report = await load(
      workspace,
      { question: 'What is 9 + 9?', thinking: 't', answer: '18' },
      { question: 'Twice here', thinking: 't', answer: '1' },
      { thinking: 't' },
    );
    expect(report.unknownQuestions).toEqual(['What is 9 + 9?']);
    expect(report.warnings).toEqual([
      '1 line speaks of a question that is not in the pool and was passed over: What is 9 + 9?.',
    ]);
    expect(report.rejections.map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'ambiguous-id'],
      [3, 'missing-id'],
    ]);
    expect(report.imported).toBe(0);
    expect(workspace.collections.all()).toEqual([]);
  });
});
