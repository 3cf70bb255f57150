import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import { POLICY_NAMES, type PolicyName } from '../../shared/vocabulary/policies.ts';
import { WAIVER_REASONS } from '../../shared/vocabulary/waivers.ts';
import { WAIVER_DAYS } from '../comply/waiver.ts';
import { loadShipped } from '../db/shipped.ts';
import { waive } from '../release/waive.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { heldBack } from './held-back.ts';
import { reason } from './reason.ts';
import { oneLine } from './text.ts';

interface Flags {
  code: string[];
  run: string;
  purpose: string;
  by: string;
  why: string;
  reason: string;
  evidence: string[];
  expires: string;
  policy?: PolicyName;
  validation?: number;
}

/** `waive`: somebody takes flags of a run upon themselves. */
export function register(program: Command, context: CliContext): void {
  const several = (word: string, before: string[]) => [...before, word];
  program
    .command('waive')
    .description('take flags of a run upon yourself, for one purpose and for a time')
    .addOption(
      new Option('--code <code...>', 'the kinds of flags')
        .argParser(several)
        .default([], 'none')
        .makeOptionMandatory(),
    )
    .requiredOption('--run <run>', 'the run whose release it is for, or latest')
    .requiredOption('--purpose <text>', 'what the release is for, and for which model')
    .requiredOption('--by <user>', 'who takes it upon themselves; nobody who raised one of the flags')
    .requiredOption('--why <text>', 'why it may be done, in at least 20 characters', reason)
    .addOption(
      new Option('--reason <reason>', 'the kind of reason')
        .choices(Object.keys(WAIVER_REASONS))
        .makeOptionMandatory(),
    )
    .addOption(
      new Option('--evidence <file>', 'what proves it, such as the letter; may be given several times')
        .argParser(several)
        .default([], 'none'),
    )
    .option('--expires <days>', 'how long it holds', String(WAIVER_DAYS.usual))
    .addOption(
      new Option('--policy <policy>', 'under which policy it is to lift something').choices(POLICY_NAMES),
    )
    .option('--validation <rows>', 'as release --validation: flags of its rows too', heldBack)
    .addHelpText(
      'after',
      '\nExample\n  winnow waive --code DIFFICULTY_ESTIMATED --run latest --purpose "a 7B research model" --by ann --why "levels of the sources will do for this" --reason fair-use-counsel',
    )
    .action((flags: Flags) => run(context, flags));
}

function run(context: CliContext, { run: id, evidence, expires, ...flags }: Flags): void {
  const workspace = context.workspace();
  const waived = waive(workspace, loadShipped(context.assets.data), {
    ...flags,
    codes: flags.code,
    run: findRun(workspace, id),
    evidence: evidence.map((file) => ({ name: basename(file), bytes: readEvidence(file) })),
    expires: Number(expires),
    actor: context.actor,
  });
  context.out.result(waived, () =>
    [
      `${waived.waiverId}: ${counted(waived.flags, 'flag')} (${waived.codes.join(', ')}) until ${waived.expiresAt}`,
      oneLine(waived.statement),
    ].join('\n'),
  );
}

/** More than any letter. Unit: bytes. */
const MOST_BYTES = 64 * 1024 * 1024;

function readEvidence(file: string): Uint8Array {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile() || stat.size === 0)
    throw new WinnowError('bad-input', `--evidence ${file} is no file, or an empty one.`);
  if (stat.size > MOST_BYTES)
    throw new WinnowError('bad-input', `--evidence ${file} is over ${MOST_BYTES} bytes.`);
  return readFileSync(file);
}
