import type { Command } from 'commander';
import { attemptsPurpose } from '../ask/attempts/purpose.ts';
import { loadPrompt } from '../ask/prompts/load.ts';
import { parseAttemptRule } from '../decide/grades/rules.ts';
import { withWhom } from './collect-options.ts';
import { registerControls } from './collections.ts';
import { type AskingContext, type CollectFlags, collectModel, wholeNumber } from './traces-model.ts';

type Flags = CollectFlags & { first?: string; most?: string; threshold?: string };

/** `attempts`: have solvers try the questions, so that runs see which are hard. */
export function register(program: Command, context: AskingContext): void {
  const attempts = program
    .command('attempts')
    .description('attempts of solvers, whose failure shows difficulty')
    .addHelpText('after', '\nExample\n  winnow attempts status');
  withWhom(
    attempts
      .command('collect')
      .description('ask a solver: more often where it is not clear, not again where it is')
      .option('--first <n>', 'attempts at every question (default 2)')
      .option('--samples <n>', 'attempts where the first ones do not settle it (default 4)')
      .option(
        '--most <n>',
        'attempts where the interval still straddles the threshold (default: 4 times the samples)',
      )
      .option('--threshold <x>', 'share of correct ones above which a question counts as solved (default 0)'),
  )
    .addHelpText(
      'after',
      `
Without --for, the undecided of the run are asked about; without --run, the whole pool.

Example
  winnow attempts collect --run latest --model Qwen/Qwen2.5-7B-Instruct --endpoint http://127.0.0.1:8000/v1`,
    )
    .action((flags: Flags) => collect(context, flags));
  registerControls(attempts, 'attempts', context);
}

const PROMPT = 'solve@1';

async function collect(context: AskingContext, { first, samples, most, threshold, ...flags }: Flags) {
  const number = (name: string, text: string | undefined) =>
    text === undefined ? undefined : wholeNumber(name, text);
  const rule = parseAttemptRule({
    first: number('--first', first),
    samples: number('--samples', samples),
    most: number('--most', most),
    threshold: threshold === undefined ? undefined : Number(threshold),
  });
  return collectModel(context, flags, attemptsPurpose(loadPrompt(context.assets.data, PROMPT), rule));
}
