import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import type { AttemptsPlan } from '../../shared/schemas/attempts-plan.ts';
import { planAttempts } from '../ask/attempts/plan.ts';
import { attemptsPurpose } from '../ask/attempts/purpose.ts';
import { loadPrompt } from '../ask/prompts/load.ts';
import { loadShipped } from '../db/shipped.ts';
import { parseAttemptRule } from '../decide/grades/rules.ts';
import { SOLVE } from '../jobs/collecting/purposes.ts';
import { loadEvidence } from '../runs/evidence.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { usdText } from './model-text.ts';
import { count, oneLine, table } from './text.ts';
import { lazyTokens } from './token-counter.ts';
import { wholeNumber } from './traces-model.ts';

const listed = (name: string, before: string[] = []) => [...before, name];

/** `attempts plan`: which attempts would settle a selection, and what they cost. Asks nobody. */
export function registerPlan(attempts: Command, context: CliContext): void {
  attempts
    .command('plan')
    .description(
      'the fewest attempts that would settle the selection of a run, with their price; asks nobody',
    )
    .option('--run <run>', 'a run, or latest', 'latest')
    .option('--model <name>', 'a solver; may be given several times (default: those of the run)', listed)
    .option('--samples <k>', 'attempts of each solver at each question', '1')
    .addHelpText(
      'after',
      `
Without --model: the solvers that the recipe names, else those that have tried the selection, else the two of s1.

Example
  winnow attempts plan --run latest --model Qwen/Qwen2.5-7B-Instruct`,
    )
    .action(({ run, model = [], samples }: { run: string; model?: string[]; samples: string }) => {
      const workspace = context.workspace();
      const { data } = context.assets;
      const { wording } = attemptsPurpose(loadPrompt(data, SOLVE), parseAttemptRule({}));
      const evidenceOf = loadEvidence(workspace);
      const plan = planAttempts(
        workspace,
        findRun(workspace, run),
        { models: model, samples: wholeNumber('--samples', samples) },
        {
          shipped: loadShipped(data),
          wording,
          countTokens: lazyTokens(context.assets),
          attemptsAt: (question) => evidenceOf(question.questionId, () => question).attempts,
        },
      );
      context.out.result(plan, () => planText(plan));
    });
}

/** How many questions are listed for people; --json has all. */
const SHOWN = 20;

function planText(plan: AttemptsPlan): string {
  const { runId, selected, settled, toTry, toGrade, ungradable, attempts, questions } = plan;
  const head = `${counted(attempts, 'attempt')} would settle the selection of ${runId}: ${count(toTry)} of its ${count(selected)} questions lack them, ${count(settled)} hold them (${priceText(plan.usd)})`;
  const left = [
    ...(toGrade === 0 ? [] : [`${count(toGrade)} were tried and can not be told yet: winnow grades collect`]),
    ...(ungradable === 0
      ? []
      : [`${count(ungradable)} have no answer that an attempt could be held against.`]),
  ];
  if (attempts === 0) return [head, ...left].join('\n');
  const solvers = plan.solvers.map((one) => [
    oneLine(one.model),
    count(one.attempts),
    `${counted(one.promptTokens, 'token')} of prompts`,
    one.outputTokens === null
      ? 'replies of a length not known'
      : `about ${count(one.outputTokens.mean)} of replies`,
    priceText(one.usd),
  ]);
  const rows = questions
    .slice(0, SHOWN)
    .map(({ questionId, externalId, rank, domain, estimate, attempts: own }) => [
      oneLine(externalId ?? questionId),
      `rank ${count(rank)}`,
      oneLine(domain),
      estimate === null ? '' : `estimated ${estimate.toFixed(2)}`,
      own.map(({ model, attempts: times }) => `${oneLine(model)} ${count(times)}`).join(', '),
    ]);
  const more =
    questions.length > SHOWN ? [`  and ${count(questions.length - SHOWN)} more (--json lists all)`] : [];
  return [
    head,
    ...left,
    '',
    table([['solver', 'attempts', '', '', ''], ...solvers]),
    '',
    'The likeliest to be solved first:',
    table(rows),
    ...more,
    '',
    ...plan.solvers.filter((one) => one.attempts > 0).map(({ command }) => `  ${oneLine(command)}`),
    'Then run again: whoever was solved gives way, and whoever comes in its place is planned for.',
  ].join('\n');
}

const priceText = (usd: AttemptsPlan['usd']): string =>
  usd === null
    ? 'no price known'
    : usd.high === 0
      ? 'nothing to pay to anybody'
      : `about ${usdText(usd.mean)}, ${usdText(usd.low)} to ${usdText(usd.high)}`;
