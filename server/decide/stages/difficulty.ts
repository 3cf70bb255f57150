import type { ConfigOf } from '../../../shared/schemas/recipe.ts';
import type { Attempt, EstimatesByDomain, PoolFacts } from '../candidate.ts';
import { cutOf, isGraded, shareToKeep } from '../difficulty/cut.ts';
import { isSolved, type PassRate, passRateOf } from '../difficulty/solved.ts';
import {
  type FactStage,
  type Finding,
  KEPT,
  type NarrowRow,
  type Outcome,
  outcomeOf,
  type Setting,
} from '../stage.ts';

type Config = ConfigOf<'difficulty'>;

/**
 * Drops a question that solvers answer, by the rule of the recipe; the default is s1's, where any correct attempt drops.
 * Source: s1 section 2.2 and data/filter.ipynb (the 7B or the 32B attempt is graded correct).
 * `unverifiable` and missing verdicts count neither way: null is not wrong, and not correct either.
 * Evidence: the attempts, model and verdict, and their pass rate. Margin: how far from turning (difficulty/solved.ts).
 *
 * A question without a graded attempt stays, or with `missing: estimate` if its estimated difficulty is at least that
 * of its domain's cut, which is taken over the whole pool, so that no other stage moves it.
 * Evidence: estimate, cut, domain, and the share of the domain that would keep it. Margin: estimate less cut.
 */
export const difficulty: FactStage<'difficulty'> = {
  name: 'difficulty',
  shape: 'each',
  over: 'facts',
  notApplied(config, facts) {
    if (solversOf(config, facts).length > 0) return null;
    if (config.missing === 'keep' || facts.estimates === undefined)
      return { why: 'no solver has tried the questions of the pool', mend: 'winnow signals import FILE' };
    if ('byDomain' in facts.estimates) return null;
    return {
      why: `no solver has tried the questions of the pool, and ${facts.estimates.why}`,
      mend: 'winnow attempts collect --model M --endpoint URL, or winnow signals import FILE',
    };
  },
  decide(row, config, facts) {
    if (config.mode === 'off') return KEPT;
    const counted = attemptsThatCount(row, config, facts);
    return counted.some(isGraded) ? byAttempts(counted, config) : byEstimate(row, config, facts);
  },
  *turns({ row, findings }, config, facts) {
    const { turnsAt, passRate } = findings[0]?.evidence ?? {};
    if (typeof turnsAt === 'number') {
      yield [{ key: 'harder', value: turnsAt }];
      yield [{ key: 'missing', value: 'keep' }];
      return;
    }
    if (isPassRate(passRate)) yield* ratesThatKeep(passRate, config);
    yield* solversThatFailed(row, config, facts);
  },
};

/** The threshold that the share of correct attempts just does not pass, where the rule has one. */
function* ratesThatKeep({ correct, graded, low }: PassRate, { rule }: Config): Generator<readonly Setting[]> {
  if (rule === 'pass-rate') yield [{ key: 'passRate', value: correct / graded }];
  if (rule === 'surely-above') yield [{ key: 'passRate', value: low }];
}

/** Without those who solved it, nobody may be left who tried: then an estimate would decide. */
function* solversThatFailed(
  { evidence }: NarrowRow,
  config: Config,
  facts: PoolFacts,
): Generator<readonly Setting[]> {
  const solved = new Set(
    evidence.attempts.filter(({ verdict }) => verdict === 'correct').map(({ model }) => model),
  );
  const left = solversOf(config, facts).filter((model) => !solved.has(model));
  if (left.length === 0) return;
  yield [{ key: 'solvers', value: left }];
  if (config.missing === 'estimate')
    yield [
      { key: 'solvers', value: left },
      { key: 'missing', value: 'keep' },
    ];
}

const isPassRate = (value: unknown): value is PassRate =>
  typeof value === 'object' && value !== null && 'graded' in value && 'low' in value;

/** True where the estimate decides about a question, since no attempt does. */
export const isEstimated = (row: NarrowRow, config: Config, facts: PoolFacts): boolean =>
  config.mode !== 'off' &&
  estimatesFor(config, facts) !== null &&
  typeof row.estimate === 'number' &&
  !attemptsThatCount(row, config, facts).some(isGraded);

/** Null where no estimate is asked for, or none could be made. */
const estimatesFor = ({ missing }: Config, { estimates }: PoolFacts): EstimatesByDomain | null =>
  missing === 'estimate' && estimates !== undefined && 'byDomain' in estimates ? estimates.byDomain : null;

/** The solvers whose attempts count: those named, else all that the pool knows. */
export const solversOf = (config: Config, facts: PoolFacts): readonly string[] =>
  config.solvers.length > 0 ? config.solvers.filter((name) => facts.solvers.includes(name)) : facts.solvers;

function attemptsThatCount({ evidence }: NarrowRow, config: Config, facts: PoolFacts): readonly Attempt[] {
  if (evidence.attempts.length === 0) return evidence.attempts;
  const solvers = solversOf(config, facts);
  return evidence.attempts.filter(({ model }) => solvers.includes(model));
}

function byAttempts(counted: readonly Attempt[], config: Config): Outcome {
  const rate = passRateOf(counted, config);
  const { solved, margin } = isSolved(counted, rate, config);
  if (!solved || config.mode === 'off') return KEPT;
  const attempts = counted.map(({ model, verdict }) => ({ model, verdict }));
  const evidence = { attempts, passRate: rate };
  return outcomeOf([{ finding: { reason: 'solved', evidence, margin }, effect: config.mode }]);
}

function byEstimate(row: NarrowRow, config: Config, facts: PoolFacts): Outcome {
  const estimates = estimatesFor(config, facts);
  const { estimate } = row;
  if (config.mode === 'off' || estimates === null || typeof estimate !== 'number') return KEPT;
  const cut = cutOf(estimates, row.domain, config.harder);
  const margin = Math.round((estimate - cut) * 1e6) / 1e6; // both have six digits
  if (margin >= 0) return { kept: true, margin: Number.isFinite(margin) ? margin : null, notes: [] };
  const turnsAt = shareToKeep(estimates, row.domain, estimate);
  const finding: Finding = {
    reason: 'easy-by-estimate',
    evidence: { estimate, cut, domain: row.domain, turnsAt },
    margin,
  };
  return outcomeOf([{ finding, effect: config.mode }]);
}
