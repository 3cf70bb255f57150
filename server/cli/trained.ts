import type { Command } from 'commander';
import { recordTraining } from '../release/trained.ts';
import type { CliContext } from './frame.ts';

/** `trained DIR`: which model was trained on a release. */
export function register(program: Command, context: CliContext): void {
  program
    .command('trained')
    .argument('<dir>', 'the folder of a release')
    .description('record that a model was trained on a release, as its folder is now')
    .requiredOption('--model <name>', 'what the model is called')
    .requiredOption('--by <user>', 'who says so')
    .addHelpText('after', '\nExample\n  winnow trained out/set-1 --model student-7b --by ann')
    .action((dir: string, { model, by }: { model: string; by: string }) => {
      const recorded = recordTraining(context.workspace(), { dir, model, by });
      context.out.result(recorded, () =>
        recorded.isNew
          ? `${recorded.model} was trained on ${recorded.releaseId}`
          : `it is recorded already: ${recorded.model} on ${recorded.releaseId}`,
      );
    });
}
