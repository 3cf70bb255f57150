import type { Command } from 'commander';
import type { StoredRun } from '../db/runs.ts';
import { configOf } from '../decide/config-of.ts';
import { findRun } from '../runs/find.ts';
import { type Compared, compareText } from './compare-text.ts';
import type { CliContext } from './frame.ts';
import { count, table } from './text.ts';

/** `runs list|compare`: the runs of the workspace, and how their selections differ. */
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
  runs
    .command('compare')
    .description('the figures of several selections side by side')
    .argument('<run...>', 'runs, or latest')
    .addHelpText('after', '\nExample\n  winnow runs compare run-0123456789 latest')
    .action((ids: string[]) => {
      const compared = ids.map((id) => comparedOf(findRun(context.workspace(), id)));
      context.out.result(compared, () => compareText(compared));
    });
}

const comparedOf = ({ recipe, report }: StoredRun): Compared => ({
  runId: report.runId,
  recipe: report.recipe,
  sampler: configOf(recipe, 'diversity')?.sampler ?? '-',
  seed: report.seed,
  selectionSha256: report.selectionSha256,
  figures: report.figures ?? null,
});
