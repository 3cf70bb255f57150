import { areEqual, isExact, type Value } from '../numbers/values.ts';
import { evaluate } from '../reading/evaluate.ts';
import type { Quantity } from '../reading/readings.ts';
import type { Node } from '../reading/syntax.ts';
import type { AnswerRule } from '../rules.ts';
import { formulaRule, hasVariables } from './compare-formulas.ts';
import { oneUnitRule, unitsRule } from './compare-units.ts';
import { isRough, writtenOf } from './decimals.ts';
import type { Setting } from './setting.ts';

/** Holds two numbers or formulas against each other, units and labels included. */
export function quantityRule(given: Quantity, reference: Quantity, setting: Setting): AnswerRule {
  if (hasVariables(given) || hasVariables(reference)) return formulaRule(given, reference, setting);
  const [a, b] = [evaluate(given.value), evaluate(reference.value)];
  if (a === null || b === null) {
    const isSame = JSON.stringify(given.value, asText) === JSON.stringify(reference.value, asText);
    return isSame && given.unit === reference.unit ? 'same-expression' : 'not-decided';
  }
  const bases = basedRule(given.value, reference.value, a, b);
  if (bases !== null) return bases;
  const [x, y] = [
    { value: a, written: writtenOf(given.value), rough: isRough(given.value) },
    { value: b, written: writtenOf(reference.value), rough: isRough(reference.value) },
  ];
  const rule =
    given.unit !== null && reference.unit !== null
      ? unitsRule(x, given.unit, y, reference.unit)
      : oneUnitRule(x, given.unit, y, reference.unit, setting);
  const isLabelled = given.label !== null && reference.label !== null && !alike(given.label, reference.label);
  return isLabelled ? 'unit-unclear' : rule;
}

const asText = (_key: string, value: unknown): unknown => (typeof value === 'bigint' ? `${value}` : value);

/** `apple` and `apples` are one label. */
const alike = (a: string, b: string): boolean =>
  a.replace(/s$/, '') === b.replace(/s$/, '') || a.endsWith(` ${b}`) || b.endsWith(` ${a}`);

/** Numbers to a base: digits and base must be the same; another base of the same value was perhaps not asked for. */
function basedRule(given: Node, reference: Node, a: Value, b: Value): AnswerRule | null {
  if (given.type !== 'based' && reference.type !== 'based') return null;
  const same = areEqual(a, b);
  if (given.type === 'based' && reference.type === 'based')
    return given.base === reference.base ? (same ? 'same-number' : 'different-number') : 'unit-unclear';
  const [digits, other] =
    given.type === 'based' ? [given.digits, b] : reference.type === 'based' ? [reference.digits, a] : ['', a];
  const mayBeMeant = same !== false || !isExact(other) || `${other.n}` === digits.replace(/^0+(?=.)/, '');
  return mayBeMeant ? 'unit-unclear' : 'different-number';
}
