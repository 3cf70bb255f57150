import type { PriceRow } from '../../shared/schemas/model.ts';

export type PriceTier = PriceRow['tier'];

/**
 * The price that holds at a time: the row for the model itself before one for every model of the provider, and of
 * several that hold, the one that was read last. A tier without a price of its own costs what `standard` costs,
 * so that a budget never counts on a discount that nobody has read of.
 * @param query.at RFC 3339 or a day, UTC
 * @returns null where no price is known
 */
export function priceAt(
  prices: readonly PriceRow[],
  { provider, model, tier, at }: { provider: string; model: string; tier: PriceTier; at: string },
): PriceRow | null {
  const on = at.slice(0, 10);
  const holding = prices.filter(
    (row) =>
      row.provider === provider &&
      (row.model === model || row.model === '*') &&
      row.valid_from <= on &&
      (row.valid_to === null || on < row.valid_to),
  );
  const byFit = (a: PriceRow, b: PriceRow): number =>
    Number(a.model === '*') - Number(b.model === '*') ||
    Number(b.tier === tier) - Number(a.tier === tier) ||
    descending(a.read_on, b.read_on) ||
    descending(a.valid_from, b.valid_from);
  return holding.filter((row) => row.tier === tier || row.tier === 'standard').sort(byFit)[0] ?? null;
}

const descending = (a: string, b: string): number => Number(a < b) - Number(a > b);

/** Tokens of a call; `thoughts` and `answer` do not overlap, `cached` is part of `prompt`. Null: not said. */
export interface BilledUsage {
  prompt: number | null;
  cached: number | null;
  thoughts: number | null;
  answer: number | null;
}

/** Millionths of a dollar for a million tokens are 10^-12 dollars for one. */
const PER_MICRO = 1_000_000n;

/**
 * What a call costs. Unit: millionths of a US dollar, rounded up once. Exact: whole numbers throughout.
 * Thoughts that are not told apart are part of the answer, and no word about a cache means that there was none.
 * @returns null where the tokens of prompt or answer are not known, or a count is none
 */
export function costMicroUsd(row: PriceRow, usage: BilledUsage): number | null {
  const { prompt, answer } = usage;
  const [cached, thoughts] = [usage.cached ?? 0, usage.thoughts ?? 0];
  if (isFree(row)) return 0;
  if (prompt === null || answer === null || ![prompt, answer, cached, thoughts].every(isCount)) return null;
  const input = picoUsd(row.inputUsdPerMillion);
  const discounted = row.cachedUsdPerMillion === null ? input : picoUsd(row.cachedUsdPerMillion);
  const read = BigInt(Math.min(cached, prompt));
  const total =
    (BigInt(prompt) - read) * input +
    read * discounted +
    (BigInt(thoughts) + BigInt(answer)) * picoUsd(row.outputUsdPerMillion);
  const micro = (total + PER_MICRO - 1n) / PER_MICRO;
  return micro > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(micro);
}

const isCount = (n: number): boolean => Number.isSafeInteger(n) && n >= 0;

const isFree = (row: PriceRow): boolean =>
  [row.inputUsdPerMillion, row.outputUsdPerMillion].every((text) => picoUsd(text) === 0n);

/** A decimal of at most six places, of dollars a million tokens, as 10^-12 dollars a token. */
function picoUsd(text: string): bigint {
  const [whole = '0', places = ''] = text.split('.');
  return BigInt(whole) * 1_000_000n + BigInt(places.padEnd(6, '0'));
}
