import type { PoolFacts } from '../candidate.ts';
import { type FactStage, type NarrowRow, outcomeOf } from '../stage.ts';

type Feature = 'trace' | 'domain' | 'attempts' | 'grade' | 'solution';

/**
 * Drops a question that lacks a feature which the recipe asks for: s1's gate on traces and nulls.
 * Source: s1, data/filter.ipynb (a trace exists; every feature column is non-null).
 * Differs: with `gate: available` (the default) a feature that no question of the pool has is not asked
 * for, so that a pool without any traces or grades is not emptied; `strict` is s1's rule.
 * `attempts` asks for a correct or wrong verdict of every solver known to the pool, since s1 grades both;
 * `grade` asks for one of a teacher's answer, the third column that s1 grades.
 * Evidence: the features that are missing. Margin: none.
 */
export const evidence: FactStage<'evidence'> = {
  name: 'evidence',
  shape: 'each',
  over: 'facts',
  notApplied(config, facts) {
    if (config.gate === 'strict' || config.features.some((feature) => inPool(feature, facts))) return null;
    return {
      why: `no question of the pool has any of: ${config.features.join(', ') || 'nothing is asked for'}`,
      mend: 'winnow signals import FILE',
    };
  },
  decide(row, config, facts) {
    if (config.mode === 'off') return outcomeOf([]);
    const asked = config.features.filter((feature) => config.gate === 'strict' || inPool(feature, facts));
    const missing = asked.filter((feature) => !has(row, feature, facts));
    if (missing.length === 0) return outcomeOf([]);
    const finding = {
      reason: 'missing-signal' as const,
      evidence: { missing, asked, gate: config.gate },
      margin: null,
    };
    return outcomeOf([{ finding, effect: config.mode }]);
  },
  *turns({ findings }, config) {
    const missing = (findings[0]?.evidence.missing ?? []) as readonly string[];
    if (config.gate === 'strict') yield [{ key: 'gate', value: 'available' }];
    yield [{ key: 'features', value: config.features.filter((feature) => !missing.includes(feature)) }];
  },
};

/** True where at least one question of the pool has the feature. */
export function inPool(feature: Feature, facts: PoolFacts): boolean {
  switch (feature) {
    case 'trace':
      return facts.traces;
    case 'domain':
      return facts.labels;
    case 'attempts':
      return facts.solvers.length > 0;
    case 'grade':
      return facts.teachers.length > 0;
    case 'solution':
      return facts.solutions;
  }
}

function has(row: NarrowRow, feature: Feature, facts: PoolFacts): boolean {
  switch (feature) {
    case 'trace':
      return row.evidence.traceTokens !== null;
    case 'domain':
      return row.evidence.label !== null;
    case 'solution':
      return row.hasSolution;
    case 'grade':
      return facts.teachers.some((teacher) => isGraded(row, teacher));
    case 'attempts':
      return facts.solvers.length > 0 && facts.solvers.every((solver) => isGraded(row, solver));
  }
}

const isGraded = (row: NarrowRow, by: string): boolean =>
  row.evidence.attempts.some(
    ({ model, verdict }) => model === by && (verdict === 'correct' || verdict === 'wrong'),
  );
