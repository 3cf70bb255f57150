import type { Usage } from '../provider.ts';

export interface Prior {
  mean: number;
  low: number;
  high: number;
  p95: number;
}
export interface Budget {
  reserve(promptTokens: number): Reservation | null;
  spent(): number;
  reserved(): number;
}
export interface Reservation {
  settle(costMicroUsd: number | null, outputTokens: number | null): void;
  release(): void;
}
export function createBudget(o: {
  ceiling: number | null;
  spent: number;
  outputs?: readonly number[];
  prior: Prior | null;
  cost: (usage: Usage) => number | null;
}): Budget {
  let spent = o.spent;
  let reserved = 0;
  return {
    reserve(promptTokens) {
      const amount =
        o.cost({ prompt: promptTokens, cached: null, thoughts: 0, answer: o.prior?.p95 ?? 1000 }) ?? 0;
      if (o.ceiling !== null && spent + reserved + amount > o.ceiling) return null;
      reserved += amount;
      return {
        settle(cost) {
          reserved -= amount;
          spent += cost ?? amount;
        },
        release() {
          reserved -= amount;
        },
      };
    },
    spent: () => spent,
    reserved: () => reserved,
  };
}
export interface CostEstimate {
  calls: number;
  microUsd: { mean: number; low: number; high: number } | null;
  outputTokens: { mean: number; low: number; high: number } | null;
}
export function estimateCost(o: {
  promptTokens: readonly number[];
  prior: Prior | null;
  outputs: readonly number[];
  cost: (usage: Usage) => number | null;
}): CostEstimate {
  return { calls: o.promptTokens.length, microUsd: null, outputTokens: null };
}
