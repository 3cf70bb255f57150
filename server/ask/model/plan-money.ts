import type { Workspace } from '../../db/workspace.ts';
import type { CostEstimate } from '../money/budget.ts';
import type { ModelOptions, OpenedTeacher } from './opened.ts';
import { moneyOf } from './work.ts';

/** What of a plan is about its ceiling. Unit: millionths of a dollar. */
export interface PlanMoney {
  /** What the collection has cost so far, calls whose end nobody saw included. */
  spentMicroUsd: number;
  /** What is set aside for one call of an average prompt; null where no price is known. */
  callMicroUsd: number | null;
}

/** @param prompts tokens of the prompts that would be sent */
export function planMoney(
  workspace: Workspace,
  collection: string,
  teacher: OpenedTeacher,
  prompts: readonly number[],
): PlanMoney {
  const spentMicroUsd = workspace.calls.totals(collection).chargedMicroUsd;
  if (teacher.pricing === null) return { spentMicroUsd, callMicroUsd: null };
  const mean = prompts.reduce((sum, n) => sum + n, 0) / Math.max(1, prompts.length);
  const money = moneyOf(workspace, { collection, teacher }, {});
  return { spentMicroUsd, callMicroUsd: money.holdNow(Math.ceil(mean))?.microUsd ?? null };
}

/** What a ceiling is too small for, a sentence each. */
export function moneyWarnings(
  { budgetUsd }: Pick<ModelOptions, 'budgetUsd'>,
  { calls, microUsd }: CostEstimate,
  { spentMicroUsd, callMicroUsd }: PlanMoney,
): string[] {
  if (budgetUsd === undefined || calls === 0 || callMicroUsd === null) return [];
  const left = budgetUsd * 1e6 - spentMicroUsd;
  if (left < callMicroUsd)
    return [
      `The ceiling does not reach for one call: ${usd(Math.max(0, left))} is left of it, and up to ${usd(callMicroUsd)} is set aside for each.`,
    ];
  if (microUsd === null || left >= microUsd.mean) return [];
  const fit = Math.max(1, Math.floor((left / microUsd.mean) * calls));
  return [
    `The ceiling stops it before its end, after about ${fit} of ${calls} calls: ${usd(left)} is left of it.`,
  ];
}

/** Millionths of a dollar as dollars: with cents, or where there are none with what tells something. */
export const usd = (micro: number): string => {
  const dollars = micro / 1e6;
  return `$${dollars === 0 || dollars >= 0.1 ? dollars.toFixed(2) : String(Number(dollars.toPrecision(2)))}`;
};
