import { pearson } from '../../algorithms/learning/rank-correlation.ts';
import { membersOf, spread, type Target, type Targets } from './scales.ts';

/** Turns scores into difficulties: a line whose ends are bent. */
export interface Scale {
  at: number;
  /** Above 0. */
  slope: number;
}

/** Puts scores of texts and labels of all groups on one scale. */
export interface Placing {
  /** What a label would be as a score. */
  scoreOf(target: Pick<Target, 'at' | 'standard'>): number;
  scale: Scale;
}

/** Fewest attempts that the scale is set by. Unit: labels. */
const LEAST_ATTEMPTS = 100;
/** Standard deviation of a uniform share: what levels alone are spread to. */
const UNIFORM = 0.28867513459481287;

/**
 * Linear (mean-sigma) equating, the usual linking of tests that share no questions but a common measure (Kolen and
 * Brennan 2014, ch. 4): the labels of a group get the mean and the spread that its texts have by their scores; the
 * spread of scores is widened by what they miss (their correlation with the labels).
 * Where enough questions were tried, a difficulty is the share of attempts that are expected to be wrong (least squares
 * on held-out scores); by levels alone it is, as far as can be told, the share of labelled questions that are easier,
 * with 0.5 in the middle.
 */
export function placing(scores: Float64Array, targets: Targets, groups: number): Placing {
  const { rows, ats, standards } = targets;
  const own = Float64Array.from(rows, (row) => scores[row]!);
  const members = membersOf(ats, groups);
  const within = Array.from({ length: groups }, (_, group) =>
    spread(Float64Array.from(members(group), (i) => own[i]!)),
  );
  const centred = own.map((score, i) => score - within[ats[i]!]!.mean);
  const share = Math.max(LEAST_SHARE, pearson(centred, standards) ?? 0);
  const { deviation } = spread(centred);
  const slope = deviation > 0 ? (UNIFORM * share) / deviation : UNIFORM;
  return {
    scoreOf: ({ at, standard }) => within[at]!.mean + (standard * within[at]!.deviation) / share,
    scale: attemptScale(own, targets) ?? { at: 0.5 - slope * spread(own).mean, slope },
  };
}

/** A score as a difficulty, above 0 and below 1; strictly growing. */
export const difficultyAt = (score: number, { at, slope }: Scale): number => squeezed(at + slope * score);

/** Scores that tell less than that of the labels (by their correlation within groups) are not widened any further. */
const LEAST_SHARE = 0.1;

/**
 * Least squares of the share of wrong attempts on scores; null for too few, or where harder texts fail no more.
 * @param own scores by target
 */
function attemptScale(own: Float64Array, targets: Targets): Scale | null {
  const isTried = (_: number, i: number): boolean => targets.isAttempt(i);
  const [scores, values] = [own.filter(isTried), targets.values.filter(isTried)];
  if (scores.length < LEAST_ATTEMPTS) return null;
  const score = spread(scores);
  const wrong = spread(values);
  let both = 0;
  for (let i = 0; i < scores.length; i++) both += (scores[i]! - score.mean) * (values[i]! - wrong.mean);
  const slope = both / scores.length / (score.deviation * score.deviation);
  return slope > 0 ? { at: wrong.mean - slope * score.mean, slope } : null;
}

/** Within this of 0 and 1 a difficulty is bent, so that it never gets there and no two become one. */
const EDGE = 0.1;

/** The same in the middle; towards either end a hyperbola that keeps the order. */
function squeezed(value: number): number {
  if (value < EDGE) return (EDGE * EDGE) / (2 * EDGE - value);
  return value > 1 - EDGE ? 1 - (EDGE * EDGE) / (value - 1 + 2 * EDGE) : value;
}
