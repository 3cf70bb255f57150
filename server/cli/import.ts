import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { loadShipped } from '../db/shipped.ts';
import { isHubAddress } from '../intake/hub/address.ts';
import { type HubImportOptions, importFromHub } from '../intake/hub/import.ts';
import { importFiles } from '../intake/import-files.ts';
import type { CliContext } from './frame.ts';
import { hubOf } from './hub.ts';
import { runPreset } from './import-preset.ts';
import { importShards } from './import-shards.ts';
import { importText } from './intake-text.ts';
import { readingProgress } from './reading-progress.ts';

type Flags = Omit<HubImportOptions, 'actor' | 'map'> & {
  map?: string[];
  preset?: string;
  only?: string[];
  shards?: string;
};

/** `import` reads files of questions into the pool. */
export function register(program: Command, context: CliContext): void {
  program
    .command('import')
    .description(
      'read files of questions into the pool: JSON Lines, JSON, CSV, TSV, Parquet; gzip of any of them',
    )
    .argument(
      '[path...]',
      'files; a pattern such as pool/*.jsonl.gz is opened by the shell; or hf://datasets/OWNER/NAME[@REVISION]',
    )
    .option('--preset <name>', 'instead of paths: s1, s1k or s1k-1.1, the sets of s1 as the hub has them')
    .option('--shards <dir>', 'instead of paths: a folder of Parquet files that stay where they are')
    .option('--only <source>', 'of a preset: this source; may be given several times', collect)
    .option('--config <name>', 'which config of a data set of the hub (default: its only or default one)')
    .option('--split <name>', 'which split of it (default: train)')
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
    .option('--rejected <file>', 'list all that is not taken in this file, with --dry-run and --strict too')
    .option('--supersede', 'another text under a known id becomes a new version of it')
    .addHelpText(
      'after',
      `
What is read without --map, in any case: question (problem, prompt, input), solution (rationale, cot, response,
output), answer (final_answer, expected_answer), options (choices), source, license, id, meta, level (difficulty),
subject (type). Of several the first is taken; what is not taken is kept in meta.

Examples
  winnow import pool/*.jsonl.gz --license MIT
  winnow import hf://datasets/simplescaling/s1K@main --split train
  winnow import --preset s1 --dry-run
  winnow import --shards /shared/questions --license MIT
  winnow import export.json --records data.train[].row --map question=qa.text,answer=qa.final --dry-run`,
    )
    .action((paths: string[], flags: Flags) => run(context, paths, flags));
}

const collect = (value: string, before: string[] = []): string[] => [...before, value];

async function run(context: CliContext, paths: string[], given: Flags): Promise<void> {
  const { map, preset, only = [], shards, ...flags } = given;
  if (shards !== undefined) return importShards(context, shards, paths, given);
  if (preset !== undefined) {
    refuseBeside(paths, given);
    const { dryRun = false, strict = false } = flags;
    return runPreset(context, preset, { only, dryRun, strict });
  }
  if (paths.length === 0 || only.length > 0)
    throw new WinnowError(
      'bad-usage',
      only.length > 0 ? '--only is for --preset.' : 'Name files to import, an hf:// address, or a --preset.',
    );
  const options: HubImportOptions = { ...flags, map: map?.join(','), actor: context.actor };
  const effects = {
    ...readingProgress(context, 'importing'),
    signal: context.signal,
    licences: loadShipped(context.assets.data).licences,
  };
  const [first = ''] = paths;
  const { fetched, hub } = isHubAddress(first) ? fromHub(context, paths) : { fetched: null, hub: null };
  if (fetched === null && (flags.config ?? flags.split) !== undefined)
    throw new WinnowError(
      'bad-usage',
      '--config and --split are for data sets of the hub (hf://datasets/…).',
    );
  const report =
    fetched === null
      ? await importFiles(context.workspace(), paths, options, effects)
      : await importFromHub(context.workspace(), hub, first, options, { ...effects, fetched });
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
  context.out.result(report, () => importText(report, flags.dryRun === true));
}

/** A preset says itself what is read, and how. */
function refuseBeside(paths: readonly string[], flags: Flags): void {
  const names = [
    ...(['config', 'split', 'source', 'license', 'revision', 'map', 'records', 'supersede'] as const),
    'rejected' as const,
  ];
  const beside = names.find((name) => flags[name] !== undefined);
  if (paths.length === 0 && beside === undefined) return;
  const what = beside === undefined ? 'paths are' : `--${beside} is`;
  throw new WinnowError('bad-usage', `A preset says itself what is read: ${what} not given beside --preset.`);
}

/** One data set at a time: options are about all of it. */
function fromHub(context: CliContext, paths: readonly string[]) {
  const [address = '', ...more] = paths;
  if (more.length > 0)
    throw new WinnowError(
      'bad-usage',
      'A data set of the hub is imported by itself: give one hf:// address.',
    );
  return { hub: hubOf(context, address), fetched: readingProgress(context, 'fetching').progress };
}
