import type { PoolFacts } from '../candidate.ts';
import { evaluate, marginOf, ownValue } from '../own-signals/evaluate.ts';
import { namesIn, parseRule, type Rule } from '../own-signals/rule.ts';
import { turnedRule } from '../own-signals/turned.ts';
import { type FactStage, outcomeOf } from '../stage.ts';

/**
 * Drops a question whose imported signals do not meet the recipe's own rule. Where a signal that the rule needs is
 * missing, `missing` decides.
 * Evidence: the rule, the values that it read, and what was missing. Margin: the least move of numbers that turns it.
 */
export const signals: FactStage<'signals'> = {
  name: 'signals',
  shape: 'each',
  over: 'facts',
  notApplied(config, facts) {
    const names = namesIn(ruleOf(config.keep));
    if (names.some((name) => isKnown(name, facts))) return null;
    return {
      why: `no question of the pool has the signal ${names.join(' or ')}`,
      mend: 'winnow signals import FILE',
    };
  },
  decide(row, config, facts) {
    if (config.mode === 'off') return outcomeOf([]);
    const rule = ruleOf(config.keep);
    const names = namesIn(rule);
    if (!names.some((name) => isKnown(name, facts))) return outcomeOf([]);
    const own = row.evidence.own ?? {};
    const truth = evaluate(rule, own);
    const margin = marginOf(rule, own);
    if (truth ?? config.missing === 'keep') return { kept: true, margin, notes: [] };
    const values = Object.fromEntries(
      names.flatMap((name) => {
        const value = ownValue(name, own);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const missing = names.filter((name) => ownValue(name, own) === undefined);
    const evidence = { keep: config.keep, values, missing };
    return outcomeOf([{ finding: { reason: 'signal-rule', evidence, margin }, effect: config.mode }]);
  },
  *turns({ row }, config) {
    const turned = turnedRule(config, row.evidence.own ?? {});
    if (turned !== null) yield [turned];
  },
};

const isKnown = (name: string, { own = [] }: PoolFacts): boolean =>
  name.startsWith('tag:') || own.includes(name);

/** Rules are few and asked about every question. */
const parsed = new Map<string, Rule>();

function ruleOf(text: string): Rule {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const rule = parseRule(text, 'signals.keep');
  if (parsed.size > 100) parsed.clear();
  parsed.set(text, rule);
  return rule;
}
