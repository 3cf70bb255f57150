import type { Command } from 'commander';
import { loadShipped } from '../db/shipped.ts';
import { importTraces, type TracesReport } from '../intake/traces/import.ts';
import { traceTools } from '../jobs/trace-tools.ts';
import type { CliContext } from './frame.ts';
import { rejectionLines } from './intake-text.ts';
import { readingProgress } from './reading-progress.ts';
import { count, secondsText, table } from './text.ts';
import { loadTokenizer } from './token-counter.ts';
import { reasonsText } from './traces-text.ts';

/** `traces import`: traces that were made elsewhere. */
export function registerImport(traces: Command, context: CliContext): void {
  traces
    .command('import')
    .description('store traces that were made elsewhere, by JSON lines or as s1K and s1K-1.1 have them')
    .argument('<path...>', 'files; JSON lines, JSON, CSV or Parquet, gzip of any of them')
    .addHelpText(
      'after',
      `
A line: {"id": ours or the import's, or "question": its text, "thinking", "answer", "kind"?: "raw" | "summary",
"provider"?, "model"?, "modelVersion"?, "responseId"?, "finishReason"?, "createdAt"?, "termsId"?, "usage"?}. The
columns of s1K and s1K-1.1 are known. What a line does not say of its origin becomes a flag.

Example
  winnow traces import s1K-1.1.parquet`,
    )
    .action((paths: string[]) => run(context, paths));
}

async function run(context: CliContext, paths: readonly string[]): Promise<void> {
  const { assets, actor, signal } = context;
  const workspace = context.workspace();
  const { countTokens } = loadTokenizer(assets);
  const tools = traceTools(workspace, { shipped: loadShipped(assets.data), countTokens, actor });
  const effects = { ...readingProgress(context, 'reading'), signal };
  const report = await importTraces(workspace, paths, actor, tools, effects);
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => importedText(report));
}

/** What `traces import` tells people; the last line has the counts. */
function importedText(report: TracesReport): string {
  const { traces, flags, collections, imported, alreadyPresent, unknown, rejected, seconds } = report;
  const rows = [
    ['questions', count(report.questions), `in ${collections.join(', ')}`],
    ['usable traces', count(traces.usable), reasonsText(traces.dropped)],
    ...(Object.keys(flags).length === 0 ? [] : [['flags', '', reasonsText(flags)]]),
  ];
  const parts = [
    collections.length === 0 ? '' : table(rows),
    rejectionLines(report.rejections, rejected, null),
    `${count(imported)} imported, ${count(alreadyPresent)} already there, ${count(unknown)} of unknown questions, ${count(rejected)} rejected, ${secondsText(seconds)}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}
