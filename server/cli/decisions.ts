import { type Command, Option } from 'commander';
import { REASON_NAMES } from '../../shared/vocabulary/reasons.ts';
import { STAGE_NAMES } from '../../shared/vocabulary/stages.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';

interface Options {
  run: string;
  stage?: string;
  reason?: string;
}

/** `decisions`: what a run decided, a JSON line for each question of its pool. */
export function register(program: Command, context: CliContext): void {
  program
    .command('decisions')
    .description('what a run decided, a JSON line for each question')
    .option('--run <run>', 'a run, or latest', 'latest')
    .addOption(new Option('--stage <stage>', 'only those that fell (or stayed) there').choices(STAGE_NAMES))
    .addOption(new Option('--reason <reason>', 'only those with this reason').choices(REASON_NAMES))
    .addHelpText('after', '\nExample\n  winnow decisions --run latest --stage quality')
    .action(async ({ run: id, stage, reason }: Options) => {
      const workspace = context.workspace();
      const run = findRun(workspace, id);
      const filter = {
        ...(stage === undefined ? {} : { stage }),
        ...(reason === undefined ? {} : { reason }),
      };
      for (const { n: _n, margins: _margins, ...decision } of workspace.decisions.ofRun(run.n, filter)) {
        context.out.line(decision);
        if (context.signal.aborted) return;
      }
    });
}
