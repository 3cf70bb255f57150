import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { POLICY_NAMES } from '../../shared/vocabulary/policies.ts';
import { loadShipped } from '../db/shipped.ts';
import { buildRelease, DEFAULT_TEMPLATE } from '../release/build.ts';
import { releaseFiles } from '../release/files.ts';
import { FORMATS } from '../release/formats/formats.ts';
import { findRun } from '../runs/find.ts';
import type { Assets, CliContext } from './frame.ts';
import { heldBack, wholeNumber } from './held-back.ts';
import { releaseText } from './release-text.ts';
import { loadTokenizer } from './token-counter.ts';
import { loadTraining } from './training-assets.ts';

interface Flags {
  run: string;
  policy: string;
  format: string[];
  out: string;
  teacher?: string;
  withSample?: boolean;
  template: string;
  blockSize?: number;
  mixKinds?: boolean;
  gpuPriceUsd?: number;
  validation?: number;
}

/** `release`: writes a selection with its traces into a folder. */
export function register(program: Command, context: CliContext): void {
  const formats = FORMATS.map(({ name }) => name);
  program
    .command('release')
    .description('write the selection of a run with its traces into a folder, all of it or nothing')
    .option('--run <run>', 'a run, or latest', 'latest')
    .addOption(
      new Option('--policy <policy>', 'for whom it is meant: what it makes of open flags')
        .choices(POLICY_NAMES)
        .default('internal'),
    )
    .addOption(
      new Option('--format <format>', `${formats.join(', ')}; may be given several times`)
        .argParser((name: string, before: string[]) => [...before, name])
        .default([], 'all'),
    )
    .option(
      '--template <name>',
      'how thinking and answer are written: qwen2.5-think, qwen2.5-s1, qwen3-think or plain',
      DEFAULT_TEMPLATE,
    )
    .option('--block-size <tokens>', 'refuse rows of more tokens than this', (text: string) =>
      wholeNumber(text, '--block-size', 'tokens', 8192),
    )
    .option(
      '--validation <rows>',
      'hold back as many rows of the reserve, none of them a near duplicate of another row',
      heldBack,
    )
    .option('--mix-kinds', 'allow raw traces, summaries and worked solutions beside each other')
    .option('--gpu-price-usd <dollars>', 'what an hour of one GPU costs, for the estimate', dollars)
    .requiredOption('--out <dir>', 'the folder to make; it must be missing or empty')
    .option('--teacher <name>', 'only traces of this teacher (default: any but sample-recorded)')
    .option('--with-sample', 'allow questions of the built-in sample beside others, and its recorded replies')
    .addHelpText(
      'after',
      '\nExample\n  winnow release --run latest --policy internal --format s1 --out out/set-1',
    )
    .action((flags: Flags) => release(context, flags));
}

async function release(context: CliContext, { run: id, format, ...options }: Flags): Promise<void> {
  const workspace = context.workspace();
  const run = findRun(workspace, id);
  const { countTokens, ...tokenizer } = loadTokenizer(context.assets);
  const report = await buildRelease(
    workspace,
    { ...options, run, formats: format, actor: context.actor },
    {
      countTokens,
      tokenizer,
      files: releaseFiles(process.pid, workspace.randomHex),
      version: context.assets.version,
      shipped: loadShipped(context.assets.data),
      signingKey: context.signingKey(),
      verifier: verifierText(context.assets),
      training: loadTraining(context.assets),
      progress: (done, total) => context.out.progress('writing rows', done, total),
      signal: context.signal,
      clock: context.clock,
    },
  );
  context.out.result(report, () => releaseText(report, options.out));
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
}

function dollars(text: string): number {
  if (/^\d{1,4}(\.\d{1,4})?$/.test(text)) return Number(text);
  throw new WinnowError(
    'bad-usage',
    `--gpu-price-usd ${text.slice(0, 20)}: dollars an hour, as in --gpu-price-usd 2.40.`,
  );
}

/** The program that a release carries to check itself. */
export const verifierText = ({ data }: Assets): string =>
  readFileSync(join(data, 'release', 'verify.mjs'), 'utf8');
