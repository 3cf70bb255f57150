import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluate, marginOf, type Truth, type Values } from '../../../server/decide/own-signals/evaluate.ts';
import { namesIn, OPERATORS, parseRule, type Rule } from '../../../server/decide/own-signals/rule.ts';
import { turnedRule } from '../../../server/decide/own-signals/turned.ts';
import { signals } from '../../../server/decide/stages/signals.ts';
import { configFor, facts, narrowRow } from '../candidates.ts';

const says = (text: string, values: Values): Truth => evaluate(parseRule(text, 'rule'), values);

describe('parseRule(text)', () => {
  const name = fc.constantFrom('reward', 'topic', 'seen', 'tag:odd', 'a name', 'Länge', 'not');
  const literal = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (x === 0 ? 0 : x)),
    fc.boolean(),
    fc.stringMatching(/^[^"]{0,6}$/),
  );
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof(
      { maxDepth: 4 },
      fc.record({
        is: fc.constant('compare' as const),
        name,
        operator: fc.constantFrom(...OPERATORS),
        value: literal,
      }),
      fc.record({ is: fc.constant('in' as const), name, values: fc.array(literal, { minLength: 1 }) }),
      fc.record({ is: fc.constant('not' as const), of: tie('rule') }),
      fc.record({
        is: fc.constantFrom('and' as const, 'or' as const),
        left: tie('rule'),
        right: tie('rule'),
      }),
    ),
  }));
  const written = (one: Rule): string => {
    const value = (x: unknown) => (typeof x === 'string' ? `"${x}"` : String(x));
    switch (one.is) {
      case 'compare':
        return `\`${one.name}\` ${one.operator} ${value(one.value)}`;
      case 'in':
        return `\`${one.name}\` in [${one.values.map(value).join(', ')}]`;
      case 'not':
        return `not (${written(one.of)})`;
      default:
        return `(${written(one.left)}) ${one.is} (${written(one.right)})`;
    }
  };

  it('reads whatever rule is written out, back to the same tree', () => {
    fc.assert(
      fc.property(rule, (one) => {
        expect(parseRule(written(one), 'rule')).toEqual(one);
      }),
    );
  });

  it('ends with a tree or with one clear line, whatever the text, and takes no long for any', () => {
    const tokens = fc.constantFrom(
      'reward',
      '>=',
      '0.5',
      'and',
      'or',
      'not',
      '(',
      ')',
      '[',
      '"a',
      'in',
      '`',
      ' ',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(tokens, { maxLength: 40 }).map((all) => all.join('')),
        ),
        (text) => {
          try {
            parseRule(text, 'rule');
          } catch (error) {
            expect(error).toMatchObject({
              code: 'bad-input',
              message: expect.stringMatching(/^rule: [^\n]*$/),
            });
          }
        },
      ),
    );
    const start = performance.now();
    for (const text of ['1'.repeat(2000), '"'.repeat(2000), 'a-'.repeat(1000), ' '.repeat(2000)])
      expect(() => parseRule(`reward >= ${text}x`, 'rule')).toThrow('rule: ');
    expect(performance.now() - start).toBeLessThan(500);
  });

  it.each([
    ['reward >= ', 'a number, a text in quotes, true or false is expected, but it ends'],
    ['reward = 1', '"==" (not "=") is expected, but there is "=" at character 8'],
    ['reward >= 1 reward', '"and", "or" or the end is expected, but there is "reward" at character 13'],
    ['and > 1', 'the name of a signal is expected, but there is "and" at character 1'],
    ['topic in "a"', '"[" is expected, but there is "\\"a\\"" at character 10'],
    ['a; b', '"; b" at character 2 is no part of a rule'],
    [`${'('.repeat(40)}a${')'.repeat(40)}`, 'the rule is nested more than 32 deep'],
  ])('says of %s what is wrong and where', (text, message) => {
    expect(() => parseRule(text, 'rule')).toThrow(message);
  });

  it('binds "and" closer than "or", and takes a name alone for true', () => {
    expect(parseRule('a or b and not c', 'rule')).toEqual(
      parseRule('a == true or (b == true and (not (c)))', 'rule'),
    );
    expect(namesIn(parseRule('a > 1 and (b or a < 9) and c in [1]', 'rule'))).toEqual(['a', 'b', 'c']);
  });
});

describe('evaluate(rule, values)', () => {
  it('compares numbers, labels and truth values, each with its own kind', () => {
    const values = { reward: 0.6, topic: 'sets', seen: true };
    expect(
      [
        'reward >= 0.6',
        'reward > 0.6',
        'topic != "algebra"',
        'topic in ["a", "sets"]',
        'not seen',
        'reward == "0.6"',
      ].map((text) => says(text, values)),
    ).toEqual([true, false, true, true, false, null]);
  });

  it('leaves open what hangs on a missing signal, and nothing else', () => {
    expect(
      [
        'x > 1 or reward > 0',
        'x > 1 and reward > 0',
        'x > 1 and reward < 0',
        'not x > 1',
        'tag:odd',
        'not tag:odd',
      ].map((text) => says(text, { reward: 1 })),
    ).toEqual([true, null, false, null, false, true]);
    expect(says('constructor == "a"', {})).toBeNull();
  });

  it('is as far from turning as its numbers are from their thresholds', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (a, b) => {
        const rule = parseRule('a >= 10 and (b < 5 or not a <= 20)', 'rule');
        const margin = marginOf(rule, { a, b }) ?? Number.NaN;
        const before = evaluate(rule, { a, b });
        const turns = (by: number) =>
          [-1, 0, 1].some((i) =>
            [-1, 0, 1].some((j) => evaluate(rule, { a: a + i * by, b: b + j * by }) !== before),
          );
        expect(margin).toBeGreaterThanOrEqual(0);
        expect(turns(margin + 0.5)).toBe(true);
        if (margin > 0) expect(turns(margin / 2 - 0.01)).toBe(false);
      }),
    );
    expect(marginOf(parseRule('a > 1', 'rule'), {})).toBeNull();
  });
});

describe('the stage signals', () => {
  const own = (values: Values) => narrowRow({ evidence: { ...narrowRow().evidence, own: values } });
  const pool = facts({ own: ['reward', 'topic'] });

  it('drops what does not meet the rule, with what it read, and keeps what lacks a signal unless told otherwise', () => {
    const config = configFor('signals', { keep: 'reward >= 0.6' });
    expect(signals.decide(own({ reward: 0.5 }), config, pool)).toEqual({
      kept: false,
      finding: {
        reason: 'signal-rule',
        evidence: { keep: 'reward >= 0.6', values: { reward: 0.5 }, missing: [] },
        margin: expect.closeTo(0.1, 12),
      },
      notes: [],
    });
    expect(signals.decide(own({ reward: 0.7 }), config, pool).kept).toBe(true);
    expect(signals.decide(own({}), config, pool).kept).toBe(true);
    const strict = configFor('signals', { keep: 'reward >= 0.6', missing: 'drop' });
    expect(signals.decide(own({}), strict, pool)).toMatchObject({
      finding: { evidence: { values: {}, missing: ['reward'] } },
    });
    expect(signals.notApplied(strict, facts())?.why).toBe('no question of the pool has the signal reward');
    expect(signals.decide(own({}), strict, facts()).kept).toBe(true);
  });

  it('is turned by the setting that is named', () => {
    const rules = [
      'reward >= 0.6',
      'reward > 0.6',
      'reward == 0.6',
      'reward != 0.5',
      'topic == "a"',
      'topic == "a" and reward > 0',
    ];
    for (const keep of rules) {
      for (const values of [{ reward: 0.5 }, { reward: 0.5, topic: 'b' }, {}, { topic: 'b' }] as Values[]) {
        for (const missing of ['keep', 'drop']) {
          const config = configFor('signals', { keep, missing });
          if (signals.decide(own(values), config, pool).kept) continue;
          const { key, value } = turnedRule(config, values) ?? { key: 'mode', value: 'note' };
          const turned = configFor('signals', { keep, missing, [key]: value });
          expect(signals.decide(own(values), turned, pool).kept, `${keep} ${JSON.stringify(values)}`).toBe(
            true,
          );
        }
      }
    }
  });
});
