import type { Command } from 'commander';
import { counted } from '../../shared/counted.ts';
import { WinnowError } from '../../shared/error.ts';
import type { Verdict } from '../release/verify/verdict.ts';
import { verifyRelease } from '../release/verify/verify.ts';
import type { CliContext } from './frame.ts';
import { keptText } from './kept-file.ts';

interface Flags {
  vkey?: string;
  checkpoint?: string;
  replay?: boolean;
}

/** `verify DIR`: whether a release folder is as it was written. Needs no workspace. */
export function register(program: Command, context: CliContext): void {
  program
    .command('verify')
    .description('tell whether a release folder is as it was written; verify.mjs in it does the same')
    .argument('<dir>', 'the folder of a release')
    .option('--vkey <key>', 'a verifier key that you had from elsewhere (default: the one in the folder)')
    .option('--checkpoint <file>', 'a checkpoint of the same log that was kept elsewhere')
    .option('--replay', 'carry out the selection again, as far as it can be without texts, and compare')
    .addHelpText(
      'after',
      '\nExit codes: 0 untouched, 1 tampered (the first broken thing is named), 2 can not tell\n\nExample\n  winnow verify out/set-1 --checkpoint kept/checkpoint',
    )
    .action((dir: string, flags: Flags) => verify(context, dir, flags));
}

function verify(context: CliContext, dir: string, flags: Flags): void {
  const checkpoint = flags.checkpoint === undefined ? undefined : keptText(flags.checkpoint);
  const verdict = verifyRelease(dir, { vkey: flags.vkey, checkpoint, replay: flags.replay });
  if (verdict.verdict === 'tampered')
    throw new WinnowError('failed', `${dir} was tampered with: ${verdict.why}.`, verdict);
  if (verdict.verdict === 'cannot-tell')
    throw new WinnowError('bad-input', `It can not be told of ${dir}: ${verdict.why}.`, verdict);
  context.out.result(verdict, () => text(dir, verdict));
}

const text = (dir: string, { rows, releaseId, held, limits }: Verdict): string =>
  [
    `${dir} is untouched: ${counted(rows ?? 0, 'row')} of ${releaseId}`,
    ...held.map((one) => `  holds: ${one}`),
    ...limits.map((one) => `  limit: ${one}`),
  ].join('\n');
