import type { Command } from 'commander';
import type { Preview } from '../../shared/schemas/preview.ts';
import { applySettings } from '../decide/recipe.ts';
import { previewRun } from '../runs/preview.ts';
import type { CliContext } from './frame.ts';
import { fellText } from './funnel-text.ts';
import { collect, recipeFrom, runEffects, seedFrom, withN } from './run.ts';
import { count, secondsText, table } from './text.ts';

interface Options {
  run: string;
  recipe?: string;
  n?: string;
  seed?: string;
  set: string[];
}

/** `preview`: what a run would have selected under other settings. */
export function register(program: Command, context: CliContext): void {
  program
    .command('preview')
    .description('what a run would have selected under other settings; nothing is stored')
    .option('--run <run>', 'the run whose questions, recipe and seed are taken, or latest', 'latest')
    .option('--recipe <name|file>', 'another recipe than that of the run')
    .option('--n <n>', 'how many to select: a number, or all')
    .option('--seed <n>', 'another seed than that of the run')
    .option('--set <key=value>', 'a setting of the recipe, as overlap.window=13', collect, [])
    .addHelpText('after', '\nExample\n  winnow preview --run latest --set quality.longest=4000')
    .action(async (options: Options) => {
      const { run, recipe, seed } = options;
      const settings = withN(options);
      const preview = await previewRun(
        context.workspace(),
        {
          run,
          change: (own) =>
            recipe === undefined ? applySettings(own, settings) : recipeFrom(context, recipe, settings),
          seed: seed === undefined ? undefined : seedFrom(seed),
        },
        runEffects(context),
      );
      context.out.result(preview, () => previewText(preview));
    });
}

function previewText(preview: Preview): string {
  const { runId, recipe, seed, selected, pool, reserve, added, removed, seconds } = preview;
  const rows = preview.funnel.map((stage) => [
    stage.label ?? stage.stage,
    count(stage.in),
    count(stage.kept),
    fellText(stage),
  ]);
  return [
    `${count(selected)} of ${count(pool)} would be selected, ${count(reserve)} in reserve (recipe ${recipe}, seed ${seed}, ${secondsText(seconds)})`,
    '',
    table([['stage', 'in', 'kept', 'fell'], ...rows]),
    '',
    `  against ${runId}: ${count(added.count)} in, ${count(removed.count)} out. Nothing was stored.`,
    ...preview.warnings.map((warning) => `  note: ${warning}`),
  ].join('\n');
}
