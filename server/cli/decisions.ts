import { type Command, Option } from 'commander';
import { REASON_NAMES } from '../../shared/vocabulary/reasons.ts';
import { STAGE_NAMES } from '../../shared/vocabulary/stages.ts';
import { findRun } from '../runs/find.ts';
import { decisionFilter, type NarrowOptions } from './decision-filter.ts';
import type { CliContext } from './frame.ts';

interface Options extends NarrowOptions {
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
    .option('--kept', 'only the selected')
    .option('--not-kept', 'all but the selected')
    .option('--source <name>', 'only questions of this source')
    .option('--domain <code>', 'only questions of this domain')
    .option('--length <from-to>', 'only lengths in this range, both included; in tokens')
    .option(
      '--difficulty <from-to>',
      'only difficulties in this range, 0 to 1; the second not included, save 1',
    )
    .option('--area <corners>', 'only questions in this area of the map, as the Map page writes it')
    .addHelpText('after', '\nExample\n  winnow decisions --run latest --stage quality')
    .action(async ({ run: id, stage, reason, ...narrow }: Options) => {
      const workspace = context.workspace();
      const run = findRun(workspace, id);
      const filter = {
        ...(stage === undefined ? {} : { stage }),
        ...(reason === undefined ? {} : { reason }),
      };
      const isMeant = decisionFilter(context, run, narrow);
      for (const row of workspace.decisions.ofRun(run.n, filter)) {
        if (context.signal.aborted) return;
        if (!isMeant(row)) continue;
        const { n: _n, margins: _margins, ...decision } = row;
        context.out.line(decision);
      }
    });
}
