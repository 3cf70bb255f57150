import type { Command } from 'commander';
import { importSignals } from '../intake/signals.ts';
import type { CliContext } from './frame.ts';
import { signalsText } from './intake-text.ts';
import { readingProgress } from './reading-progress.ts';

/** `signals import`: what was measured elsewhere about questions of the pool. */
export function register(program: Command, context: CliContext): void {
  program
    .command('signals')
    .description('what was measured about questions of the pool')
    .command('import')
    .description('store attempts, labels and other values, by JSON lines')
    .argument('<path...>', 'files of JSON lines; gzip is unpacked')
    .addHelpText(
      'after',
      `
A line: {"id": ours or the import's, "source"?, "attempts"?: [{"model", "answer"?, "text"?, "tokens"?, "verdict"?:
"correct" | "wrong" | "unverifiable"}], "domain"?, "level"?, "tokens"?: length of a trace, "signals"?: {name: value},
"origin"?: what measured them}. A value is a number, a truth value, a label or a vector (a list of numbers); a name has
one kind. Rules and draws ask for them: run --set signals.keep='reward >= 0.6' --set diversity.rankBy=reward

Example
  winnow signals import attempts.jsonl`,
    )
    .action((paths: string[]) => run(context, paths));
}

async function run(context: CliContext, paths: string[]): Promise<void> {
  const report = await importSignals(context.workspace(), paths, context.actor, {
    ...readingProgress(context, 'reading'),
    signal: context.signal,
  });
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => signalsText(report));
}
