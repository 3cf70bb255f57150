import { describe, expect, test } from 'vitest';
import { inspectTrace } from '../../../server/decide/traces/inspect.ts';
import { defaultTraceRules, parseTraceRules } from '../../../server/decide/traces/rules.ts';
import { TRACE_DEFECT_NAMES } from '../../../shared/vocabulary/trace-defects.ts';

const BASE = {
  question: 'What is 6 times 7?',
  thinking:
    'Six times seven is six times five plus six times two, that is 30 + 12 = 42. So the answer is 42.',
  answer: 'The answer is $\\boxed{42}$.',
};
const inspect = (changed: Partial<typeof BASE>, rules: unknown = {}) =>
  inspectTrace({ ...BASE, ...changed }, parseTraceRules(rules, 'rules'));

describe('inspectTrace', () => {
  test('finds nothing in a clean trace', () => {
    expect(inspect({})).toEqual({ findings: [], drops: [], notes: [] });
  });

  test('points at the place, says what is there, and repeats no personal value', () => {
    const thinking = `${BASE.thinking} Ask jo.doe@uni-bonn.de about it.`;
    const first = inspect({ thinking });
    const start = thinking.indexOf('jo.doe');
    expect(first).toEqual({
      findings: [
        {
          defect: 'personal-data',
          severity: 'drop',
          field: 'thinking',
          start,
          end: start + 'jo.doe@uni-bonn.de'.length,
          text: expect.stringMatching(/^sha256:[0-9a-f]{16}$/),
          says: 'This looks like an e-mail address.',
        },
      ],
      drops: ['personal-data'],
      notes: [],
    });
    const other = inspect({ thinking, question: 'Another question?' });
    expect(other.findings[0]?.text).not.toBe(first.findings[0]?.text);
  });

  test('takes a keyed fingerprint where one is handed in', () => {
    const input = { ...BASE, answer: `${BASE.answer} jo.doe@uni-bonn.de` };
    const { findings } = inspectTrace(input, defaultTraceRules(), {
      fingerprint: (value) => `key:${value.length}`,
    });
    expect(findings.map(({ field, text }) => ({ field, text }))).toEqual([
      { field: 'answer', text: 'key:18' },
    ]);
  });

  test('only notes what the question has too', () => {
    const question = 'Is jo.doe@uni-bonn.de a valid address, and what does <|eot_id|> mean?';
    const thinking = `${BASE.thinking} It has jo.doe@uni-bonn.de and <|eot_id|> in it.`;
    expect(inspect({ question, thinking })).toMatchObject({
      drops: [],
      notes: ['control-token', 'personal-data'],
    });
  });

  test.each([
    ['off', { drops: [], notes: [] }],
    ['note', { drops: [], notes: ['refusal'] }],
    ['drop', { drops: ['refusal'], notes: [] }],
  ])('with the mode %s of a defect', (mode, wanted) => {
    const answer = `I'm sorry, but I can't help with that. ${BASE.answer}`;
    expect(inspect({ answer }, { refusal: { mode } })).toMatchObject(wanted);
  });

  test('shortens what it shows and keeps characters whole', () => {
    const { findings } = inspect({
      thinking: `${BASE.thinking} ${'😀 and on it goes with this. '.repeat(60)}`,
    });
    expect(findings.map(({ defect }) => defect)).toEqual(['repetition-loop']);
    expect(findings[0]?.text.length).toBeLessThanOrEqual(203);
    expect(findings[0]?.text.isWellFormed()).toBe(true);
  });
});

describe('parseTraceRules', () => {
  test('fills in a rule for every defect, and how to choose', () => {
    const { prefer, order, require, teachers, ...rules } = defaultTraceRules();
    expect({ prefer, order, require, teachers }).toEqual({
      prefer: 'correct',
      order: 'newest',
      require: 'any',
      teachers: [],
    });
    expect(Object.keys(rules).sort()).toEqual([...TRACE_DEFECT_NAMES].sort());
    expect(rules['repetition-loop']).toEqual({
      ...{ mode: 'drop', repeats: 5, words: 30, characters: 200 },
      ...{ sentenceTimes: 8, sentenceShare: 0.2, listItems: 80 },
    });
  });

  test.each([
    [{ refusal: { mode: 'maybe' } }, 'refusal.mode must be "drop" or must be "note" or must be "off"'],
    [{ 'cut-poem': {} }, 'has no field "cut-poem"'],
    [{ order: 'oldest' }, 'order must be "newest" or must be "shortest" or must be "longest"'],
  ])('refuses %j', (rules, fault) => {
    expect(() => parseTraceRules(rules, 'rules')).toThrow(`rules: ${fault}.`);
  });
});
