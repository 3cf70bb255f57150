import type { Command } from 'commander';
import { collectTraces } from '../ask/collect.ts';
import { setCollectionState } from '../ask/model/control.ts';
import { collectionStatus } from '../ask/status.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { loadTokenizer } from './token-counter.ts';
import { registerImport } from './traces-import.ts';
import { type AskingContext, type CollectFlags, collectModelTraces, wholeNumber } from './traces-model.ts';
import { registerOffline } from './traces-offline.ts';
import { collectionText, statusText } from './traces-text.ts';

/** `traces`: collect them from a teacher, look at what was collected, hold a collection up. */
export function register(program: Command, context: CliContext): void {
  const traces = program.command('traces').description('reasoning traces, collected from a teacher');
  registerCollect(traces, context);
  registerImport(traces, context);
  registerOffline(traces, context);
  traces
    .command('status')
    .description('the collections of the workspace, oldest first')
    .option('--run <run>', 'only those of a run, or of latest')
    .addHelpText('after', '\nExample\n  winnow traces status --run latest')
    .action(({ run }: { run?: string }) => {
      const workspace = context.workspace();
      const collections = collectionStatus(
        workspace,
        run === undefined ? undefined : findRun(workspace, run),
      );
      context.out.result(collections, () => statusText(collections));
    });
  hold(traces, context, 'pause', 'hold a collection up; the same collect command goes on with it');
  hold(traces, context, 'cancel', 'end a collection; only collect --resume goes on with it');
}

function registerCollect(traces: Command, context: CliContext): void {
  const accepted = (code: string, before: string[] = []) => [...before, code];
  traces
    .command('collect')
    .description('ask a teacher about the questions of a run; who answered before is not asked again')
    .option('--run <run>', 'a run, or latest', 'latest')
    .requiredOption(
      '--teacher <name>',
      'gemini, openai (any server that speaks its API), or reference: the worked solution of the source itself, offline',
    )
    .option('--model <name>', 'the model to ask')
    .option('--endpoint <url>', 'where it is served, for openai')
    .option('--thinking <how>', 'a level (LOW, MEDIUM, HIGH) or a budget in tokens, as the model takes it')
    .option('--temperature <t>', "0 to 2 (default: the provider's)")
    .option(
      '--max-tokens <n>',
      'thoughts and answer together, at most (default: all that the model can give)',
    )
    .option('--stream', 'take replies as streams')
    .option('--for <scope>', 'selected, reserve, survivors:STAGE, or pool (default selected)')
    .option(
      '--until-usable <n>',
      'go down selection and reserve by rank until N questions hold a usable trace',
    )
    .option('--samples <n>', 'traces of each question (default 1)')
    .option('--concurrency <n>', 'calls under way at once, at most')
    .option('--rpm <n>', 'requests a minute, at most')
    .option('--tpm <n>', 'tokens a minute, at most')
    .option('--budget-usd <x>', 'stop before the whole collection costs more')
    .option('--retry-failed', 'ask blocked, unusable and failed ones again')
    .option('--resume', 'go on with a collection that was cancelled')
    .option('--accept <code>', 'go on although this flag blocks; may be given several times', accepted)
    .option('--purpose <text>', 'what the traces are for; written down with --accept')
    .addHelpText(
      'after',
      '\nExamples\n  winnow traces collect --run latest --teacher reference --until-usable 1000\n  winnow traces collect --run latest --teacher gemini --until-usable 1000 --budget-usd 30',
    )
    .action((flags: CollectFlags) => collect(context, flags));
}

function hold(traces: Command, context: CliContext, name: 'pause' | 'cancel', description: string): void {
  const state = name === 'pause' ? 'paused' : 'cancelled';
  traces
    .command(name)
    .argument('<collection>', 'as traces status lists it')
    .description(description)
    .addHelpText('after', `\nExample\n  winnow traces ${name} col-0123456789abcdef`)
    .action((id: string) => {
      const held = setCollectionState(context.workspace(), id, state, context.actor);
      context.out.result(held, () => `The collection ${id} is ${state}.`);
    });
}

async function collect(context: AskingContext, flags: CollectFlags): Promise<void> {
  const countTokens = lazily(() => loadTokenizer(context.assets).countTokens);
  if (flags.teacher === 'gemini' || flags.teacher === 'openai')
    return collectModelTraces(context, flags, countTokens);
  const untilUsable =
    flags.untilUsable === undefined ? undefined : wholeNumber('--until-usable', flags.untilUsable);
  const workspace = context.workspace();
  const run = findRun(workspace, flags.run);
  const report = await collectTraces(
    workspace,
    { run, teacher: flags.teacher, for: flags.for, untilUsable, actor: context.actor },
    {
      countTokens,
      progress: (done, total) => context.out.progress('collecting traces', done, total),
      signal: context.signal,
      clock: context.clock,
    },
  );
  context.out.result(report, () => collectionText(report));
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
}

/** Makes the counter when the first text comes, since a second call has nothing to count but answers. */
function lazily(make: () => (text: string) => number): (text: string) => number {
  let made: ((text: string) => number) | undefined;
  return (text) => {
    made ??= make();
    return made(text);
  };
}
