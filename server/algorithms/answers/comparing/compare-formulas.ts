import { evaluate } from '../reading/evaluate.ts';
import type { Quantity } from '../reading/readings.ts';
import { type Node, symbolsOf } from '../reading/syntax.ts';
import { measureSame } from '../reading/units.ts';
import type { AnswerRule } from '../rules.ts';
import { isRough } from './decimals.ts';
import { areAlike, likeness, likenessOf } from './expressions.ts';
import { areClose } from './gaps.ts';
import type { Setting } from './setting.ts';

export const hasVariables = ({ value }: Quantity): boolean => symbolsOf(value).length > 0;

/** Whether two formulas lie within two per cent of each other somewhere. */
function mayAgree(given: Node, reference: Node, { seed }: Setting): boolean {
  const names = symbolsOf({ type: 'list', items: [given, reference], joint: 'comma' });
  const like = likenessOf(names, seed, (point) => {
    const [a, b] = [evaluate(given, point), evaluate(reference, point)];
    return a === null || b === null ? null : areClose(a, b);
  });
  return like !== 'different';
}

/** Letters that stand for any constant, for an angle of a root, or for something given. */
const BOUND = /^[cCK](?:_.*)?$|^[ωφζεΩ]/;

/** Two formulas of which one at least has variables: wrong only where these are the same ones and free. */
export function formulaRule(given: Quantity, reference: Quantity, setting: Setting): AnswerRule {
  if (hasVariables(given) !== hasVariables(reference) && (given.unit ?? reference.unit) !== null)
    return 'different-kind';
  const [names, others] = [symbolsOf(given.value), symbolsOf(reference.value)];
  if (names.length !== others.length || names.some((name, i) => name !== others[i]))
    return areAlike(given.value, reference.value, setting.seed) ? 'same-expression' : 'variables-differ';
  const like = likeness(given.value, reference.value, setting.seed);
  if (like === 'same') {
    const [u, v] = [given.unit, reference.unit];
    const isSame =
      u === null || v === null || (measureSame(u, v) && u.factor.n * v.factor.d === v.factor.n * u.factor.d);
    return isSame ? 'same-expression' : 'unit-unclear';
  }
  if (like === 'in-part') return 'equal-in-part';
  if (like === 'unknown') return 'not-decided';
  if ((isRough(given.value) || isRough(reference.value)) && mayAgree(given.value, reference.value, setting))
    return 'may-be-rounded';
  const isFree = (names.length === 1 || setting.free) && !names.some((name) => BOUND.test(name));
  return isFree ? 'different-expression' : 'variables-bound';
}
