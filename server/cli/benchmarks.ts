import type { Command } from 'commander';
import { addBenchmarks, listBenchmarks, setBenchmarkIncluded } from '../intake/benchmarks.ts';
import type { CliContext } from './frame.ts';
import { benchmarksText } from './intake-text.ts';
import { registerRulings } from './overlap-rulings.ts';
import { readingProgress } from './reading-progress.ts';

/** `benchmarks add|list|include|exclude`: questions that no training set may hold. */
export function register(program: Command, context: CliContext): void {
  const benchmarks = program.command('benchmarks').description('questions that no training set may hold');
  benchmarks
    .command('add')
    .description('add benchmarks, one a file: questions, or fingerprints of their 8-grams')
    .argument('<path...>', 'files of any kind that import reads')
    .option('--name <name>', 'what the benchmark is called (default: the name of its file)')
    .addHelpText(
      'after',
      `
A line of fingerprints has n_words and sha256_16_of_8grams: the first 16 hex digits of the SHA-256 of every run
of 8 words (lower case, split on white space, joined by one blank, UTF-8).

Example
  winnow benchmarks add evals/math500.jsonl.gz evals/gpqa_diamond.fingerprints.jsonl.gz`,
    )
    .action((paths: string[], { name }: { name?: string }) => add(context, paths, name));
  benchmarks
    .command('list')
    .description('every benchmark')
    .addHelpText('after', '\nExample\n  winnow benchmarks list')
    .action(() => {
      const all = listBenchmarks(context.workspace());
      context.out.result(all, () => benchmarksText(all));
    });
  settle(benchmarks, context, 'include', 'have runs compare with a benchmark again');
  registerRulings(benchmarks, context);
  settle(benchmarks, context, 'exclude', 'have runs leave a benchmark alone, such as one added by mistake');
}

/** One benchmark for runs to compare with, or to leave alone. */
function settle(parent: Command, context: CliContext, verb: 'include' | 'exclude', says: string): void {
  parent
    .command(verb)
    .description(says)
    .argument('<name>', 'name of the benchmark, as benchmarks list shows it')
    .addHelpText('after', `\nExample\n  winnow benchmarks ${verb} math500`)
    .action((name: string) => {
      const benchmark = setBenchmarkIncluded(context.workspace(), name, verb === 'include', context.actor);
      context.out.result(benchmark, () => benchmarksText([benchmark]));
    });
}

async function add(context: CliContext, paths: string[], name: string | undefined): Promise<void> {
  const added = await addBenchmarks(context.workspace(), paths, { name }, context.actor, {
    ...readingProgress(context, 'reading'),
    signal: context.signal,
  });
  context.out.result(added.length === 1 ? added[0] : added, () => benchmarksText(added));
}
