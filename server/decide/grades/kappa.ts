import type { GraderRule } from '../../../shared/schemas/grade-rules.ts';
import { wilsonInterval } from '../../algorithms/wilson.ts';

/** Agreement of a grader with people. */
export interface Kappa {
  /** Cohen's kappa; null where there is nothing to compare, or both gave one and the same verdict throughout. */
  kappa: number | null;
  /** Interval of 95 %; null with it, and where its standard error can not be told. */
  low: number | null;
  high: number | null;
  /** Pairs of verdicts. */
  n: number;
  /** Share of pairs that agree; null for no pairs. */
  agreement: number | null;
}

const Z = 1.959964;

/**
 * Cohen's kappa (1960) of pairs of verdicts on the same answers, with the interval by the asymptotic standard error of
 * Fleiss, Cohen and Everitt (1969, Psychological Bulletin 72, formula 13).
 * Differs: where all pairs agree that error is 0 and says nothing; the lower end then follows from the interval of
 * the agreement by Wilson (1927), at the chance agreement found. Where it is 0 and not all pairs agree, as of one pair
 * that differs, it says nothing either, and no interval is told.
 */
export function kappa(pairs: readonly (readonly [grader: string, human: string])[]): Kappa {
  const n = pairs.length;
  if (n === 0) return { kappa: null, low: null, high: null, n, agreement: null };
  const verdicts = [...new Set(pairs.flat())].sort();
  const shares = verdicts.map((one) =>
    verdicts.map((other) => pairs.filter(([grader, human]) => grader === one && human === other).length / n),
  );
  const rows = shares.map(sum);
  const columns = verdicts.map((_, j) => sum(shares.map((row) => row[j] ?? 0)));
  const agreed = pairs.filter(([grader, human]) => grader === human).length;
  const agreement = agreed / n;
  const chance = sum(rows.map((share, i) => share * (columns[i] ?? 0)));
  if (chance > 1 - 1e-12) return { kappa: null, low: null, high: null, n, agreement };
  const value = (agreement - chance) / (1 - chance);
  const spread = variance(shares, rows, columns, agreement, chance);
  if (spread < 1e-12 && agreed < n) return { kappa: value, low: null, high: null, n, agreement };
  const error = Math.sqrt(spread / n) / (1 - chance) ** 2;
  const least = (wilsonInterval(agreed, n, Z).low - chance) / (1 - chance);
  const low = agreed === n ? least : Math.max(-1, value - Z * error);
  return { kappa: value, low, high: Math.min(1, value + Z * error), n, agreement };
}

/** The bracket of formula 13; not below 0, where rounding would put it. */
function variance(
  shares: readonly (readonly number[])[],
  rows: readonly number[],
  columns: readonly number[],
  agreement: number,
  chance: number,
): number {
  let total = -((agreement * chance - 2 * chance + agreement) ** 2);
  shares.forEach((row, i) => {
    row.forEach((share, j) => {
      const [own, other] = [(rows[i] ?? 0) + (columns[i] ?? 0), (columns[i] ?? 0) + (rows[j] ?? 0)];
      const factor = i === j ? 1 - chance - own * (1 - agreement) : (1 - agreement) * other;
      total += share * factor ** 2;
    });
  });
  return Math.max(0, total);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Whether the word of a grader counts, and a sentence that says why. */
export function graderCounts(found: Kappa, rule: GraderRule): { counts: boolean; says: string } {
  if (rule.verdicts === 0) return { counts: true, says: 'No agreement with people is asked for.' };
  if (found.n < rule.verdicts) {
    return {
      counts: false,
      says: `It was held against ${found.n} human verdicts, and ${rule.verdicts} are asked for.`,
    };
  }
  const reached = rule.bound === 'low' ? found.low : found.kappa;
  if (reached === null) {
    return {
      counts: false,
      says:
        found.kappa === null
          ? 'Its verdicts and those of people are all the same, so kappa can not be told.'
          : `Its kappa is ${found.kappa.toFixed(3)}, but how sure that is can not be told from so few kinds of verdicts.`,
    };
  }
  const what = rule.bound === 'low' ? 'The lower end of its kappa' : 'Its kappa';
  const counts = reached >= rule.kappa;
  return {
    counts,
    says: `${what} is ${reached.toFixed(3)}, ${counts ? 'and' : 'but'} ${rule.kappa} is asked for.`,
  };
}
