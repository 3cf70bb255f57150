import { type Equation, plainQuantity, type Reading } from '../reading/readings.ts';
import { symbolsOf } from '../reading/syntax.ts';
import type { AnswerRule } from '../rules.ts';
import { quantityRule } from './compare-quantities.ts';
import { areAlike, areProportional } from './expressions.ts';
import type { Setting } from './setting.ts';

/**
 * Equations are the same where one is a multiple of the other; different ones may still have the same solutions. True
 * statements about numbers are not compared, since all of them would be the same.
 */
export function equationRule(given: Equation, reference: Equation, { seed }: Setting): AnswerRule {
  const isStatement = [given, reference].some(
    ({ left, right }) => symbolsOf(left).length + symbolsOf(right).length === 0,
  );
  if (given.sign !== reference.sign || isStatement) return 'equations-differ';
  const [a, b] = [[given.left, given.right] as const, [reference.left, reference.right] as const];
  const isSided = areAlike(a[0], b[0], seed) && areAlike(a[1], b[1], seed);
  const isSame = isSided || (given.sign === '=' && areProportional(a, b, seed));
  return isSame ? 'same-equation' : 'equations-differ';
}

/** Ratios are the same where the terms are in the same proportion. */
export function ratioRule(
  given: Extract<Reading, { kind: 'ratio' }>['terms'],
  reference: typeof given,
  setting: Setting,
): AnswerRule {
  const [first, other] = [given[0], reference[0]];
  if (first === undefined || other === undefined || given.length !== reference.length)
    return 'different-ratio';
  const rules = given.slice(1).map((term, i) => {
    const match = reference[i + 1] ?? other;
    const [a, b] = [
      { type: 'product', items: [term, other] } as const,
      { type: 'product', items: [match, first] } as const,
    ];
    return quantityRule(plainQuantity(a), plainQuantity(b), setting);
  });
  if (rules.every((rule) => rule === 'same-number' || rule === 'same-expression')) return 'same-ratio';
  return rules.includes('different-number') ? 'different-ratio' : 'not-decided';
}

type Day = Extract<Reading, { kind: 'date' }>;

/** Days of which all that both name is the same. */
export function dateRule(given: Day, reference: Day): AnswerRule {
  const pairs = [
    [given.day, reference.day],
    [given.month, reference.month],
    [given.year, reference.year],
  ];
  if (pairs.some(([a, b]) => a != null && b != null && a !== b)) return 'different-date';
  return pairs.every(([a, b]) => a === b) ? 'same-date' : 'equal-in-part';
}
