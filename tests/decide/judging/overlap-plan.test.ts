import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type JudgedItem, planOverlap } from '../../../server/decide/judging/overlap-plan.ts';
import { fixedOverlap, risingOverlap } from './simulated-reviewers.ts';

const item = (id: string, accepts: number, rejects: number, some: Partial<JudgedItem> = {}): JudgedItem => ({
  ...{ id, group: 'algebra', least: 1, held: 0, mayRise: true, said: [[accepts, rejects]] },
  first: [accepts > 0 ? 0 : rejects > 0 ? 1 : -1],
  ...some,
});
const many = (n: number, accepts: number, rejects: number, name = 'i'): JudgedItem[] =>
  Array.from({ length: n }, (_, i) => item(`${name}${i}`, accepts, rejects));
const RULE = { upTo: 5, sure: 0.95 };
const raisedOf = (items: readonly JudgedItem[], rule = RULE): string[] => {
  const { people } = planOverlap(items, rule);
  return items.filter(({ id, least }) => (people.get(id) ?? 0) > least).map(({ id }) => id);
};

describe('planOverlap(items, rule)', () => {
  it('asks for nobody more before anything is said', () => {
    expect(planOverlap(many(3, 0, 0), RULE)).toEqual({
      people: new Map([
        ['i0', 1],
        ['i1', 1],
        ['i2', 1],
      ]),
      ...{ share: null, low: null, isMet: false, error: null },
    });
  });

  it('asks another where it is not known yet how far people agree', () => {
    const { isMet, error } = planOverlap(many(6, 1, 0), RULE);
    expect([isMet, (error?.high ?? 0) - (error?.low ?? 0) > 0.4]).toEqual([false, true]);
    expect(raisedOf(many(6, 1, 0)).length).toBeGreaterThan(0);
  });

  it('asks nobody more where people agreed on all that two judged', () => {
    const items = [...many(80, 2, 0, 'twice'), ...many(40, 1, 0, 'once')];
    const { isMet, people } = planOverlap(items, RULE);
    expect([isMet, items.map(({ id }) => people.get(id))]).toEqual([
      true,
      items.map(({ said }) => said[0]?.[0]),
    ]);
  });

  it('asks about what people differ on first', () => {
    const items = [...many(40, 2, 0), ...many(12, 1, 1, 'split')];
    const { people, low } = planOverlap(items, { upTo: 3, sure: 0.97 });
    const third = items.filter(({ id }) => people.get(id) === 3).map(({ id }) => id);
    expect(low).toBeLessThan(0.97);
    expect(third.length).toBeGreaterThan(0);
    expect(third.every((id) => id.startsWith('split'))).toBe(true);
  });

  it('leaves alone what an adjudicator has settled, and what has as many people as there may be', () => {
    const settled = many(10, 1, 1, 'settled').map((one) => ({ ...one, mayRise: false }));
    const full = many(10, 3, 2, 'full');
    const items = [...many(40, 2, 0), ...settled, ...full];
    const { people } = planOverlap(items, { upTo: 5, sure: 0.99 });
    expect(settled.map(({ id }) => people.get(id))).toEqual(settled.map(() => 2));
    expect(full.map(({ id }) => people.get(id))).toEqual(full.map(() => 5));
  });

  it('takes no place from anybody who holds an item, and looks at choices of the form too', () => {
    const held = item('held', 1, 0, { held: 2 });
    const { people } = planOverlap([...many(80, 2, 0), held], RULE);
    expect(people.get('held')).toBe(3);
    const choices = many(60, 2, 0).map((one, i) => ({
      ...one,
      said: [[2, 0], i < 20 ? [1, 1, 0] : i < 40 ? [0, 2, 0] : [2, 0, 0]],
      first: [0, i >= 20 && i < 40 ? 1 : 0],
    }));
    const plan = planOverlap(choices, RULE);
    const third = choices.filter(({ id }) => plan.people.get(id) === 3);
    expect(third.length).toBeGreaterThan(0);
    expect(third.every(({ said }) => said[1]?.[0] === 1)).toBe(true);
  });

  const anyItem = fc.record({
    id: fc.string({ minLength: 1, maxLength: 6 }),
    group: fc.constantFrom('a', 'b'),
    least: fc.integer({ min: 1, max: 3 }),
    held: fc.integer({ min: 0, max: 2 }),
    mayRise: fc.boolean(),
    words: fc.tuple(fc.nat(4), fc.nat(4)),
  });
  const anyItems = fc
    .uniqueArray(anyItem, { selector: ({ id }) => id, maxLength: 20 })
    .map((all) => all.map(({ id, words, ...rest }) => item(id, ...words, rest)));
  const anyRule = fc.record({
    upTo: fc.integer({ min: 2, max: 8 }),
    sure: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
  });

  it('gives every item a number of people within its bounds, whatever the order, and nobody more once it is met', () => {
    fc.assert(
      fc.property(anyItems, anyRule, (items, rule) => {
        const plan = planOverlap(items, rule);
        expect(planOverlap([...items].reverse(), rule).people.get(items[0]?.id ?? '')).toBe(
          plan.people.get(items[0]?.id ?? ''),
        );
        for (const { id, least, held, mayRise, said } of items) {
          const words = (said[0]?.[0] ?? 0) + (said[0]?.[1] ?? 0);
          const floor = Math.max(least, words + held);
          const most = mayRise && !plan.isMet ? Math.max(floor, Math.min(rule.upTo, words + 1)) : floor;
          const people = plan.people.get(id) ?? -1;
          expect(people >= floor && people <= most).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

// Over more worlds, with the table of docs/review.md: tests/long/rising-overlap.test.ts.
it('a rising overlap needs a quarter fewer judgements than three people an item, and is right as often', () => {
  const world = {
    domains: [
      { items: 200, harder: 0 },
      { items: 100, harder: 0.1 },
    ],
    people: [0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.1, 0.07],
    ...{ accept: 0.8, seed: 7 },
  };
  const fixed = fixedOverlap(world, 3);
  const rising = risingOverlap(world, { upTo: 5, sure: 0.9 });
  expect(rising.right).toBeGreaterThanOrEqual(fixed.right);
  expect(rising.judgements).toBeLessThan(0.75 * fixed.judgements);
});
