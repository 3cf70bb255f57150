import { type Command, Option } from 'commander';
import { FLAG_CODES, type FlagCode } from '../../shared/vocabulary/flags.ts';
import { noteExpiredNow } from '../release/waivers-due.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';

interface Flags {
  code?: FlagCode;
  subject?: string;
  run?: string;
}

/** `flags`: what was found about sources, questions, traces and releases, a JSON line each. */
export function register(program: Command, context: CliContext): void {
  program
    .command('flags')
    .description('what was found in the way of traces and releases, a JSON line for each flag')
    .addOption(new Option('--code <code>', 'only this kind of flag').choices(FLAG_CODES))
    .option('--subject <id>', 'only those about this source, question, trace, run or release')
    .option('--run <run>', 'only those about a run and its traces, or about the latest')
    .addHelpText('after', '\nExample\n  winnow flags --run latest --code THOUGHT_SUMMARY_ONLY')
    .action(({ code, subject, run: id }: Flags) => {
      const workspace = context.workspace();
      noteExpiredNow(workspace, context.actor);
      const run = id === undefined ? {} : { run: findRun(workspace, id).n };
      const filter = {
        ...run,
        ...(code === undefined ? {} : { code }),
        ...(subject === undefined ? {} : { subject }),
      };
      for (const flag of workspace.flags.each(filter)) {
        context.out.line(flag);
        if (context.signal.aborted) return;
      }
    });
}
