import { counted } from '../../shared/counted.ts';
import type { ModelPlan } from '../ask/model/plan.ts';
import type { ModelProgress } from '../ask/model/progress.ts';
import type { ModelReport } from '../ask/model/report.ts';
import { count, secondsText, table } from './text.ts';
import { reasonsText, walkText } from './traces-text.ts';

/** Dollars with cents, and with more digits where there are none: $12.30, $0.0021. */
export const usdText = (usd: number): string =>
  usd === 0 || usd >= 0.1 ? `$${usd.toFixed(2)}` : `$${Number(usd.toPrecision(2))}`;

const rangeText = (
  micro: { mean: number; low: number; high: number } | null,
  priceRow: string | null,
): string => {
  if (micro === null) return priceRow === null ? 'no price known' : 'known once the first replies are there';
  if (micro.high === 0) return 'free';
  return `about ${usdText(micro.mean / 1e6)} (${usdText(micro.low / 1e6)} to ${usdText(micro.high / 1e6)})`;
};

/** What a collection would do and cost, before anything is asked. */
export function planText(plan: ModelPlan): string {
  const { estimate, budgetUsd, priceRow } = plan;
  const where = plan.endpoint === null ? plan.service : `${plan.service} at ${plan.endpoint}`;
  const rows = [
    ['model', `${plan.model}, ${where}`],
    ...(plan.capabilities.length === 0 ? [] : [['thoughts', plan.capabilities.join('; ')]]),
    [
      'to be asked',
      `${counted(plan.toAsk, 'call')}${plan.purpose === 'traces' ? `, ${plan.samples} of each question` : ''}`,
    ],
    ['cost', `${rangeText(estimate.microUsd, priceRow)}${priceRow === null ? '' : `, by ${priceRow}`}`],
    ...(budgetUsd === null ? [] : [['budget', usdText(budgetUsd)]]),
  ];
  const flags = plan.flags.map(({ code, effect, says }) => [code, effect, says]);
  const outlook = plan.outlook.map(({ policy, releasable, block, attest }) => [
    policy,
    RELEASABLE[releasable],
    [...block, ...attest].join(', '),
  ]);
  const scopes = plan.scopes.map(({ scope, questions, calls, microUsd }) => [
    `--for ${scope}`,
    count(questions),
    count(calls),
    rangeText(microUsd, priceRow),
  ]);
  return [
    `Collection ${plan.collectionId}`,
    table(rows),
    '',
    ...(flags.length === 0
      ? []
      : [
          `Flags that these ${plan.purpose} will carry, and their effect under the policy ${plan.policy}`,
          table(flags),
          '',
        ]),
    ...(outlook.length === 0
      ? []
      : ['Whether they could be released, so far as can be foreseen', table(outlook), '']),
    'What each choice would cost',
    table([['', 'questions', 'calls', ''], ...scopes]),
    ...plan.warnings.map((warning) => `note: ${warning}`),
  ].join('\n');
}

const RELEASABLE: Readonly<Record<ModelPlan['outlook'][number]['releasable'], string>> = {
  yes: 'yes',
  'with-attestation': 'where a person attests it',
  'with-permission': 'with a written permission alone',
  never: 'never',
};

/** What stands behind the bar: `$1.20 of about $20.10, 12 min left, 45 a minute`: what matters most first, for terminals cut it off. */
export function progressText(progress: ModelProgress, now: number): string {
  const { expectedUsd } = progress;
  const parts = [usdText(progress.spentUsd)];
  if (expectedUsd !== null) parts[0] += ` of about ${usdText(expectedUsd)}`;
  if (progress.pausedUntil !== null && progress.pausedUntil > now)
    parts.push(`all wait for ${durationText((progress.pausedUntil - now) / 1000)}`);
  if (progress.secondsLeft !== null) parts.push(`${durationText(progress.secondsLeft)} left`);
  if (progress.perMinute > 0) parts.push(`${Math.round(progress.perMinute)} a minute`);
  else if (progress.inFlight > 0) parts.push(`${count(progress.inFlight)} under way`);
  if (progress.usdPerAnswer !== null) parts.push(`${usdText(progress.usdPerAnswer)} an answer`);
  return parts.join(', ');
}

function durationText(seconds: number): string {
  if (seconds < 100) return `${Math.ceil(seconds)} s`;
  if (seconds < 6000) return `${Math.ceil(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

/** What came of asking a model, for a terminal. */
export function modelText(report: ModelReport, purpose: ModelPlan['purpose']): string {
  const { tokens, walk } = report;
  const outcome = (name: 'blocked' | 'unusable' | 'failed') => {
    const sum = Object.values(report[name]).reduce((total, n) => total + n, 0);
    return sum === 0 ? [] : [[name, count(sum), reasonsText(report[name])]];
  };
  const perAnswer = report.answered === 0 ? '' : `${usdText(report.spentUsd / report.answered)} an answer`;
  const rows = [
    ['asked', count(report.asked), report.retried === 0 ? '' : `${count(report.retried)} calls were repeats`],
    ['answered', count(report.answered), ''],
    ...outcome('blocked'),
    ...outcome('unusable'),
    ...outcome('failed'),
    resultsRow(report),
    ...(walk === null ? [] : [['by rank', count(walk.walked), walkText(walk)]]),
    ['tokens', count(tokens.prompt + tokens.thoughts + tokens.answer), tokensText(tokens)],
    ['spent', usdText(report.spentUsd), perAnswer],
    ...(report.unsettledUsd === 0
      ? []
      : [['perhaps', usdText(report.unsettledUsd), 'of calls whose end nobody saw, at most']]),
    ...(Object.keys(report.flags).length === 0 ? [] : [['flags', '', reasonsText(report.flags)]]),
  ];
  const what =
    purpose === 'traces'
      ? `${count(report.traces.usable)} usable traces`
      : `${count(report.answered)} ${purpose}`;
  const head = `${what} by ${report.model} (${secondsText(report.seconds)})`;
  const run = report.runId === null ? '' : `run ${report.runId}   `;
  const foot = `  ${run}collection ${report.collectionId}`;
  return [head, '', table(rows), '', foot].join('\n');
}

/** What a collection is about, counted. */
function resultsRow({ traces, verdicts, labels }: ModelReport): string[] {
  if (verdicts !== undefined) return ['verdicts', '', reasonsText(verdicts)];
  if (labels !== undefined) return ['labels', '', reasonsText(labels)];
  return ['usable traces', count(traces.usable), reasonsText(traces.dropped)];
}

const tokensText = ({ prompt, thoughts, answer }: ModelReport['tokens']): string =>
  `${count(prompt)} of prompts, ${count(thoughts)} of thoughts, ${count(answer)} of answers`;
