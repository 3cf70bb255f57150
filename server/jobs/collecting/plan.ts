import { createHash } from 'node:crypto';
import { WinnowError } from '../../../shared/error.ts';
import type { CollectOrder } from '../../../shared/schemas/collect-order.ts';
import type { CollectPlan, CostRange, Refusal } from '../../../shared/schemas/collect-plan.ts';
import type { Effect } from '../../../shared/vocabulary/flags.ts';
import type { PolicyName } from '../../../shared/vocabulary/policies.ts';
import { PROBE_PROMPT } from '../../ask/model/collect.ts';
import { acceptedFlags } from '../../ask/model/consent.ts';
import type { ModelOptions, OpenedTeacher } from '../../ask/model/opened.ts';
import { checkOptions, checkPrice, checkWorkers } from '../../ask/model/options.ts';
import { type ModelPlan, planModelCollection } from '../../ask/model/plan.ts';
import { probed } from '../../ask/model/probing.ts';
import { wantedOf } from '../../ask/wanted.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { CollectingEffects } from './effects.ts';
import { optionsFrom } from './order.ts';

/**
 * What an order would do and cost, which flags its traces would carry, and why a start would be refused. Nothing is
 * asked and nothing stored; with `probe` the provider is asked about the model, for free.
 * @throws WinnowError as `collectFromModel` where there is nothing to plan: no such run, model or scope
 */
export async function planCollecting(
  workspace: Workspace,
  order: CollectOrder,
  effects: CollectingEffects,
  { actor, probe, signal }: { actor: string; probe: boolean; signal: AbortSignal },
): Promise<CollectPlan> {
  const options = optionsFrom(workspace, effects.data, order, actor);
  checkOptions(options);
  checkWorkers(options, { board: true });
  wantedOf(options);
  const teacher = await effects.openForPlan(workspace, options);
  const plan = planModelCollection(workspace, options, teacher, effects);
  const refusals: Refusal[] = [];
  await refusing(refusals, () => effects.openTeacher(workspace, options));
  const canProbe = probe && refusals.length === 0;
  if (canProbe)
    await refusing(refusals, async () => {
      plan.capabilities.push(...(await probed(teacher, PROBE_PROMPT, signal)));
    });
  await refusing(refusals, () => checkPrice(teacher, options));
  await refusing(refusals, () => refuseCancelled(workspace, plan, options));
  if (plan.toAsk > 0) await refusing(refusals, () => acceptedFlags(teacher, options));
  return shown(plan, { teacher, options, refusals });
}

/** Names what a person has seen of a plan and must not change unseen before its start. */
export function planIdOf(plan: ModelPlan): string {
  const { collectionId, toAsk, samples, priceRow, budgetUsd, policy, flags, outlook } = plan;
  const seen = [
    collectionId,
    toAsk,
    samples,
    priceRow,
    budgetUsd,
    policy,
    flags.map(({ code, effect }) => [code, effect]),
    outlook.map((one) => [one.policy, one.releasable]),
  ];
  return `plan-${createHash('sha256').update(JSON.stringify(seen)).digest('hex').slice(0, 16)}`;
}

/** Runs a check and keeps what it refuses. */
async function refusing(refusals: Refusal[], check: () => unknown): Promise<void> {
  try {
    await check();
  } catch (cause) {
    if (!(cause instanceof WinnowError)) throw cause;
    refusals.push({ error: cause.code, message: cause.message, codes: codesIn(cause.details) });
  }
}

const codesIn = (details: unknown): string[] =>
  typeof details === 'object' && details !== null && 'codes' in details && Array.isArray(details.codes)
    ? details.codes.map(String)
    : [];

function refuseCancelled(workspace: Workspace, plan: ModelPlan, { resume }: ModelOptions): void {
  if (resume === true || workspace.collections.stateOf(plan.collectionId) !== 'cancelled') return;
  throw new WinnowError(
    'conflict',
    `The collection ${plan.collectionId} was cancelled; resume it to take it up again.`,
  );
}

function shown(
  plan: ModelPlan,
  { teacher, options, refusals }: { teacher: OpenedTeacher; options: ModelOptions; refusals: Refusal[] },
): CollectPlan {
  const { estimate } = plan;
  return {
    planId: planIdOf(plan),
    collectionId: plan.collectionId,
    runId: options.run?.report.runId ?? '',
    teacher: teacher.name,
    service: plan.service,
    model: plan.model,
    endpoint: plan.endpoint,
    samples: plan.samples,
    toAsk: plan.toAsk,
    usd: usdOf(estimate.microUsd),
    outputTokens: estimate.outputTokens,
    priceRow: plan.priceRow,
    budgetUsd: plan.budgetUsd,
    spentUsd: plan.spentMicroUsd / 1e6,
    callUsd: plan.callMicroUsd === null ? null : plan.callMicroUsd / 1e6,
    scopes: plan.scopes.map(({ microUsd, ...one }) => ({ ...one, usd: usdOf(microUsd) })),
    capabilities: plan.capabilities,
    policy: plan.policy as PolicyName,
    flags: plan.flags.map(({ code, effect, says }) => ({ code, effect: effect as Effect, says })),
    outlooks: plan.outlook.map(({ policy, releasable, block, attest }) => ({
      policy: policy as PolicyName,
      releasable,
      block: [...block],
      attest: [...attest],
    })),
    refusals,
    warnings: plan.warnings,
  };
}

const usdOf = (micro: ModelPlan['estimate']['microUsd']): CostRange | null =>
  micro === null ? null : { mean: micro.mean / 1e6, low: micro.low / 1e6, high: micro.high / 1e6 };
