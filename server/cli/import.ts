import type { Command } from 'commander';
import { loadShipped } from '../db/shipped.ts';
import { importFiles } from '../intake/import-files.ts';
import type { ImportOptions } from '../intake/import-options.ts';
import type { CliContext } from './frame.ts';
import { importText } from './intake-text.ts';
import { readingProgress } from './reading-progress.ts';

type Flags = Omit<ImportOptions, 'actor' | 'map'> & { map?: string[] };

/** `import` reads files of questions into the pool. */
export function register(program: Command, context: CliContext): void {
  program
    .command('import')
    .description(
      'read files of questions into the pool: JSON Lines, JSON, CSV, TSV, Parquet; gzip of any of them',
    )
    .argument('<path...>', 'files; a pattern such as pool/*.jsonl.gz is opened by the shell')
    .option(
      '--source <name>',
      'the source of all records (default: what a record says, else the name of its file)',
    )
    .option('--license <spdx>', 'the licence of records that state none')
    .option('--revision <r>', 'the revision of the source, such as a commit or a date')
    .option('--format <format>', 'auto, jsonl, json, csv, tsv or parquet', 'auto')
    .option('--encoding <label>', 'the encoding of files without a byte order mark', 'utf-8')
    .option(
      '--map <field=path,...>',
      'where fields lie, as in question=row.qa.question,answer=final',
      collect,
    )
    .option('--records <path>', 'where the records lie in a JSON file, as in data.train[].row')
    .option('--strict', 'any rejection stops the import, and nothing of it is kept')
    .option('--dry-run', 'say what would be imported, and import nothing')
    .option('--supersede', 'another text under a known id becomes a new version of it')
    .addHelpText(
      'after',
      `
What is read without --map, in any case: question (problem, prompt, input), solution (rationale, cot, response,
output), answer (final_answer, expected_answer), options (choices), source, license, id, meta, level (difficulty),
subject (type). Of several the first is taken; what is not taken is kept in meta.

Examples
  winnow import pool/*.jsonl.gz --license MIT
  winnow import export.json --records data.train[].row --map question=qa.text,answer=qa.final --dry-run`,
    )
    .action((paths: string[], flags: Flags) => run(context, paths, flags));
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

async function run(context: CliContext, paths: string[], { map, ...flags }: Flags): Promise<void> {
  const options: ImportOptions = { ...flags, map: map?.join(','), actor: context.actor };
  const report = await importFiles(context.workspace(), paths, options, {
    ...readingProgress(context, 'importing'),
    signal: context.signal,
    licences: loadShipped(context.assets.data).licences,
  });
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => importText(report, flags.dryRun === true));
}
