import { describe, expect, test } from 'vitest';
import { Fault } from '../../../server/intake/fault.ts';
import type { JsonObject } from '../../../server/intake/records/json.ts';
import { tracesIn } from '../../../server/intake/traces/line.ts';

const NOTHING = {
  modelVersion: null,
  responseId: null,
  finishReason: null,
  createdAt: null,
  termsId: null,
  verdict: null,
  usage: { prompt: null, thoughts: null, answer: null },
};

describe('tracesIn', () => {
  test('a line of our own form keeps all that it says of where it comes from', () => {
    const line: JsonObject = {
      id: 7,
      source: 'mine',
      thinking: 'Two and two.',
      answer: '4',
      kind: 'summary',
      provider: 'gemini',
      model: 'gemini-3.8-flash',
      model_version: 'gemini-3.8-flash-002',
      response_id: 'r-1',
      finish_reason: 'STOP',
      created_at: '2026-11-01T00:00:00Z',
      termsId: 'google/x@2026-03-23',
      verdict: 'correct',
      usage: { prompt: 3, thoughts: 40 },
      more: { of: 'it' },
    };
    expect(tracesIn(line)).toEqual({
      id: '7',
      source: 'mine',
      question: null,
      traces: [
        {
          thinking: 'Two and two.',
          answer: '4',
          kind: 'summary',
          provider: 'gemini',
          model: 'gemini-3.8-flash',
          modelVersion: 'gemini-3.8-flash-002',
          responseId: 'r-1',
          finishReason: 'STOP',
          createdAt: '2026-11-01T00:00:00Z',
          termsId: 'google/x@2026-03-23',
          verdict: 'correct',
          usage: { prompt: 3, thoughts: 40, answer: null },
        },
      ],
    });
  });

  test('a row of s1K-1.1 is two traces, each with its own teacher and grade', () => {
    const row: JsonObject = {
      solution: '4',
      question: 'What is 2 + 2?',
      source_type: 'x',
      metadata: 'None',
      gemini_thinking_trajectory: 'g thinks',
      gemini_attempt: 'g says 4',
      gemini_grade: 'Yes',
      gemini_grade_reason: 'It does.',
      deepseek_thinking_trajectory: 'd thinks',
      deepseek_attempt: 'd says 5',
      deepseek_grade: 'No',
    };
    expect(tracesIn(row)).toEqual({
      id: null,
      source: undefined,
      question: 'What is 2 + 2?',
      traces: [
        {
          ...NOTHING,
          thinking: 'g thinks',
          answer: 'g says 4',
          kind: 'raw',
          provider: 'gemini',
          model: 'gemini-2.0-flash-thinking-exp',
          verdict: 'correct',
        },
        {
          ...NOTHING,
          thinking: 'd thinks',
          answer: 'd says 5',
          kind: 'raw',
          provider: 'deepseek',
          model: 'deepseek-r1',
          verdict: 'wrong',
        },
      ],
    });
  });

  test('a row of s1K keeps its list of trajectories in order', () => {
    const row: JsonObject = {
      question: 'What is 2 + 2?',
      thinking_trajectories: ['first', 'then'],
      attempt: '4',
      cot: null,
    };
    const read = tracesIn(row);
    if (read instanceof Fault) throw new Error(read.message);
    expect(read.traces).toEqual([
      {
        ...NOTHING,
        thinking: 'first\nthen',
        answer: '4',
        kind: 'raw',
        provider: 'gemini',
        model: 'gemini-2.0-flash-thinking-exp',
      },
    ]);
  });

  test.each<[string, JsonObject, string]>([
    ['no question', { thinking: 't', answer: 'a' }, 'missing-id'],
    ['an answer that is a list', { id: 'x', answer: ['a'] }, 'wrong-type'],
    ['a kind that is not known', { id: 'x', thinking: 't', kind: 'reference' }, 'wrong-type'],
    ['a trajectory of numbers', { question: 'q', thinking_trajectories: [1] }, 'wrong-type'],
    [
      'an attempt that is no text',
      { question: 'q', gemini_thinking_trajectory: 't', gemini_attempt: 1 },
      'wrong-type',
    ],
  ])('%s is a fault with its reason', (_name, line, reason) => {
    const read = tracesIn(line);
    expect(read instanceof Fault && read.reason).toBe(reason);
  });
});
