import { type Bound, plainQuantity, type Region } from '../reading/readings.ts';
import { union } from '../reading/regions.ts';
import { type AnswerRule, verdictOf } from '../rules.ts';
import { quantityRule } from './compare-quantities.ts';
import type { Setting } from './setting.ts';

/** Two sets of real numbers: part by part, once both are sorted and touching parts are joined. */
export function regionRule(given: Region, reference: Region, setting: Setting): AnswerRule {
  if (given.variable !== null && reference.variable !== null && given.variable !== reference.variable)
    return 'variables-differ';
  const [a, b] = [union([given]) ?? given, union([reference]) ?? reference];
  if (a.parts.length !== b.parts.length)
    return union([given]) && union([reference]) ? 'different-interval' : 'not-decided';
  const rules = a.parts.flatMap((part, i) => {
    const other = b.parts[i];
    return [endRule(part.low, other?.low ?? null, setting), endRule(part.high, other?.high ?? null, setting)];
  });
  if (rules.every((rule) => verdictOf(rule) === 'correct'))
    return rules.includes('within-rounding') ? 'within-rounding' : 'same-interval';
  if (rules.some((rule) => verdictOf(rule) === 'wrong')) return 'different-interval';
  return rules.find((rule) => verdictOf(rule) === 'unverifiable') ?? 'not-decided';
}

function endRule(given: Bound | null, reference: Bound | null, setting: Setting): AnswerRule {
  if (given === null || reference === null) return given === reference ? 'same-number' : 'different-number';
  const rule = quantityRule(plainQuantity(given.at), plainQuantity(reference.at), setting);
  if (verdictOf(rule) !== 'correct' || given.closed === reference.closed) return rule;
  return 'different-interval';
}
