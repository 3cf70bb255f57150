import type { OwnValue } from '../candidate.ts';
import type { Operator, Rule } from './rule.ts';

/** Values of a question by the names of its signals. */
export type Values = Readonly<Record<string, OwnValue>>;

/** True, false, or null where it can not be told for want of a signal. */
export type Truth = boolean | null;

/**
 * What a rule says of a question, in Kleene's three-valued logic: false and anything is false, true or anything is
 * true, else what is missing leaves the whole open. A value of another kind than it is compared with counts as
 * missing; a tag (`tag:NAME`) is never missing.
 */
export function evaluate(rule: Rule, values: Values): Truth {
  switch (rule.is) {
    case 'not': {
      const of = evaluate(rule.of, values);
      return of === null ? null : !of;
    }
    case 'and':
      return both(evaluate(rule.left, values), evaluate(rule.right, values), false);
    case 'or':
      return both(evaluate(rule.left, values), evaluate(rule.right, values), true);
    case 'in': {
      const value = ownValue(rule.name, values);
      if (value === undefined || rule.values.every((one) => typeof one !== typeof value)) return null;
      return rule.values.includes(value);
    }
    case 'compare':
      return compared(ownValue(rule.name, values), rule.operator, rule.value);
  }
}

/** `settles` is the value that decides alone: false for `and`, true for `or`. */
function both(left: Truth, right: Truth, settles: boolean): Truth {
  if (left === settles || right === settles) return settles;
  return left === null || right === null ? null : !settles;
}

export function ownValue(name: string, values: Values): OwnValue | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  return name.startsWith('tag:') ? false : undefined;
}

function compared(value: OwnValue | undefined, operator: Operator, with_: OwnValue): Truth {
  if (value === undefined || typeof value !== typeof with_) return null;
  switch (operator) {
    case '==':
      return value === with_;
    case '!=':
      return value !== with_;
    case '>=':
      return value >= with_;
    case '<=':
      return value <= with_;
    case '>':
      return value > with_;
    case '<':
      return value < with_;
  }
}

/**
 * How far a rule is from turning: the least sum of moves of its numbers that turns it, each in its own unit.
 * Null where no move of a number alone turns it. Comparisons that share a signal are moved one by one.
 */
export function marginOf(rule: Rule, values: Values): number | null {
  const truth = evaluate(rule, values);
  return truth === null ? null : costTo(!truth, rule, values);
}

/** The least sum of moves after which the rule has this value; 0 where it has it. */
function costTo(wanted: boolean, rule: Rule, values: Values): number | null {
  switch (rule.is) {
    case 'not':
      return costTo(!wanted, rule.of, values);
    case 'and':
    case 'or': {
      const left = costTo(wanted, rule.left, values);
      const right = costTo(wanted, rule.right, values);
      const needsBoth = (rule.is === 'and') === wanted;
      if (needsBoth) return left === null || right === null ? null : left + right;
      return left === null || right === null ? (left ?? right) : Math.min(left, right);
    }
    default: {
      const truth = evaluate(rule, values);
      if (truth === wanted) return 0;
      const value = ownValue(rule.name, values);
      if (rule.is === 'in' || typeof value !== 'number' || typeof rule.value !== 'number') return null;
      return rule.operator === '!=' ? null : Math.abs(value - rule.value);
    }
  }
}
