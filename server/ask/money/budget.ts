import { WinnowError } from '../../../shared/error.ts';
import { type Cost, costOf, wholeMicroUsd } from './micro-usd.ts';
import { ENOUGH_OUTPUTS, isTokens, type Prior } from './prior.ts';
import { createQuantiles } from './quantile.ts';

export { type CostEstimate, estimateCost } from './estimate.ts';
export type { Prior } from './prior.ts';

/** Money set aside for one call; the first of the two words ends it, later ones change nothing. */
export interface Reservation {
  /** Whole micro-dollars. */
  readonly microUsd: number;
  /**
   * The call was paid.
   * @param costMicroUsd null where nobody says: then it counts as what was reserved
   * @param outputTokens thoughts and answer together; null where nobody says
   */
  settle(costMicroUsd: number | null, outputTokens: number | null): void;
  /** It was not: nothing was sent, or the provider refused it unread. */
  release(): void;
}

/** All in whole micro-dollars. */
export interface Budget {
  /**
   * Sets aside what a call may cost.
   * @param credit part of what is spent that is about to be taken back for it
   * @returns null where spent, reserved and this together pass the ceiling
   */
  reserve(promptTokens: number, how?: 'online' | 'batch', credit?: number): Reservation | null;
  spent(): number;
  reserved(): number;
  /** What was counted as spent turned out to be so much more, or less. */
  correct(microUsd: number): void;
}

/**
 * Where nothing is known of a model's replies, so many output tokens are set aside for each: half of what Gemini
 * and the usual open teachers can write at most, and far above what they write on average.
 */
export const UNKNOWN_P95 = 32_768;

const SHARE = 0.95;

/**
 * A ceiling in money that is held before a call leaves. A call reserves its prompt and the 95th percentile of
 * output: of the outputs so far once there are 20, before that the prior's, else UNKNOWN_P95. While replies cost
 * no more than their reservation, spent never passes the ceiling; one reply in twenty may, and is then counted
 * whole, so that the next calls have less.
 * @param o.ceiling null: none
 * @param o.spent by earlier processes; `o.outputs` are their replies' output tokens
 * @throws WinnowError `bad-usage` for a ceiling that is no amount, or one over a model without a price
 */
export function createBudget(o: {
  ceiling: number | null;
  spent: number;
  outputs?: readonly number[];
  prior: Prior | null;
  cost: Cost;
  /** What a call costs that goes with a batch; `cost` where there is no such price. */
  batchCost?: Cost;
  /** Output tokens that a reply can have at most, by its settings. */
  most?: number | null;
}): Budget {
  checkCeiling(o.ceiling, o.cost);
  const outputs = createQuantiles();
  for (const output of o.outputs ?? []) if (isTokens(output)) outputs.add(output);
  let spent = wholeMicroUsd(o.spent) ?? 0;
  let reserved = 0;
  const outputAhead = (): number =>
    Math.min(
      outputs.count() >= ENOUGH_OUTPUTS ? outputs.at(SHARE) : (o.prior?.p95 ?? UNKNOWN_P95),
      o.most ?? Number.POSITIVE_INFINITY,
    );

  return {
    reserve(promptTokens, how = 'online', credit = 0) {
      const price = how === 'batch' ? (o.batchCost ?? o.cost) : o.cost;
      const microUsd = costOf(price, isTokens(promptTokens) ? promptTokens : 0, outputAhead()) ?? 0;
      if (o.ceiling !== null && spent - credit + reserved + microUsd > o.ceiling) return null;
      reserved += microUsd;
      let open = true;
      const end = (paid: number): void => {
        if (!open) return;
        open = false;
        reserved -= microUsd;
        spent += paid;
      };
      return {
        microUsd,
        settle(costMicroUsd, outputTokens) {
          if (open && isTokens(outputTokens)) outputs.add(outputTokens);
          end(wholeMicroUsd(costMicroUsd) ?? microUsd);
        },
        release: () => end(0),
      };
    },
    spent: () => spent,
    reserved: () => reserved,
    correct(microUsd) {
      spent = Math.max(0, spent + microUsd);
    },
  };
}

function checkCeiling(ceiling: number | null, cost: Cost): void {
  if (ceiling === null) return;
  if (!Number.isFinite(ceiling) || ceiling < 0)
    throw new WinnowError('bad-usage', `A budget is an amount of at least 0; ${ceiling} is none.`);
  if (costOf(cost, 1, 1) === null)
    throw new WinnowError(
      'bad-usage',
      'No price is known for this model, so that a budget can not be held; ask without one.',
    );
}
