import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import { type CostEstimate, estimateCost } from '../money/budget.ts';
import { questionsOf, rankedQuestions } from '../scope.ts';
import { callOf, modelCollectionId } from './identity.ts';
import type { ForeseenFlag, ModelOptions, OpenedTeacher, PolicyOutlook } from './opened.ts';
import { type Standing, standingOf } from './standing.ts';

/** What asking about somebody would take. */
export interface ScopePrice {
  /** One of SCOPES. */
  scope: string;
  questions: number;
  /** Questions times samples. */
  calls: number;
  microUsd: CostEstimate['microUsd'];
}

/** What a collection would do, before anything is asked. */
export interface ModelPlan {
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
  /** The price of each choice of whom to ask about, if nobody had been asked before. */
  scopes: ScopePrice[];
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
  const samples = options.samples ?? 1;
  const collectionId = modelCollectionId(run, teacher);
  const standing = standingOf(workspace, collectionId);
  const outputs = workspace.calls.outputs(collectionId, NEWEST);
  const price = (ids: readonly string[], calls: number): CostEstimate =>
    estimateCost({
      promptTokens: promptTokens(workspace, teacher, ids, calls, effects),
      prior: teacher.prior,
      outputs,
      cost: (usage) => teacher.pricing?.cost(usage, 'unary') ?? null,
    });
  const open = askedAbout(workspace, options, standing);
  const toAsk = open.reduce((sum, id) => sum + standing.open(id, samples).length, 0);
  return {
    collectionId,
    service: teacher.service,
    model: teacher.model,
    endpoint: teacher.endpoint,
    samples,
    toAsk,
    estimate: price(open, toAsk),
    priceRow: teacher.pricing?.row ?? null,
    budgetUsd: options.budgetUsd ?? null,
    scopes: (options.questions === undefined ? scopesOf(run) : []).map((scope) => {
      const ids = questionsOf(workspace, run, scope);
      const calls = ids.length * samples;
      return { scope, questions: ids.length, calls, microUsd: price(ids, calls).microUsd };
    }),
    policy: teacher.compliance.foreseen.policy,
    flags: teacher.compliance.foreseen.flags,
    outlook: teacher.compliance.foreseen.outlook,
  };
}

/** Whom to ask now. A walk by rank asks about as many as are still wanted at least, and goes on where they fail. */
function askedAbout(workspace: Workspace, options: ModelOptions, standing: Standing): string[] {
  const { run, for: scope, untilUsable, samples = 1 } = options;
  const isOpen = (id: string) => standing.open(id, samples).length > 0;
  const named = options.questions ?? null;
  if (named !== null) return named.filter(isOpen);
  if (untilUsable === undefined) return questionsOf(workspace, run, scope ?? 'selected').filter(isOpen);
  const ranked = rankedQuestions(workspace, run);
  const usable = ranked.filter(standing.isUsable).length;
  const open = ranked.filter((id) => !standing.isUsable(id) && isOpen(id));
  return open.slice(0, Math.max(0, untilUsable - usable));
}

const scopesOf = ({ recipe }: StoredRun): string[] => [
  'selected',
  'reserve',
  ...recipe.stages.slice(0, -1).map(({ stage }) => `survivors:${stage}`),
  'pool',
];

/** Tokens of the prompts of so many calls; an even sample of them is counted and repeated. */
function promptTokens(
  workspace: Workspace,
  teacher: OpenedTeacher,
  ids: readonly string[],
  calls: number,
  { countTokens }: PlanEffects,
): number[] {
  const step = Math.max(1, ids.length / COUNTED);
  const counted: number[] = [];
  for (let at = 0; at < ids.length; at += step) {
    const question = workspace.questions.byId(ids[Math.floor(at)] ?? '');
    if (question === undefined) continue;
    const { system, prompt } = callOf(teacher, question, 0);
    counted.push(countTokens(prompt) + (system === null ? 0 : countTokens(system)));
  }
  if (counted.length === 0) return [];
  return Array.from({ length: calls }, (_, i) => counted[i % counted.length] ?? 0);
}
