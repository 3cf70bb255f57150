import type { Collection, Reading } from '../reading/readings.ts';
import type { Node } from '../reading/syntax.ts';
import { type AnswerRule, verdictOf } from '../rules.ts';

type Pair = (a: Reading, b: Reading) => AnswerRule;

/** Longer lists are compared in order only. */
const LONGEST = 30;

const isSame = (rule: AnswerRule): boolean => verdictOf(rule) === 'correct';
const isWrong = (rule: AnswerRule): boolean => verdictOf(rule) === 'wrong';

/** Entry by entry: tuples, or the entries of matrices. */
export function listRule(
  given: readonly Reading[],
  reference: readonly Reading[],
  pair: Pair,
  kind: 'tuple' | 'matrix',
): AnswerRule {
  if (given.length !== reference.length) return 'different-tuple';
  const rules = given.map((item, i) => {
    const other = reference[i];
    return other === undefined ? 'different-kind' : pair(item, other);
  });
  if (rules.every(isSame)) return rules.includes('within-rounding') ? 'within-rounding' : `same-${kind}`;
  if (rules.some(isWrong)) return `different-${kind}`;
  return rules.find((rule) => !isSame(rule)) ?? 'not-decided';
}

/**
 * A list without order against another one. Sets in braces hold each thing once. A list in order against one
 * without is the same where the order agrees; where only the things agree, that is told.
 */
export function collectionsRule(
  given: Collection,
  reference: Collection | Extract<Reading, { kind: 'tuple' }>,
  pair: Pair,
): AnswerRule {
  const [a, b] = [given.items, reference.items];
  if (reference.kind === 'tuple' || a.length > LONGEST || b.length > LONGEST) {
    const inOrder = listRule(a, b, pair, 'tuple');
    if (isSame(inOrder)) return inOrder;
    if (a.length > LONGEST || b.length > LONGEST) return 'not-decided';
    const asSet = setRule(a, b, pair, false);
    return isSame(asSet) ? 'equal-in-part' : asSet;
  }
  const areSets = given.joint === 'braces' && reference.joint === 'braces';
  return setRule(a, b, pair, areSets);
}

function setRule(a: readonly Reading[], b: readonly Reading[], pair: Pair, areSets: boolean): AnswerRule {
  const rules = a.map((item) => b.map((other) => pair(item, other)));
  const left = rules.map((row) => row.some(isSame));
  const right = b.map((_, j) => rules.some((row) => isSame(row[j] ?? 'not-decided')));
  const isWhole = left.every(Boolean) && right.every(Boolean);
  if (isWhole && (areSets || isMatching(rules, b.length)))
    return rules.flat().includes('same-number') || !rules.flat().includes('within-rounding')
      ? 'same-set'
      : 'within-rounding';
  const isStray =
    rules.some((row) => row.every(isWrong)) ||
    b.some((_, j) => rules.every((row) => isWrong(row[j] ?? 'not-decided')));
  return isStray && a.length > 0 && b.length > 0 ? 'different-set' : 'equal-in-part';
}

/** Whether each has a partner of its own: taken in order, since sameness is an equivalence but for rounding. */
function isMatching(rules: readonly (readonly AnswerRule[])[], size: number): boolean {
  if (rules.length !== size) return false;
  const taken = new Set<number>();
  for (const row of rules) {
    const at = row.findIndex((rule, j) => isSame(rule) && !taken.has(j));
    if (at < 0) return false;
    taken.add(at);
  }
  return true;
}

/** A list against a single thing: one of several is no answer, and none of them is a wrong one. */
export function offeredRule(list: Collection, single: Reading, pair: Pair): AnswerRule {
  const rules = list.items.map((item) => pair(item, single));
  const [first] = rules;
  if (list.items.length === 1 && first !== undefined) return first;
  if (list.joint === 'or' || list.joint === 'plus-minus') return 'several-answers';
  if (mayBeDecimal(list, single)) return 'two-readings';
  return rules.every(isWrong) ? 'different-set' : 'equal-in-part';
}

/** Whether `3,14` may have been meant for the number 3.14. */
function mayBeDecimal({ items, joint }: Collection, single: Reading): boolean {
  const [whole, part] = items.map(numberIn);
  if (joint !== 'comma' || items.length !== 2 || whole?.type !== 'number' || part?.type !== 'number')
    return false;
  const value = numberIn(single);
  return value?.type === 'number' && value.value.d !== 1n && value.value.n / value.value.d === whole.value.n;
}

const numberIn = (reading: Reading): Node | null => (reading.kind === 'quantity' ? reading.value : null);
