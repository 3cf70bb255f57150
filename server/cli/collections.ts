import type { Command } from 'commander';
import { setCollectionState } from '../ask/model/control.ts';
import { collectionStatus } from '../ask/status.ts';
import type { Collection } from '../db/collections.ts';
import { findRun } from '../runs/find.ts';
import type { CliContext } from './frame.ts';
import { statusText } from './traces-text.ts';

/** `status`, `pause` and `cancel` of the collections of one purpose. */
export function registerControls(
  command: Command,
  purpose: Collection['purpose'],
  context: CliContext,
): void {
  command
    .command('status')
    .description(`the collections of ${purpose} of the workspace, oldest first`)
    .option('--run <run>', 'only those of a run, or of latest')
    .addHelpText('after', `\nExample\n  winnow ${purpose} status`)
    .action(({ run }: { run?: string }) => {
      const workspace = context.workspace();
      const asked = run === undefined ? undefined : findRun(workspace, run);
      const collections = collectionStatus(workspace, asked, purpose);
      context.out.result(collections, () => statusText(collections, purpose));
    });
  hold(command, purpose, context, 'pause', 'hold a collection up; the same collect command goes on with it');
  hold(command, purpose, context, 'cancel', 'end a collection; only collect --resume goes on with it');
}

function hold(
  command: Command,
  purpose: Collection['purpose'],
  context: CliContext,
  name: 'pause' | 'cancel',
  description: string,
): void {
  const state = name === 'pause' ? 'paused' : 'cancelled';
  command
    .command(name)
    .argument('<collection>', `as ${purpose} status lists it`)
    .description(description)
    .addHelpText('after', `\nExample\n  winnow ${purpose} ${name} col-0123456789abcdef`)
    .action((id: string) => {
      const held = setCollectionState(context.workspace(), id, state, context.actor);
      context.out.result(held, () => `The collection ${id} is ${state}.`);
      if (held.batches > 0)
        context.out.note(
          `note: ${held.batches} batches go on at the provider and are paid for; the same collect command takes their answers.`,
        );
    });
}
