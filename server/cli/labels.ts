import type { Command } from 'commander';
import { WinnowError } from '../../shared/error.ts';
import { purposeOf } from '../jobs/collecting/purposes.ts';
import { withWhom } from './collect-options.ts';
import { registerControls } from './collections.ts';
import { type AskingContext, type CollectFlags, collectModel } from './traces-model.ts';

/** `labels`: have a model sort the questions, or look whether they can be asked as they stand. */
export function register(program: Command, context: AskingContext): void {
  const labels = program
    .command('labels')
    .description('labels of questions by a model')
    .addHelpText('after', '\nExample\n  winnow labels status');
  withWhom(
    labels
      .command('collect')
      .description('ask a model for labels of a closed list; one that was imported stands over its word')
      .option('--what <what>', 'domain or quality', 'domain'),
  )
    .addHelpText(
      'after',
      '\nExample\n  winnow labels collect --model Qwen/Qwen2.5-32B-Instruct --endpoint http://127.0.0.1:8000/v1',
    )
    .action((flags: CollectFlags & { what: string }) => collect(context, flags));
  registerControls(labels, 'labels', context);
}

function collect(context: AskingContext, { what, ...flags }: CollectFlags & { what: string }): Promise<void> {
  if (what !== 'domain' && what !== 'quality')
    throw new WinnowError('bad-usage', '--what takes domain or quality.');
  const wants = { what } as const;
  const purpose = purposeOf(context.workspace(), context.assets.data, { collects: 'labels', ...wants });
  return collectModel(context, flags, purpose, wants);
}
