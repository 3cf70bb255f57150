import type { PriceRow } from '../../../shared/schemas/model.ts';
import type { Askable } from '../../comply/models.ts';
import { costMicroUsd, priceAt } from '../../comply/prices.ts';
import type { Shipped } from '../../comply/shipped.ts';
import type { Pricing } from '../loop/money.ts';
import type { Purpose } from '../model/opened.ts';
import type { Prior } from '../money/budget.ts';

/** The price rows of the day on which they are asked for; where that has none any more, those of the day of opening. */
export function pricingOf({ prices }: Shipped, { billedAs }: Askable, now: () => Date): Pricing | null {
  const rowAt = (tier: 'standard' | 'batch', at: Date): PriceRow | null =>
    priceAt(prices, { ...billedAs, tier, at: at.toISOString() });
  const opened = now();
  const first = rowAt('standard', opened);
  if (first === null) return null;
  return (mode) => {
    const tier = mode === 'batch' ? 'batch' : 'standard';
    const row = rowAt(tier, now()) ?? rowAt(tier, opened) ?? first;
    return {
      row: `${row.provider}/${row.model}/${row.tier}@${row.valid_from}`,
      cost: (usage) => costMicroUsd(row, usage),
    };
  };
}

/**
 * Where the registry knows the mean alone, the spread is taken as wide: a third to three times of it. What it does not
 * know of attempts is taken from traces; a grade or a label of a model that thinks is taken to be a quarter as long as
 * its traces, and hardly ever longer than one of them. Source: ours.
 */
export function priorOf({ row }: Askable, { name }: Purpose): Prior | null {
  const own = name === 'traces' || name === 'attempts' ? row.priors[name] : null;
  const known = own === null || own.mean === null ? row.priors.traces : own;
  if (known === null || known.mean === null) return null;
  if (name === 'grades' || name === 'labels') {
    const longest = known.mean;
    return { mean: longest / 4, low: longest / 40, high: longest, p95: longest };
  }
  const { mean, low, high, p95 } = known;
  return {
    mean,
    low: low ?? Math.round(mean / 3),
    high: high ?? 3 * mean,
    p95: p95 ?? Math.min(4 * mean, row.max_output_tokens ?? Number.MAX_SAFE_INTEGER),
  };
}
