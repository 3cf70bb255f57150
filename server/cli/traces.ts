import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { collectTraces } from '../ask/collect.ts';
import { collectionStatus } from '../ask/status.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { loadTokenizer } from './token-counter.ts';
import { collectionText, statusText } from './traces-text.ts';

interface CollectFlags {
  run: string;
  teacher: string;
  for?: string;
  untilUsable?: string;
}

/** `traces collect` asks a teacher about the questions of a run; `traces status` lists what was collected. */
export function register(program: Command, context: CliContext): void {
  const traces = program.command('traces').description('reasoning traces, collected from a teacher');
  traces
    .command('collect')
    .description('ask a teacher about the questions of a run; who answered before is not asked again')
    .option('--run <run>', 'a run, or latest', 'latest')
    .requiredOption('--teacher <name>', 'reference: the worked solution of the source itself, offline')
    .option('--for <scope>', 'selected, reserve, survivors:STAGE, or pool (default selected)')
    .option(
      '--until-usable <n>',
      'go down selection and reserve by rank until N questions hold a usable trace',
    )
    .addHelpText(
      'after',
      '\nExample\n  winnow traces collect --run latest --teacher reference --until-usable 1000',
    )
    .action((flags: CollectFlags) => collect(context, flags));
  traces
    .command('status')
    .description('the collections of the workspace, oldest first')
    .addHelpText('after', '\nExample\n  winnow traces status')
    .action(() => {
      const collections = collectionStatus(context.workspace());
      context.out.result(collections, () => statusText(collections));
    });
}

async function collect(context: CliContext, flags: CollectFlags): Promise<void> {
  const untilUsable = flags.untilUsable === undefined ? undefined : wholeNumber(flags.untilUsable);
  const workspace = context.workspace();
  const run = findRun(workspace, flags.run);
  const report = await collectTraces(
    workspace,
    { run, teacher: flags.teacher, for: flags.for, untilUsable, actor: context.actor },
    {
      countTokens: lazily(() => loadTokenizer(context.assets).countTokens),
      progress: (done, total) => context.out.progress('collecting traces', done, total),
      signal: context.signal,
      clock: context.clock,
    },
  );
  context.out.result(report, () => collectionText(report));
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new WinnowError(
    'bad-usage',
    `--until-usable ${text}: a whole number of at least 1, as in --until-usable 1000.`,
  );
}

/** Makes the counter when the first text comes, since a second call has nothing to count but answers. */
function lazily(make: () => (text: string) => number): (text: string) => number {
  let made: ((text: string) => number) | undefined;
  return (text) => {
    made ??= make();
    return made(text);
  };
}
