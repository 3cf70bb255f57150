import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { attemptsPurpose } from '../ask/attempts/purpose.ts';
import type { Purpose } from '../ask/model/opened.ts';
import { TRACES } from '../ask/model/traces.ts';
import { type ExportReport, exportRequests } from '../ask/offline/export.ts';
import { loadPrompt } from '../ask/prompts/load.ts';
import type { Collection } from '../db/collections.ts';
import { parseAttemptRule } from '../decide/grades/rules.ts';
import { SOLVE } from '../jobs/collecting/purposes.ts';
import { importResults, type ResultsReport } from '../jobs/import-results.ts';
import type { Assets, CliContext } from './frame.ts';
import { rejectionLines } from './intake-text.ts';
import { planText } from './model-text.ts';
import { newFile } from './new-file.ts';
import { readingProgress } from './reading-progress.ts';
import { count, secondsText, table } from './text.ts';
import { lazyTokens } from './token-counter.ts';
import { type AskingContext, type CollectFlags, optionsOf } from './traces-model.ts';
import { reasonsText } from './traces-text.ts';

/** The flags of `… export-requests`, as they were typed. */
export type ExportFlags = CollectFlags & { out: string };

/** The options of `… export-requests` beside whom it is about. */
export const withRequestOptions = (command: Command): Command =>
  command
    .option('--teacher <name>', 'openai: any server that speaks its API', 'openai')
    .requiredOption('--model <name>', 'the model, as that server names it')
    .option(
      '--endpoint <url>',
      'the address of that server: its terms are looked up by it, nothing is sent there',
    )
    .option('--thinking <how>', 'a level (LOW, MEDIUM, HIGH), as the model takes it')
    .option('--temperature <t>', "0 to 2 (default: the provider's)")
    .option('--max-tokens <n>', 'thoughts and answer together, at most')
    .option('--budget-usd <x>', 'write no more than the whole collection may cost')
    .option('--retry-failed', 'ask blocked, unusable and failed ones again')
    .option(
      '--accept <code>',
      'go on although this flag blocks; may be given several times',
      (code: string, before: string[] = []) => [...before, code],
    )
    .option('--purpose <text>', 'what the replies are for; written down with --accept')
    .requiredOption('--out <file>', 'the file to make: batch JSON lines of OpenAI');

/** `… import-results`: results of any kind of collection, whichever family of commands is asked. */
export function registerResults(command: Command, purpose: 'traces' | 'attempts', context: CliContext): void {
  command
    .command('import-results')
    .description('store what a machine without a connection has brought: in any order, in part, twice')
    .argument('<file...>', 'batch output of OpenAI, as vLLM and SGLang write it too; gzip is unpacked')
    .addHelpText('after', `\nExample\n  winnow ${purpose} import-results results.jsonl`)
    .action((paths: string[]) => importFrom(context, paths));
}

async function askingOf(context: AskingContext) {
  const asking = await context.asking?.();
  if (asking === undefined) throw new WinnowError('failed', 'This process can ask no model.');
  return { asking, countTokens: lazyTokens(context.assets) };
}

/** `… export-requests`: plan and price first, then the file. */
export async function exportTo(context: AskingContext, flags: ExportFlags, collects: Purpose): Promise<void> {
  const { asking, countTokens } = await askingOf(context);
  const workspace = context.workspace();
  const file = newFile(flags.out, workspace.randomHex(4));
  const report = await exportRequests(workspace, { ...optionsOf(flags, context), collects }, file, {
    openTeacher: asking.openTeacher,
    countTokens,
    show: (plan) => context.out.note(planText(plan)),
    signal: context.signal,
  });
  context.out.result(report, () => exportText(report, collects.name));
}

const exportText = (
  { requests, file, collectionId, model, flags, leftOut }: ExportReport,
  name: Purpose['name'],
): string =>
  [
    `${counted(requests, 'request')} to ${model} in ${file} (collection ${collectionId})`,
    ...(leftOut === 0 ? [] : [`${count(leftOut)} more are not reached by the ceiling.`]),
    ...(flags.length === 0 ? [] : [`What they bring will carry ${flags.join(', ')}.`]),
    `Let the machine carry them out, then: winnow ${name} import-results RESULTS`,
  ].join('\n');

async function importFrom(context: AskingContext, paths: readonly string[]): Promise<void> {
  const { asking, countTokens } = await askingOf(context);
  const report = await importResults(context.workspace(), paths, context.actor, {
    openTeacher: asking.openTeacher,
    countTokens,
    purposeOf: (collection) => purposeOf(context.assets, collection),
    ...readingProgress(context, 'reading'),
    signal: context.signal,
  });
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => resultsText(report));
}

/** Collections whose requests can be carried by files; another kind of collection gets its line here. */
function purposeOf({ data }: Assets, { purpose, provider }: Collection): Purpose | null {
  if (provider !== 'openai') return null;
  if (purpose === 'traces') return TRACES;
  return purpose === 'attempts' ? attemptsPurpose(loadPrompt(data, SOLVE), parseAttemptRule({})) : null;
}

/** What `import-results` tells people; the last line has the counts. */
function resultsText(report: ResultsReport): string {
  const collections = report.collections.flatMap(({ collectionId, model, ...one }) => [
    `${collectionId} (${model ?? one.teacher})`,
    table([
      ['answered', count(one.answered), `${count(one.pending)} pending`],
      ...(one.verdicts === undefined
        ? [['usable traces', count(one.traces.usable), reasonsText(one.traces.dropped)]]
        : [['verdicts', '', reasonsText(one.verdicts)]]),
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
