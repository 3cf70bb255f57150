import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../server/algorithms/wilson.ts';
import type { Attempt } from '../../../server/decide/candidate.ts';
import { isSolved, passRateOf } from '../../../server/decide/difficulty/solved.ts';
import { SOLVED_RULES } from '../../../shared/schemas/difficulty-settings.ts';
import { configFor } from '../candidates.ts';

const attempt = (model: string, verdict: Attempt['verdict']): Attempt => ({ model, verdict, tokens: null });
const models = fc.constantFrom('small', 'large', 'other');
const graded = fc.array(fc.tuple(models, fc.constantFrom('correct' as const, 'wrong' as const)), {
  maxLength: 12,
});
const untold = fc.array(fc.tuple(models, fc.constantFrom('unverifiable' as const, null)), { maxLength: 6 });
const rules = fc.constantFrom(...(Object.keys(SOLVED_RULES) as (keyof typeof SOLVED_RULES)[]));
const configs = fc
  .record({ rule: rules, passRate: fc.integer({ min: 0, max: 10 }).map((n) => n / 10) })
  .map((settings) => configFor('difficulty', settings));

const judged = (
  tried: readonly (readonly [string, Attempt['verdict']])[],
  config: ReturnType<typeof configFor<'difficulty'>>,
) => {
  const attempts = tried.map(([model, verdict]) => attempt(model, verdict));
  const rate = passRateOf(attempts, config);
  return { rate, ...isSolved(attempts, rate, config) };
};

describe('isSolved(attempts, rate, config)', () => {
  it('takes what could not be verified neither for wrong nor for correct, under any rule', () => {
    fc.assert(
      fc.property(graded, untold, configs, fc.nat(12), (tried, others, config, at) => {
        const mixed = [...tried.slice(0, at), ...others, ...tried.slice(at)];
        expect(judged(mixed, config)).toEqual(judged(tried, config));
      }),
    );
  });

  it('is solved under any-correct exactly where not all got it wrong, whatever the solvers', () => {
    fc.assert(
      fc.property(graded, (tried) => {
        const { solved } = judged(tried, configFor('difficulty'));
        expect(solved).toBe(!tried.every(([, verdict]) => verdict === 'wrong'));
      }),
    );
  });

  it('never makes a question less solved that is answered once more, nor more solved that is failed', () => {
    fc.assert(
      fc.property(graded, models, configs, (tried, model, config) => {
        const known = config.rule === 'each-solver' ? tried.map(([one]) => one) : [model];
        if (!known.includes(model)) return; // another solver is another question to that rule
        const before = judged(tried, config).solved;
        expect(judged([...tried, [model, 'correct']], config).solved || !before).toBe(true);
        expect(judged([...tried, [model, 'wrong']], config).solved && !before).toBe(false);
      }),
    );
  });

  it('holds the share, or surely the share, against the threshold', () => {
    const three = [
      ['small', 'correct'],
      ['small', 'correct'],
      ['large', 'wrong'],
    ] as const;
    const solvedBy = (settings: object) => {
      const { solved, margin } = judged(three, configFor('difficulty', settings));
      return [solved, margin];
    };
    expect({
      any: solvedBy({}),
      each: solvedBy({ rule: 'each-solver' }),
      above: solvedBy({ rule: 'pass-rate', passRate: 0.5 }),
      at: solvedBy({ rule: 'pass-rate', passRate: 2 / 3 }),
      surely: solvedBy({ rule: 'surely-above', passRate: 0.2 }),
      notSurely: solvedBy({ rule: 'surely-above', passRate: 0.5 }),
    }).toEqual({
      any: [true, 2],
      each: [false, 0],
      above: [true, 0.1667],
      at: [false, 0],
      surely: [true, 0.0077],
      notSurely: [false, -0.2923],
    });
  });
});

describe('passRateOf(attempts, config)', () => {
  it('has the interval of Wilson: 2 of 3 between 0.21 and 0.94 at 95 %', () => {
    const attempts = [
      attempt('a', 'correct'),
      attempt('a', 'correct'),
      attempt('b', 'wrong'),
      attempt('b', null),
    ];
    expect(passRateOf(attempts, configFor('difficulty'))).toEqual({
      correct: 2,
      graded: 3,
      low: 0.2077,
      high: 0.9385,
    });
    expect(passRateOf([], configFor('difficulty'))).toEqual({ correct: 0, graded: 0, low: 0, high: 1 });
  });
});

describe('wilsonInterval(successes, trials, z)', () => {
  it('holds the share, is narrower for more trials, and turns over with what is counted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(200), (trials, some) => {
        const successes = Math.min(some, trials);
        const { low, high } = wilsonInterval(successes, trials, 1.96);
        expect(low).toBeLessThanOrEqual(successes / trials + 1e-12);
        expect(high).toBeGreaterThanOrEqual(successes / trials - 1e-12);
        const more = wilsonInterval(successes * 4, trials * 4, 1.96);
        expect(more.high - more.low).toBeLessThan(high - low);
        const turned = wilsonInterval(trials - successes, trials, 1.96);
        expect(turned.low).toBeCloseTo(1 - high, 12);
        expect(turned.high).toBeCloseTo(1 - low, 12);
      }),
    );
  });
});
