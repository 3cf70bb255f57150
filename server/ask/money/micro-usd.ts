import type { Usage } from '../provider.ts';

/** What a call costs by its usage, in micro-dollars; null where no price is known. */
export type Cost = (usage: Usage) => number | null;

/**
 * Whole micro-dollars, rounded up; null for what is no amount. A hair above a whole number is the dust of binary
 * fractions (3 x 0.1 is 0.30000000000000004) and not a part of a micro-dollar.
 */
export function wholeMicroUsd(amount: number | null): number | null {
  if (amount === null || !(amount >= 0) || amount > Number.MAX_SAFE_INTEGER) return null;
  const nearest = Math.round(amount);
  return Math.abs(amount - nearest) <= 1e-9 + 1e-13 * amount ? nearest : Math.ceil(amount);
}

/** The cost of a prompt and a reply of so many tokens, in whole micro-dollars. */
export const costOf = (cost: Cost, prompt: number, output: number): number | null =>
  wholeMicroUsd(cost({ prompt, cached: 0, thoughts: 0, answer: output }));
