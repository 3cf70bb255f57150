import { evaluate } from '../reading/evaluate.ts';
import { type Equation, plainQuantity, type Reading } from '../reading/readings.ts';
import { symbolsOf } from '../reading/syntax.ts';
import { type AnswerRule, verdictOf } from '../rules.ts';
import { dateRule, equationRule, ratioRule } from './compare-equations.ts';
import { collectionsRule, listRule, offeredRule } from './compare-lists.ts';
import { quantityRule } from './compare-quantities.ts';
import { regionRule } from './compare-regions.ts';
import type { Setting } from './setting.ts';

/** Holds two readings against each other. Kinds that are not compared are `different-kind`. */
export function compare(given: Reading, reference: Reading, setting: Setting): AnswerRule {
  if (given.kind === 'named' || reference.kind === 'named') return namedRule(given, reference, setting);
  if (given.kind === reference.kind) return sameKindRule(given, reference, setting);
  return (
    mixedRule(given, reference, setting) ?? mixedRule(reference, given, setting, true) ?? 'different-kind'
  );
}

function sameKindRule(given: Reading, reference: Reading, setting: Setting): AnswerRule {
  const pair = (a: Reading, b: Reading): AnswerRule => compare(a, b, setting);
  if (given.kind === 'quantity' && reference.kind === 'quantity')
    return quantityRule(given, reference, setting);
  if (given.kind === 'infinite' && reference.kind === 'infinite')
    return given.sign === reference.sign ? 'same-number' : 'different-number';
  if (given.kind === 'tuple' && reference.kind === 'tuple')
    return listRule(given.items, reference.items, pair, 'tuple');
  if (given.kind === 'collection' && reference.kind === 'collection')
    return collectionsRule(given, reference, pair);
  if (given.kind === 'region' && reference.kind === 'region') return regionRule(given, reference, setting);
  if (given.kind === 'record' && reference.kind === 'record')
    return recordRule(given.fields, reference.fields, pair);
  if (given.kind === 'equation' && reference.kind === 'equation')
    return equationRule(given, reference, setting);
  if (given.kind === 'matrix' && reference.kind === 'matrix') {
    const isShaped =
      given.rows.length === reference.rows.length && given.rows[0]?.length === reference.rows[0]?.length;
    return isShaped ? listRule(given.rows.flat(), reference.rows.flat(), pair, 'matrix') : 'different-kind';
  }
  if (given.kind === 'ratio' && reference.kind === 'ratio')
    return ratioRule(given.terms, reference.terms, setting);
  if (given.kind === 'nothing') return 'same-set';
  if (given.kind === 'word' && reference.kind === 'word') {
    if (given.list !== reference.list) return 'different-text';
    return given.member === reference.member ? 'same-word' : 'different-word';
  }
  if (given.kind === 'time' && reference.kind === 'time') {
    const gap = Math.abs(given.seconds - reference.seconds);
    if (given.half === reference.half) return gap === 0 ? 'same-time' : 'different-time';
    return gap % 43_200 === 0 ? 'unit-unclear' : 'different-time';
  }
  if (given.kind === 'date' && reference.kind === 'date') return dateRule(given, reference);
  return 'different-kind';
}

/** A name on one side only is left aside; two names must be the same, or both mean the value of a function. */
function namedRule(given: Reading, reference: Reading, setting: Setting): AnswerRule {
  if (given.kind === 'named' && reference.kind === 'named') {
    const rule = compare(given.value, reference.value, setting);
    const isFunction = (name: string): boolean => /^y$|^[fghpFGHP]\([a-zA-Z]\)$/.test(name);
    const isOneName = given.name === reference.name || (isFunction(given.name) && isFunction(reference.name));
    return isOneName ? rule : 'variables-differ';
  }
  const [value, other] =
    given.kind === 'named'
      ? [given, reference]
      : reference.kind === 'named'
        ? [reference, given]
        : [null, given];
  if (value === null) return 'different-kind';
  if (other.kind === 'equation' && value.value.kind === 'quantity') {
    const equation: Equation = {
      kind: 'equation',
      left: { type: 'symbol', name: value.name },
      right: value.value.value,
      sign: '=',
    };
    return given.kind === 'named' ? compare(equation, reference, setting) : compare(given, equation, setting);
  }
  return given.kind === 'named'
    ? compare(given.value, reference, setting)
    : compare(given, value.value, setting);
}

/** Two kinds that may still say the same; null where they are not compared in this order. */
function mixedRule(one: Reading, other: Reading, setting: Setting, turned = false): AnswerRule | null {
  const pair = (a: Reading, b: Reading): AnswerRule =>
    turned ? compare(b, a, setting) : compare(a, b, setting);
  if (one.kind === 'nothing') {
    const isThing = ['quantity', 'collection', 'tuple', 'region'].includes(other.kind);
    if (other.kind === 'region' && other.parts.length === 0) return 'same-set';
    return isThing ? 'different-set' : 'different-kind';
  }
  if (one.kind === 'infinite' && other.kind === 'quantity')
    return evaluate(other.value) === null ? 'not-decided' : 'different-number';
  if (one.kind === 'collection') {
    if (other.kind === 'quantity' || other.kind === 'infinite') return offeredRule(one, other, pair);
    if (other.kind === 'tuple') return collectionsRule(one, other, pair);
    if (other.kind === 'region') return one.joint === 'braces' ? 'different-interval' : 'different-kind';
  }
  if (one.kind === 'record' && (other.kind === 'tuple' || other.kind === 'collection')) {
    const values = [...one.fields.keys()].sort().flatMap((name) => one.fields.get(name) ?? []);
    const rule = listRule(values, other.items, pair, 'tuple');
    return rule === 'same-tuple' || rule === 'within-rounding' ? rule : 'different-kind';
  }
  if (one.kind === 'matrix' && other.kind === 'tuple') return vectorRule(one.rows, other.items, pair);
  if (one.kind === 'ratio' && other.kind === 'quantity' && one.terms.length === 2) {
    const [over, under] = one.terms;
    if (over === undefined || under === undefined) return null;
    const rule = pair(plainQuantity({ type: 'quotient', over, under }), other);
    return rule === 'same-number' || rule === 'same-expression' ? 'same-ratio' : 'different-kind';
  }
  if (
    one.kind === 'equation' &&
    one.sign === '=' &&
    other.kind === 'quantity' &&
    symbolsOf(one.left).length === 0
  ) {
    const rule = pair(plainQuantity(one.right), other);
    const isFalse =
      verdictOf(quantityRule(plainQuantity(one.left), plainQuantity(one.right), setting)) === 'wrong';
    return verdictOf(rule) === 'correct' && !isFalse ? rule : 'different-kind';
  }
  return null;
}

/** A matrix of one column or row against a tuple, any other one against a tuple of rows. */
function vectorRule(
  rows: readonly (readonly Reading[])[],
  items: readonly Reading[],
  pair: (a: Reading, b: Reading) => AnswerRule,
): AnswerRule {
  const isVector = rows.length === 1 || rows[0]?.length === 1;
  if (isVector && items.every(({ kind }) => kind !== 'tuple'))
    return listRule(rows.flat(), items, pair, 'tuple');
  const entries = items.map((item) => (item.kind === 'tuple' ? item.items : []));
  const isShaped =
    rows.length === entries.length && entries.every((row, i) => row.length === rows[i]?.length);
  return isShaped ? listRule(rows.flat(), entries.flat(), pair, 'matrix') : 'different-kind';
}

function recordRule(
  given: ReadonlyMap<string, Reading>,
  reference: ReadonlyMap<string, Reading>,
  pair: (a: Reading, b: Reading) => AnswerRule,
): AnswerRule {
  const names = [...given.keys()].sort();
  const others = [...reference.keys()].sort();
  if (names.join() !== others.join()) return 'variables-differ';
  const valuesOf = (fields: ReadonlyMap<string, Reading>) => names.flatMap((name) => fields.get(name) ?? []);
  return listRule(valuesOf(given), valuesOf(reference), pair, 'tuple');
}
