import type { Command } from 'commander';
import { collectTraces } from '../ask/collect.ts';
import { TRACES } from '../ask/model/traces.ts';
import { findRun } from '../runs/find.ts';
import { withAskingOptions } from './collect-options.ts';
import { registerControls } from './collections.ts';
import type { CliContext } from './frame.ts';
import { type ExportFlags, exportTo, registerResults, withRequestOptions } from './offline.ts';
import { lazyTokens } from './token-counter.ts';
import { registerImport } from './traces-import.ts';
import { type AskingContext, type CollectFlags, collectModel, wholeNumber } from './traces-model.ts';
import { collectionText } from './traces-text.ts';

/** `traces`: collect them from a teacher, look at what was collected, hold a collection up. */
export function register(program: Command, context: CliContext): void {
  const traces = program.command('traces').description('reasoning traces, collected from a teacher');
  registerCollect(traces, context);
  registerImport(traces, context);
  registerExport(traces, context);
  registerResults(traces, 'traces', context);
  registerControls(traces, 'traces', context);
}

function registerExport(traces: Command, context: CliContext): void {
  withRequestOptions(
    traces
      .command('export-requests')
      .description(
        'write the pending requests of a collection into a file, for a machine without a connection',
      )
      .option('--run <run>', 'a run, or latest', 'latest')
      .option('--for <scope>', 'selected, reserve, survivors:STAGE, or pool (default selected)')
      .option('--samples <n>', 'traces of each question (default 1)'),
  )
    .addHelpText(
      'after',
      '\nExample\n  winnow traces export-requests --run latest --model r1 --endpoint http://127.0.0.1:8000/v1 --out requests.jsonl',
    )
    .action((flags: ExportFlags) => exportTo(context, flags, TRACES));
}

function registerCollect(traces: Command, context: CliContext): void {
  withAskingOptions(
    traces
      .command('collect')
      .description('ask a teacher about the questions of a run; who answered before is not asked again')
      .option('--run <run>', 'a run, or latest', 'latest')
      .requiredOption(
        '--teacher <name>',
        'gemini, openai (any server that speaks its API), or reference: the worked solution of the source itself, offline',
      )
      .option('--for <scope>', 'selected, reserve, survivors:STAGE, or pool (default selected)')
      .option(
        '--until-usable <n>',
        'go down selection and reserve by rank until N questions hold a usable trace',
      )
      .option('--samples <n>', 'traces of each question (default 1)'),
  )
    .addHelpText(
      'after',
      '\nExamples\n  winnow traces collect --run latest --teacher reference --until-usable 1000\n  winnow traces collect --run latest --teacher gemini --until-usable 1000 --budget-usd 30',
    )
    .action((flags: CollectFlags) => collect(context, flags));
}

async function collect(context: AskingContext, flags: CollectFlags): Promise<void> {
  if (flags.teacher === 'gemini' || flags.teacher === 'openai') return collectModel(context, flags, TRACES);
  const untilUsable =
    flags.untilUsable === undefined ? undefined : wholeNumber('--until-usable', flags.untilUsable);
  const workspace = context.workspace();
  const run = findRun(workspace, flags.run ?? 'latest');
  const report = await collectTraces(
    workspace,
    { run, teacher: flags.teacher, for: flags.for, untilUsable, actor: context.actor },
    {
      countTokens: lazyTokens(context.assets),
      progress: (done, total) => context.out.progress('collecting traces', done, total),
      signal: context.signal,
      clock: context.clock,
    },
  );
  context.out.result(report, () => collectionText(report));
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
}
