import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import type { Purpose } from '../ask/model/opened.ts';
import { TRACES } from '../ask/model/traces.ts';
import { type ExportReport, exportRequests } from '../ask/offline/export.ts';
import type { Collection } from '../db/collections.ts';
import { importResults, type ResultsReport } from '../jobs/import-results.ts';
import type { CliContext } from './frame.ts';
import { rejectionLines } from './intake-text.ts';
import { planText } from './model-text.ts';
import { newFile } from './new-file.ts';
import { readingProgress } from './reading-progress.ts';
import { count, secondsText, table } from './text.ts';
import { loadTokenizer } from './token-counter.ts';
import { type AskingContext, type CollectFlags, optionsOf } from './traces-model.ts';
import { reasonsText } from './traces-text.ts';

type ExportFlags = CollectFlags & { out: string };

/** `… export-requests` and `… import-results`: asking by a machine without a connection to this one. */
export function registerOffline(traces: Command, context: CliContext): void {
  const accepted = (code: string, before: string[] = []) => [...before, code];
  traces
    .command('export-requests')
    .description('write the pending requests of a collection into a file, for a machine without a connection')
    .option('--run <run>', 'a run, or latest', 'latest')
    .option('--teacher <name>', 'openai: any server that speaks its API', 'openai')
    .requiredOption('--model <name>', 'the model, as that server names it')
    .option(
      '--endpoint <url>',
      'the address of that server: its terms are looked up by it, nothing is sent there',
    )
    .option('--thinking <how>', 'a level (LOW, MEDIUM, HIGH), as the model takes it')
    .option('--temperature <t>', "0 to 2 (default: the provider's)")
    .option('--max-tokens <n>', 'thoughts and answer together, at most')
    .option('--for <scope>', 'selected, reserve, survivors:STAGE, or pool (default selected)')
    .option('--samples <n>', 'traces of each question (default 1)')
    .option('--retry-failed', 'ask blocked, unusable and failed ones again')
    .option('--accept <code>', 'go on although this flag blocks; may be given several times', accepted)
    .option('--purpose <text>', 'what the traces are for; written down with --accept')
    .requiredOption('--out <file>', 'the file to make: batch JSON lines of OpenAI')
    .addHelpText(
      'after',
      '\nExample\n  winnow traces export-requests --run latest --model r1 --endpoint http://127.0.0.1:8000/v1 --out requests.jsonl',
    )
    .action((flags: ExportFlags) => exportTo(context, flags));
  traces
    .command('import-results')
    .description('store what such a machine has brought: in any order, in part, twice')
    .argument('<file...>', 'batch output of OpenAI, as vLLM and SGLang write it too; gzip is unpacked')
    .addHelpText('after', '\nExample\n  winnow traces import-results results.jsonl')
    .action((paths: string[]) => importFrom(context, paths));
}

async function askingOf(context: AskingContext) {
  const asking = await context.asking?.();
  if (asking === undefined) throw new WinnowError('failed', 'This process can ask no model.');
  return { asking, countTokens: loadTokenizer(context.assets).countTokens };
}

async function exportTo(context: AskingContext, flags: ExportFlags): Promise<void> {
  const { asking, countTokens } = await askingOf(context);
  const workspace = context.workspace();
  const file = newFile(flags.out, workspace.randomHex(4));
  const report = await exportRequests(workspace, optionsOf(flags, context), file, {
    openTeacher: asking.openTeacher,
    countTokens,
    show: (plan) => context.out.note(planText(plan)),
    signal: context.signal,
  });
  context.out.result(report, () => exportText(report));
}

const exportText = ({ requests, file, collectionId, model, flags }: ExportReport): string =>
  [
    `${count(requests)} requests to ${model} in ${file} (collection ${collectionId})`,
    ...(flags.length === 0 ? [] : [`Their traces will carry ${flags.join(', ')}.`]),
    'Let the machine carry them out, then: winnow traces import-results RESULTS',
  ].join('\n');

async function importFrom(context: AskingContext, paths: readonly string[]): Promise<void> {
  const { asking, countTokens } = await askingOf(context);
  const report = await importResults(context.workspace(), paths, context.actor, {
    openTeacher: asking.openTeacher,
    countTokens,
    purposeOf,
    ...readingProgress(context, 'reading'),
    signal: context.signal,
  });
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => resultsText(report));
}

/** Collections whose requests can be carried by files; another kind of collection gets its line here. */
const purposeOf = ({ purpose, provider }: Collection): Purpose | null =>
  provider === 'openai' && purpose === 'traces' ? TRACES : null;

/** What `import-results` tells people; the last line has the counts. */
function resultsText(report: ResultsReport): string {
  const collections = report.collections.flatMap(({ collectionId, model, ...one }) => [
    `${collectionId} (${model ?? one.teacher})`,
    table([
      ['answered', count(one.answered), `${count(one.pending)} pending`],
      ['usable traces', count(one.traces.usable), reasonsText(one.traces.dropped)],
      ...(['blocked', 'unusable', 'failed'] as const)
        .filter((name) => Object.keys(one[name]).length > 0)
        .map((name) => [name, '', reasonsText(one[name])]),
      ...(Object.keys(one.flags).length === 0 ? [] : [['flags', '', reasonsText(one.flags)]]),
    ]),
  ]);
  const { imported, alreadyPresent, unknown, failed, rejected, seconds } = report;
  return [
    ...collections,
    rejectionLines(report.rejections, rejected, null),
    `${count(imported)} imported, ${count(alreadyPresent)} already there, ${count(failed)} failed, ${count(unknown)} unknown, ${count(rejected)} rejected, ${secondsText(seconds)}`,
  ]
    .filter((part) => part !== '')
    .join('\n');
}
