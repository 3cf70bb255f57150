import type { Command } from 'commander';
import type { Wants } from '../../shared/schemas/collect-order.ts';
import type { Purpose } from '../ask/model/opened.ts';
import type { ModelReport } from '../ask/model/report.ts';
import { purposeOf } from '../jobs/collecting/purposes.ts';
import { registerPlan } from './attempts-plan.ts';
import { withWhom } from './collect-options.ts';
import { registerControls } from './collections.ts';
import { modelText } from './model-text.ts';
import { type ExportFlags, exportTo, registerResults, withRequestOptions } from './offline.ts';
import {
  type AskingContext,
  askModel,
  type CollectFlags,
  collectModel,
  wholeNumber,
} from './traces-model.ts';

interface RuleFlags {
  first?: string | undefined;
  samples?: string | undefined;
  most?: string | undefined;
  threshold?: string | undefined;
}

/** The solvers of s1 (Muennighoff et al. 2025, section 2.2): what either of them can do is too easy. */
const S1_SOLVERS = ['Qwen/Qwen2.5-7B-Instruct', 'Qwen/Qwen2.5-32B-Instruct'] as const;

/** One solver, or those of s1 in turn; a stop ends it there, and the same command goes on. */
async function collect(context: AskingContext, flags: CollectFlags, wants: Wants): Promise<void> {
  const collects = purposeFrom(context, wants);
  if (flags.model !== undefined || flags.teacher !== 'openai')
    return collectModel(context, flags, collects, wants);
  const reports: ModelReport[] = [];
  for (const model of S1_SOLVERS) reports.push(await askModel(context, { ...flags, model }, collects, wants));
  context.out.result(reports, () => reports.map((report) => modelText(report, collects.name)).join('\n\n'));
}

/** `attempts`: have solvers try the questions, so that runs see which are hard. */
export function register(program: Command, context: AskingContext): void {
  const attempts = program
    .command('attempts')
    .description('attempts of solvers, whose failure shows difficulty')
    .addHelpText('after', '\nExample\n  winnow attempts status');
  withWhom(
    withRule(
      attempts
        .command('collect')
        .description('ask a solver: more often where it is not clear, not again where it is'),
    ),
  )
    .addHelpText(
      'after',
      `
Without --for, the undecided of the run are asked about; without --run, the whole pool. Without --model, the two
solvers of s1 are asked, one after the other: ${S1_SOLVERS.join(' and ')}.

Example
  winnow attempts collect --run latest --model Qwen/Qwen2.5-7B-Instruct --endpoint http://127.0.0.1:8000/v1`,
    )
    .action(({ first, samples, most, threshold, ...flags }: CollectFlags & RuleFlags) =>
      collect(context, flags, wantsFrom({ first, samples, most, threshold })),
    );
  registerPlan(attempts, context);
  registerExport(attempts, context);
  registerResults(attempts, 'attempts', context);
  registerControls(attempts, 'attempts', context);
}

const withRule = (command: Command): Command =>
  command
    .option('--first <n>', 'attempts at every question (default 2)')
    .option('--samples <n>', 'attempts where the first ones do not settle it (default 4)')
    .option(
      '--most <n>',
      'attempts where the interval still straddles the threshold (default: 4 times the samples)',
    )
    .option('--threshold <x>', 'share of correct ones above which a question counts as solved (default 0)');

function registerExport(attempts: Command, context: AskingContext): void {
  withRequestOptions(
    withRule(
      attempts
        .command('export-requests')
        .description('write what is wanted next into a file, for a machine without a connection')
        .option('--run <run>', 'ask about the questions of a run, or of latest (default: the whole pool)')
        .option('--for <scope>', 'undecided, selected, reserve, survivors:STAGE, or pool'),
    ),
  )
    .addHelpText(
      'after',
      `
Where the results leave it open, the next export asks for more.

Example
  winnow attempts export-requests --model q7 --endpoint http://127.0.0.1:8000/v1 --out requests.jsonl`,
    )
    .action(({ first, samples, most, threshold, ...flags }: ExportFlags & RuleFlags) =>
      exportTo(context, flags, purposeFrom(context, wantsFrom({ first, samples, most, threshold }))),
    );
}

function wantsFrom({ first, samples, most, threshold }: RuleFlags): Wants {
  const number = (name: string, text: string | undefined) =>
    text === undefined ? undefined : wholeNumber(name, text);
  return {
    first: number('--first', first),
    samples: number('--samples', samples),
    most: number('--most', most),
    threshold: threshold === undefined ? undefined : Number(threshold),
  };
}

const purposeFrom = (context: AskingContext, wants: Wants): Purpose =>
  purposeOf(context.workspace(), context.assets.data, { collects: 'attempts', ...wants });
