import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseTrace, type TraceOption } from '../../../server/decide/traces/choose.ts';
import { parseTraceRules } from '../../../server/decide/traces/rules.ts';

const option = (id: string, changed: Partial<TraceOption> = {}): TraceOption => ({
  ...{ id, teacher: 'gemini', createdAt: '2026-11-01T00:00:00.000Z', tokens: 100, verdict: null, drops: [] },
  ...changed,
});
const choose = (traces: readonly TraceOption[], rules: unknown = {}) =>
  chooseTrace(traces, parseTraceRules(rules, 'rules'));

const OLD = option('old', { createdAt: '2026-10-01T00:00:00.000Z', tokens: 900, verdict: 'correct' });
const NEW = option('new', { tokens: 300, verdict: 'wrong' });
const SHORT = option('short', { tokens: 20, teacher: 'r1', createdAt: '2026-10-02T00:00:00.000Z' });
const CUT = option('cut', { drops: ['cut-sentence', 'refusal'], verdict: 'wrong' });

describe('chooseTrace', () => {
  test.each([
    [{}, ['old', 'short', 'new']],
    [{ prefer: 'any' }, ['new', 'short', 'old']],
    [{ prefer: 'any', order: 'shortest' }, ['short', 'new', 'old']],
    [{ prefer: 'any', order: 'longest' }, ['old', 'new', 'short']],
    [{ prefer: 'any', teachers: ['r1'] }, ['short', 'new', 'old']],
    [{ teachers: ['r1'] }, ['old', 'short', 'new']],
  ])('with the rules %j', (rules, usable) => {
    expect(choose([NEW, OLD, SHORT, CUT], rules)).toEqual({
      chosen: usable[0],
      usable,
      dropped: [{ id: 'cut', reasons: ['cut-sentence', 'refusal'] }],
    });
  });

  test('asks for a verdict where the rules do, and says what was missing', () => {
    expect(choose([NEW, SHORT, CUT], { require: 'correct' })).toEqual({
      chosen: null,
      usable: [],
      dropped: [
        { id: 'cut', reasons: ['cut-sentence', 'refusal', 'verdict-wrong'] },
        { id: 'new', reasons: ['verdict-wrong'] },
        { id: 'short', reasons: ['verdict-missing'] },
      ],
    });
    expect(choose([NEW, SHORT], { require: 'not-wrong' }).chosen).toBe('short');
  });

  test('puts a trace of unknown length last', () => {
    const unknown = option('a', { tokens: null });
    expect(choose([unknown, NEW], { prefer: 'any', order: 'shortest' }).chosen).toBe('new');
    expect(choose([unknown, NEW], { prefer: 'any', order: 'longest' }).chosen).toBe('new');
  });

  test('hangs on the traces and not on their order', () => {
    const trace = fc.record({
      id: fc.string({ minLength: 1, maxLength: 3 }),
      teacher: fc.constantFrom('a', 'b'),
      createdAt: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
      tokens: fc.constantFrom(null, 1, 2),
      verdict: fc.constantFrom(null, 'correct' as const, 'wrong' as const, 'unverifiable' as const),
      drops: fc.constantFrom([], ['refusal' as const]),
    });
    const rules = fc.record({
      prefer: fc.constantFrom('any', 'correct'),
      order: fc.constantFrom('newest', 'shortest', 'longest'),
      require: fc.constantFrom('any', 'not-wrong', 'correct'),
      teachers: fc.constantFrom([], ['b']),
    });
    const traces = fc.uniqueArray(trace, { selector: ({ id }) => id, maxLength: 6 });
    const shuffled = traces.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, rules, ([one, other], rule) => {
        expect(choose(other, rule)).toEqual(choose(one, rule));
      }),
    );
  });
});
