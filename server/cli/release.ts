import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { POLICY_NAMES } from '../../shared/vocabulary/policies.ts';
import { loadShipped } from '../db/shipped.ts';
import { pushAddress } from '../intake/hub/address.ts';
import { type Pushed, pushRelease, refuseInternal, releaseAt } from '../jobs/push-release.ts';
import { buildRelease, DEFAULT_TEMPLATE } from '../release/build.ts';
import { releaseFiles } from '../release/files.ts';
import { FORMATS } from '../release/formats/formats.ts';
import type { ReleaseReport } from '../release/report.ts';
import { findRun } from '../runs/find.ts';
import type { Assets, CliContext } from './frame.ts';
import { heldBack, wholeNumber } from './held-back.ts';
import { hubOf } from './hub.ts';
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
  system?: string;
  blockSize?: number;
  rows?: number;
  mixKinds?: boolean;
  gpuPriceUsd?: number;
  validation?: number;
  push?: string;
  public?: boolean;
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
    .option('--system <text>', 'said before every question, in place of what the template says')
    .option('--block-size <tokens>', 'refuse rows of more tokens than this', (text: string) =>
      wholeNumber(text, '--block-size', 'tokens', 8192),
    )
    .option('--rows <n>', 'how many to release (default: as many as the run selected)', (text: string) =>
      wholeNumber(text, '--rows', 'rows', 1000),
    )
    .option(
      '--validation <rows>',
      'hold back as many rows of the reserve, none of them a near duplicate of another row',
      heldBack,
    )
    .option('--mix-kinds', 'allow raw traces, summaries and worked solutions beside each other')
    .option('--gpu-price-usd <dollars>', 'what an hour of one GPU costs, for the estimate', dollars)
    .option('--push <hf://OWNER/NAME>', 'put it into a data set of the hub too, a private one')
    .option('--public', 'let everybody read that data set')
    .requiredOption('--out <dir>', 'the folder to make; it must be missing or empty')
    .option('--teacher <name>', 'only traces of this teacher (default: any but sample-recorded)')
    .option('--with-sample', 'allow questions of the built-in sample beside others, and its recorded replies')
    .addHelpText(
      'after',
      '\nExample\n  winnow release --run latest --policy internal --format s1 --out out/set-1',
    )
    .action((flags: Flags) => release(context, flags));
}

async function release(
  context: CliContext,
  { push, public: isPublic = false, ...flags }: Flags,
): Promise<void> {
  if (push === undefined) return tell(context, flags, await written(context, flags), null);
  const dataset = pushAddress(push);
  refuseInternal(flags.policy);
  const workspace = context.workspace();
  const report = releaseAt(workspace, flags.out) ?? (await written(context, flags));
  const hub = hubOf(context, dataset);
  context.out.note(
    `pushing ${report.releaseId} to ${dataset}; where that breaks off, the same command goes on`,
  );
  const pushed = await pushRelease(workspace, hub, report, {
    ...{ dir: flags.out, dataset, isPublic, actor: context.actor },
  });
  tell(context, flags, report, pushed);
  if (isPublic && !pushed.isPublic)
    context.out.note(
      `note: ${dataset} was there before and is private; nobody else can read it until its settings at the hub say so`,
    );
}

function tell(context: CliContext, { out: dir }: Flags, report: ReleaseReport, pushed: Pushed | null): void {
  const reply = pushed === null ? report : { ...report, pushed };
  const said =
    pushed === null
      ? ''
      : `\n  at the hub: ${pushed.dataset}, commit ${pushed.commit}, ${pushed.isPublic ? 'public' : 'private'}`;
  context.out.result(reply, () => releaseText(report, dir) + said);
  for (const warning of report.warnings) context.out.note(`note: ${warning}`);
}

async function written(
  context: CliContext,
  { run: id, format, rows, ...options }: Flags,
): Promise<ReleaseReport> {
  const workspace = context.workspace();
  const run = findRun(workspace, id);
  const { countTokens, ...tokenizer } = loadTokenizer(context.assets);
  return buildRelease(
    workspace,
    { ...options, n: rows, run, formats: format, actor: context.actor },
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
