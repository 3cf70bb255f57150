import type { Command } from 'commander';
import type { CliContext } from './frame.ts';
import { count, table } from './text.ts';

/** `runs list`: the runs of the workspace, newest first. */
export function register(program: Command, context: CliContext): void {
  const runs = program.command('runs').description('the runs of the workspace');
  runs
    .command('list')
    .description('every run, newest first')
    .addHelpText('after', '\nExample\n  winnow runs list')
    .action(() => {
      const reports = context
        .workspace()
        .runs.page(1000)
        .map(({ report }) => report);
      context.out.result(reports, () =>
        reports.length === 0
          ? 'No run yet. Make one with: winnow run'
          : table([
              ['run', 'recipe', 'seed', 'pool', 'selected', 'made'],
              ...reports.map((run) => [
                run.runId,
                run.recipe,
                `${run.seed}`,
                count(run.pool),
                count(run.selected),
                run.createdAt,
              ]),
            ]),
      );
    });
}
