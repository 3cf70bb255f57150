import { exportedOf } from '../../db/orders.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Item } from '../loop/item.ts';
import { type CostEstimate, estimateCost } from '../money/budget.ts';
import { rankedQuestions } from '../scope.ts';
import { callOf, modelCollectionId } from './identity.ts';
import type { ForeseenFlag, ModelOptions, OpenedTeacher, PolicyOutlook, Purpose } from './opened.ts';
import { moneyWarnings, type PlanMoney, planMoney } from './plan-money.ts';
import type { Standing } from './standing.ts';
import { runOf, TRACES } from './traces.ts';

/** What asking about somebody would take. */
export interface ScopePrice {
  scope: string;
  questions: number;
  /** Of traces, questions times samples; else what is wanted now. */
  calls: number;
  microUsd: CostEstimate['microUsd'];
}

/** What a collection would do, before anything is asked. */
export interface ModelPlan extends PlanMoney {
  purpose: Purpose['name'];
  collectionId: string;
  service: string;
  model: string;
  endpoint: string | null;
  samples: number;
  /** What is asked now: of the scope, without whoever is settled already. */
  toAsk: number;
  estimate: CostEstimate;
  priceRow: string | null;
  budgetUsd: number | null;
  /** What whoever starts it should know, a sentence each. */
  warnings: string[];
  /** The price of each choice of whom to ask about, if nobody had been asked before. */
  scopes: ScopePrice[];
  /** What is known of the model's thoughts, and what the provider said about it. */
  capabilities: string[];
  /** The policy of the workspace, by which the effects of the flags are told. */
  policy: string;
  flags: readonly ForeseenFlag[];
  /** Under each policy, whether traces with these flags could be released. */
  outlook: readonly PolicyOutlook[];
}

export interface PlanEffects {
  /** Tokens of the Qwen2.5 tokenizer: near enough for a price. */
  countTokens: (text: string) => number;
}

/** Prompts that are counted for a price; where there are more, so many stand for all. */
const COUNTED = 200;
/** Replies that tell how long the next ones will be. */
const NEWEST = 500;

/**
 * What `collectFromModel` would ask and what that costs, with an interval; and the price of every other scope.
 * @throws WinnowError `bad-usage` for a scope or a stage that is not there
 */
export function planModelCollection(
  workspace: Workspace,
  options: ModelOptions,
  teacher: OpenedTeacher,
  effects: PlanEffects,
): ModelPlan {
  const { run } = options;
  const collects = options.collects ?? TRACES;
  const samples = options.samples ?? 1;
  const collectionId = modelCollectionId(run, teacher, collects);
  const standing = collects.standing(workspace, collectionId, teacher);
  const outputs = workspace.calls.outputs(collectionId, NEWEST);
  const pricing = teacher.pricing?.(options.batch === true ? 'batch' : 'unary') ?? null;
  const promptsOf = (items: readonly Item[], calls: number) =>
    promptTokens(workspace, teacher, items, calls, effects);
  const price = (items: readonly Item[], calls: number): CostEstimate => priceOf(promptsOf(items, calls));
  const priceOf = (prompts: readonly number[]): CostEstimate =>
    estimateCost({
      promptTokens: prompts,
      prior: teacher.prior,
      outputs,
      cost: (usage) => pricing?.cost(usage) ?? null,
    });
  const wanted = new Map<string, Item[]>();
  const again = options.retryFailed === true ? failedItems(workspace, collectionId, options) : NOTHING;
  const openOf = (id: string): Item[] => {
    const items = wanted.get(id) ?? [...standing.open(id, samples), ...(again.get(id) ?? [])];
    wanted.set(id, items);
    return items;
  };
  const open = askedAbout(workspace, options, standing, openOf).flatMap(openOf);
  const toAsk = open.length;
  const scopePrice = (scope: string): ScopePrice => {
    const ids = collects.questionsOf(workspace, run, scope);
    const items = collects.name === 'traces' ? ids.map(firstOf) : ids.flatMap(openOf);
    const calls = collects.name === 'traces' ? ids.length * samples : items.length;
    return { scope, questions: ids.length, calls, microUsd: price(items, calls).microUsd };
  };
  const prompts = promptsOf(open, toAsk);
  const estimate = priceOf(prompts);
  const money = planMoney(workspace, collectionId, teacher, prompts);
  return {
    purpose: collects.name,
    collectionId,
    service: teacher.service,
    model: teacher.model,
    endpoint: teacher.endpoint,
    samples,
    toAsk,
    estimate,
    ...money,
    warnings: [...moneyWarnings(options, estimate, money), ...exportWarnings(workspace, collectionId, toAsk)],
    priceRow: pricing?.row ?? null,
    budgetUsd: options.budgetUsd ?? null,
    scopes: collects.scopes(run).map(scopePrice),
    capabilities: teacher.thoughts === undefined ? [] : [teacher.thoughts],
    policy: teacher.compliance.foreseen.policy,
    flags: teacher.compliance.foreseen.flags,
    outlook: teacher.compliance.foreseen.outlook,
  };
}

/** Requests that another machine may be answering already. */
function exportWarnings(workspace: Workspace, collection: string, toAsk: number): string[] {
  const exported = exportedOf(workspace, collection);
  if (exported === undefined || toAsk === 0) return [];
  return [
    `${exported.requests} requests of this collection were exported on ${exported.exportedAt.slice(0, 10)}: what is asked here and answered there too is paid for twice.`,
  ];
}

/** Whom to ask now. A walk by rank asks about as many as are still wanted at least, and goes on where they fail. */
function askedAbout(
  workspace: Workspace,
  options: ModelOptions,
  standing: Standing,
  openOf: (id: string) => readonly Item[],
): string[] {
  const { run, for: scope, untilUsable, collects = TRACES } = options;
  const isOpen = (id: string) => openOf(id).length > 0;
  if (untilUsable === undefined)
    return collects.questionsOf(workspace, run, scope ?? collects.scope(run)).filter(isOpen);
  const ranked = rankedQuestions(workspace, runOf(run));
  const usable = ranked.filter(standing.isUsable).length;
  const open = ranked.filter((id) => !standing.isUsable(id) && isOpen(id));
  return open.slice(0, Math.max(0, untilUsable - usable));
}

const NOTHING: ReadonlyMap<string, Item[]> = new Map();

/** Items that a new round opens again, by question. */
function failedItems(
  { asks }: Workspace,
  collection: string,
  { collects = TRACES, samples = 1 }: ModelOptions,
): Map<string, Item[]> {
  const failed = new Map<string, Item[]>();
  for (const { n, question, sample, subject, round, state } of asks.of(collection)) {
    if (state === 'pending' || state === 'asked' || state === 'answered') continue;
    if (collects.name === 'traces' && sample >= samples) continue;
    const item = { question, sample, round: round + 1, ask: n, ...(subject === null ? {} : { subject }) };
    failed.set(question, [...(failed.get(question) ?? []), item]);
  }
  return failed;
}

const firstOf = (question: string): Item => ({ question, sample: 0, round: 1, ask: null });

/** Tokens of the prompts of so many calls; an even sample of them is counted and repeated. */
function promptTokens(
  workspace: Workspace,
  teacher: OpenedTeacher,
  items: readonly Item[],
  calls: number,
  { countTokens }: PlanEffects,
): number[] {
  const step = Math.max(1, items.length / COUNTED);
  const counted: number[] = [];
  for (let at = 0; at < items.length; at += step) {
    const item = items[Math.floor(at)];
    const question = item === undefined ? undefined : workspace.questions.byId(item.question);
    if (item === undefined || question === undefined) continue;
    const { system, prompt } = callOf(teacher, question, item.sample, item.subject);
    counted.push(countTokens(prompt) + (system === null ? 0 : countTokens(system)));
  }
  if (counted.length === 0) return [];
  return Array.from({ length: calls }, (_, i) => counted[i % counted.length] ?? 0);
}
