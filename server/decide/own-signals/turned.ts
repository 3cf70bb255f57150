import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Setting } from '../stage.ts';
import { evaluate, type Values } from './evaluate.ts';
import { parseRule } from './rule.ts';

/**
 * The narrowest setting under which the rule keeps a question that it drops: where it is a single comparison of a
 * number, the threshold moved to that number; where signals are missing, `missing`; null for other rules, of which
 * none is the narrowest.
 */
export function turnedRule(config: ConfigOf<'signals'>, values: Values): Setting | null {
  const rule = parseRule(config.keep, 'signals.keep');
  if (evaluate(rule, values) === null) return { key: 'missing', value: 'keep' };
  if (rule.is === 'compare' && typeof rule.value === 'number' && Object.hasOwn(values, rule.name)) {
    const sign = rule.operator.startsWith('>') ? '>=' : rule.operator.startsWith('<') ? '<=' : '==';
    if (rule.operator !== '!=')
      return { key: 'keep', value: `${quoted(rule.name)} ${sign} ${values[rule.name]}` };
  }
  return null;
}

const quoted = (name: string): string =>
  /^[\p{L}_][\p{L}\p{N}_.:-]*$/u.test(name) && !/^(?:and|or|not|in|true|false)$/.test(name)
    ? name
    : `\`${name}\``;
