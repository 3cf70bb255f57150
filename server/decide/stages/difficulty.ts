import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Attempt, PoolFacts } from '../candidate.ts';
import { type FactStage, outcomeOf } from '../stage.ts';

/**
 * Drops a question that any solver answered correctly; where nobody tried, the gate stands open.
 * Source: s1 section 2.2 and data/filter.ipynb (the 7B or the 32B attempt is graded correct).
 * `unverifiable` and missing verdicts never drop: null is not wrong, and not correct either.
 * Evidence: the attempts, model and verdict. Margin: how many correct verdicts would have to turn.
 */
export const difficulty: FactStage<'difficulty'> = {
  name: 'difficulty',
  shape: 'each',
  over: 'facts',
  notApplied(config, facts) {
    if (solversOf(config, facts).length > 0) return null;
    return { why: 'no solver has tried the questions of the pool', mend: 'winnow signals import FILE' };
  },
  decide(row, config, facts) {
    if (config.mode === 'off') return outcomeOf([]);
    const solvers = solversOf(config, facts);
    const counted = row.evidence.attempts.filter(({ model }) => solvers.includes(model));
    const correct = counted.filter(isCorrect).length;
    if (correct === 0) return outcomeOf([]);
    const evidence = { attempts: counted.map(({ model, verdict }) => ({ model, verdict })) };
    return outcomeOf([{ finding: { reason: 'solved', evidence, margin: correct }, effect: config.mode }]);
  },
  *turns({ row }, config, facts) {
    const solved = new Set(row.evidence.attempts.filter(isCorrect).map(({ model }) => model));
    const left = solversOf(config, facts).filter((model) => !solved.has(model));
    if (left.length > 0) yield [{ key: 'solvers', value: left }];
  },
};

/** The solvers whose attempts count: those named, else all that the pool knows. */
export const solversOf = (config: ConfigOf<'difficulty'>, facts: PoolFacts): readonly string[] =>
  config.solvers.length > 0 ? config.solvers.filter((name) => facts.solvers.includes(name)) : facts.solvers;

const isCorrect = ({ verdict }: Attempt): boolean => verdict === 'correct';
