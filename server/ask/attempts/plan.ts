import type { AttemptsPlan } from '../../../shared/schemas/attempts-plan.ts';
import type { ModelRow } from '../../../shared/schemas/model.ts';
import { costMicroUsd, priceAt } from '../../comply/prices.ts';
import type { Shipped } from '../../comply/shipped.ts';
import type { StoredRun } from '../../db/runs.ts';
import type { Workspace } from '../../db/workspace.ts';
import type { Wording } from '../model/opened.ts';
import { type CostEstimate, estimateCost } from '../money/budget.ts';
import type { Prior } from '../money/prior.ts';
import { type AttemptsAt, type ToTry, unsettledOf } from './settle.ts';

export interface PlanEffects {
  shipped: Shipped;
  attemptsAt: AttemptsAt;
  /** How a question is put to a solver. */
  wording: Wording;
  /** Tokens of the Qwen2.5 tokenizer: near enough for a price. */
  countTokens: (text: string) => number;
}

/**
 * The fewest attempts that would settle the selection of a run (settle.ts), with their price: prompts are counted,
 * replies are taken to be as long as those that the solver gave before, else as the registry knows them.
 * @param o.models see `unsettledOf`
 * @throws WinnowError `bad-usage` for a run without a difficulty gate
 */
export function planAttempts(
  workspace: Workspace,
  run: StoredRun,
  o: { models: readonly string[]; samples: number },
  effects: PlanEffects,
): AttemptsPlan {
  const { solvers, settled, toTry, toGrade, ungradable } = unsettledOf(workspace, run, effects.attemptsAt, o);
  const prompts = new Map(toTry.map((one) => [one, promptTokens(one, effects)]));
  const lengths = replyTokens(workspace, solvers);
  const priced = solvers.map((model) => {
    const wanted = toTry.flatMap((one) => {
      const own = one.attempts.find((attempt) => attempt.model === model);
      return Array.from({ length: own?.attempts ?? 0 }, () => prompts.get(one) ?? 0);
    });
    return solverOf(model, wanted, lengths.get(model) ?? [], {
      run,
      samples: o.samples,
      at: workspace.now().toISOString(),
      shipped: effects.shipped,
    });
  });
  return {
    runId: run.report.runId,
    selected: run.report.selected,
    settled,
    toTry: toTry.length,
    toGrade,
    ungradable,
    attempts: priced.reduce((sum, { attempts }) => sum + attempts, 0),
    usd: sumOf(priced.map(({ usd }) => usd)),
    solvers: priced,
    questions: toTry.map(({ question, rank, domain, estimate, attempts }) => ({
      questionId: question.questionId,
      externalId: question.externalId,
      rank,
      domain,
      estimate,
      attempts,
    })),
  };
}

function promptTokens({ question }: ToTry, { wording, countTokens }: PlanEffects): number {
  const { system, user } = wording.promptOf(question, 0);
  return countTokens(user) + (system === null ? 0 : countTokens(system));
}

/** Lengths of the newest replies of each solver, which tell how long the next ones will be. */
function replyTokens({ attempts }: Workspace, solvers: readonly string[]): Map<string, number[]> {
  const lengths = new Map<string, number[]>(solvers.map((model) => [model, []]));
  for (const { model, tokens } of attempts.verdicts())
    if (tokens !== null && tokens > 0) lengths.get(model)?.push(tokens);
  return new Map([...lengths].map(([model, all]) => [model, all.slice(-NEWEST)]));
}

const NEWEST = 500;

function solverOf(
  model: string,
  prompts: readonly number[],
  outputs: readonly number[],
  o: { run: StoredRun; samples: number; at: string; shipped: Shipped },
): AttemptsPlan['solvers'][number] {
  const row = modelRow(o.shipped.models, model);
  const billedAs =
    row === undefined
      ? null
      : { provider: row.provider === 'weights' ? 'self' : row.provider, model: row.id };
  const price =
    billedAs === null ? null : priceAt(o.shipped.prices, { ...billedAs, tier: 'standard', at: o.at });
  const isFree = price !== null && costMicroUsd(price, NOT_KNOWN) === 0;
  const estimate = estimateCost({
    promptTokens: prompts,
    prior: row === undefined ? null : priorOf(row),
    outputs,
    cost: (usage) => (price === null ? null : costMicroUsd(price, usage)),
  });
  return {
    model,
    attempts: prompts.length,
    promptTokens: prompts.reduce((sum, tokens) => sum + tokens, 0),
    outputTokens: estimate.outputTokens,
    priceRow: price === null ? null : `${price.provider}/${price.model}/${price.tier}@${price.valid_from}`,
    usd: prompts.length === 0 || isFree ? NOTHING : usdOf(estimate.microUsd),
    command: commandOf(model, row, o.run, o.samples),
  };
}

const NOT_KNOWN = { prompt: null, cached: null, thoughts: null, answer: null };
const NOTHING = { mean: 0, low: 0, high: 0 };

const modelRow = (models: readonly ModelRow[], model: string): ModelRow | undefined =>
  models.find(({ id, names }) => id === model || names.includes(model));

/** Where the registry knows replies of another length only, those of traces, they are what there is to go by. */
function priorOf({ priors, max_output_tokens: most }: ModelRow): Prior | null {
  const known = priors.attempts ?? priors.traces;
  if (known === null || known.mean === null) return null;
  const { mean, low, high, p95 } = known;
  return {
    mean,
    low: low ?? Math.round(mean / 3),
    high: high ?? 3 * mean,
    p95: p95 ?? Math.min(4 * mean, most ?? Number.MAX_SAFE_INTEGER),
  };
}

const usdOf = (micro: CostEstimate['microUsd']): AttemptsPlan['usd'] =>
  micro === null ? null : { mean: micro.mean / 1e6, low: micro.low / 1e6, high: micro.high / 1e6 };

function sumOf(parts: readonly AttemptsPlan['usd'][]): AttemptsPlan['usd'] {
  let sum: AttemptsPlan['usd'] = NOTHING;
  for (const part of parts)
    sum =
      part === null || sum === null
        ? null
        : { mean: sum.mean + part.mean, low: sum.low + part.low, high: sum.high + part.high };
  return sum;
}

/** The command that asks for exactly these attempts: whoever was tried before is not asked again. */
function commandOf(model: string, row: ModelRow | undefined, { report }: StoredRun, samples: number): string {
  const name = /^[\w./:@-]+$/.test(model) ? model : `'${model.replaceAll("'", "'\\''")}'`;
  const who =
    row?.provider === 'gemini' ? `--teacher gemini --model ${name}` : `--model ${name} --endpoint URL`;
  return `winnow attempts collect --run ${report.runId} --for selected ${who} --first ${samples} --samples ${samples} --most ${samples}`;
}
